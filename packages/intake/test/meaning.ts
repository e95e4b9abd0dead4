import { openWorkbook } from '../src/containers/container.ts';
import type { InspectReport } from '../src/findings/report.ts';
import { type Candidate, firstRows, recognise } from '../src/sheets/survey.ts';
import { keepRow, textAt } from '../src/table/header.ts';
import { type Cell, columnLetters, type Merge, type Row } from '../src/table/sheet.ts';
import { codeText, plain } from '../src/table/text.ts';
import type { Chance, Mutant } from './mutant.ts';
import { styleSheet, workbook, worksheet } from './workbook.ts';
import { zip } from './zip.ts';

/** Rows of a table that mutants are made of; more would only cost time. */
const mostRows = 150;

type Cells = (Cell | undefined)[];

/** A table of a real file, cut and written anew, and what is read of it as it is. */
export interface MeaningfulTable {
  name: string;
  shape: Candidate['shape'];
  rows: Cells[];
  merges: readonly Merge[];
  /** 0-based positions in `rows`. */
  header: { top: number; bottom: number; first: number };
  amounts: readonly number[];
}

/** What a file that a person has answered for is asked: the rest of a mutant's questions are its own. */
export const usualAnswers = {
  year: '2026',
  version: 'murni',
  basis: 'lra',
  asOf: '2026-06-30',
  unit: 'semua',
  measure: 'budget',
  numbers: 'id',
};

/** The first table of a file that a form recognises; undefined for a file without one, and for our own templates. */
export async function tableOf(path: string, name: string): Promise<MeaningfulTable | undefined> {
  const book = await openWorkbook(path, name);
  try {
    for (const info of book.sheets) {
      const found = recognise({ info, rows: await firstRows(book, info) });
      if (!found || 'refusal' in found || ['template', 'regions', 'region-rows'].includes(found.shape)) continue;
      const { header, amounts } = found.readable;
      const rows: Cells[] = [];
      for await (const lot of book.rows(info)) {
        for (const row of lot) if (row.number <= header.last + mostRows) rows[row.number - 1] = keepRow(row).cells.map(withoutFormula);
        if (rows.length >= header.last + mostRows) break;
      }
      return {
        name: name.replace(/\.\w+$/, '.xlsx'),
        shape: found.shape,
        rows: Array.from(rows, (cells) => cells ?? []),
        merges: info.merges.filter(({ bottom }) => bottom <= header.last),
        header: { top: header.top - 1, bottom: header.bottom - 1, first: header.last },
        amounts: amounts.map(({ index }) => index),
      };
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    book.close();
  }
}

const withoutFormula = (cell: Cell | undefined): Cell | undefined =>
  cell === undefined || cell.kind === 'empty' ? undefined : { ...cell, formula: false };

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll(/[\u0000-\u0008\u000b-\u001f]/g, '');

/** The table as an .xlsx of one sheet. */
export function bytesOfTable({ rows, merges }: Pick<MeaningfulTable, 'rows' | 'merges'>): Buffer {
  const xml = rows.map((cells, at) => {
    const own = cells.map((cell, index) => {
      if (cell === undefined) return '';
      const ref = ` r="${columnLetters(index)}${at + 1}"`;
      if (cell.kind === 'number') return `<c${ref}${cell.percent === true ? ' s="1"' : ''}><v>${escaped(cell.text)}</v></c>`;
      return `<c${ref} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
    });
    return `<row r="${at + 1}">${own.join('')}</row>`;
  });
  const refs = merges.map(
    ({ top, left, bottom, right }) => `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  );
  const behind = refs.length > 0 ? `<mergeCells>${refs.join('')}</mergeCells>` : '';
  const styles = styleSheet('', '<xf numFmtId="0"/><xf numFmtId="10"/>');
  return zip(workbook({ sheets: [{ name: 'Laporan', part: worksheet(xml.join(''), behind) }], styles }));
}

/** Whether a person could submit what was read. */
const isTaken = ({ outcome, findings }: InspectReport) => outcome === 'read' && !findings.some(({ severity }) => severity === 'blocking');

const totalsOf = ({ totals }: InspectReport) =>
  JSON.stringify(
    Object.entries(totals)
      .filter(([key]) => !key.includes(':'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
const coversOf = ({ statements }: InspectReport) => JSON.stringify(statements.map(({ kind, covers }) => [kind, covers]));

/** Right where a mutant says what the table says: the same sums, or nothing that could be submitted. */
const sameOrNotTaken = (before: InspectReport) => (report: InspectReport) =>
  isTaken(report) && totalsOf(report) !== totalsOf(before) ? `${totalsOf(before)} became ${totalsOf(report)}` : undefined;

type Meaning = (table: MeaningfulTable, before: InspectReport, chance: Chance) => Mutant | undefined;

const pick = <T>(chance: Chance, items: readonly T[]): T | undefined => items[Math.floor(chance() * items.length)];
const text = (value: string): Cell => ({ kind: 'text', text: value, formula: false });
const number = (value: string): Cell => ({ kind: 'number', text: value, formula: false });

function mutant(
  table: MeaningfulTable,
  what: string,
  changed: { rows: Cells[]; merges?: readonly Merge[] },
  check: NonNullable<Mutant['check']>,
  answers: Record<string, string> = usualAnswers,
): Mutant {
  return { name: table.name, what, bytes: bytesOfTable({ merges: table.merges, ...changed }), check, answers };
}

const dividing: readonly (readonly [label: string, one: string, other: string])[] = [
  ['TAHUN', '2026', '2025'],
  ['TAHUN ANGGARAN', '2025', '2026'],
  ['TAHAPAN', 'APBD Murni', 'APBD Perubahan'],
  ['TAHAPAN', 'RKPD', 'KUA-PPAS'],
  ['KABUPATEN/KOTA', 'Kota Pangkal Pinang', 'Kabupaten Bangka'],
  ['KELOMPOK', 'Usulan awal', 'Usulan akhir'],
  ['BULAN', 'Januari', 'Februari'],
];

/** Every row twice, and a column that tells the two halves apart. */
const divided: Meaning = (table, before, chance) => {
  const [label = '', one = '', other = ''] = pick(chance, dividing) ?? [];
  if (label === 'BULAN' && (table.shape === 'register' || table.shape === 'cash-plan')) return undefined;
  const width = Math.max(...table.rows.map((cells) => cells.length));
  const put = (cells: Cells, value: string) => {
    const copy = cells.slice();
    copy[width] = text(value);
    return copy;
  };
  const isData = (cells: Cells) => cells.some((cell) => cell !== undefined && cell.text !== '');
  const head = table.rows.slice(0, table.header.first).map((cells, at) => (at === table.header.bottom ? put(cells, label) : cells));
  const data = table.rows.slice(table.header.first).filter(isData);
  const mixed = chance() < 0.5;
  const rows = mixed
    ? [...head, ...data.flatMap((cells) => [put(cells, one), put(cells, other)])]
    : [...head, ...data.map((cells) => put(cells, one)), ...data.map((cells) => put(cells, other))];
  return mutant(table, `divided by ${label} ${one}/${other}${mixed ? ', mixed' : ''}`, { rows }, sameOrNotTaken(before));
};

const namesOwner = /\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}|^(?:DINAS|BADAN|KECAMATAN|PEMERINTAH|SKPD|OPD|UNIT)\b/;

/** Whose figures they are is not written any more. */
const unitBlanked: Meaning = (table, before) => {
  let blanked = 0;
  const rows = table.rows.map((cells, at) => {
    if (at >= table.header.top) return cells;
    return cells.map((cell) => {
      if (cell === undefined || (!namesOwner.test(plain(cell.text)) && !namesOwner.test(cell.text))) return cell;
      blanked++;
      return text('Unit Organisasi : ……………');
    });
  });
  if (blanked === 0) return undefined;
  const { unit: _, ...answers } = usualAnswers;
  const check = (report: InspectReport) =>
    isTaken(report) && coversOf(report) !== coversOf(before) ? `covers ${coversOf(before)} became ${coversOf(report)}` : undefined;
  return mutant(table, 'unit blanked', { rows }, check, answers);
};

const period = /\b(?:s\s*[./]?\s*d\.?|sampai dengan|per)\b/i;

/** "s.d. 30 Juni" becomes "Bulan Juni". */
const periodRenamed: Meaning = (table, before) => {
  if (!before.statements.some(({ kind }) => kind === 'realization')) return undefined;
  const heads = table.rows.slice(0, table.header.first);
  if (heads.slice(table.header.top).some((cells) => cells.some((cell) => cell !== undefined && period.test(cell.text)))) return undefined;
  const rows = table.rows.map((cells, at) =>
    at >= table.header.top
      ? cells
      : cells.map((cell) =>
          cell !== undefined && /\d{4}|bulan|periode/i.test(cell.text) && period.test(cell.text) ? text('Bulan Juni 2026') : cell,
        ),
  );
  rows.splice(0, 1, [text('LAPORAN BULAN JUNI 2026')]);
  const { asOf: _, ...answers } = usualAnswers;
  const check = (report: InspectReport) => (isTaken(report) && report.asOf !== null ? `as of ${report.asOf} by a month alone` : undefined);
  return mutant({ ...table, name: 'lra_juni.xlsx' }, 'period renamed', { rows }, check, answers);
};

const floats: Readonly<Record<string, string>> = {
  '4.1': '4.0999999999999996',
  '5.1': '5.0999999999999996',
  '5.2': '5.2000000000000002',
  '6.1': '6.0999999999999996',
  '6.2': '6.2000000000000002',
};

/** Codes of kelompok are stored as numbers, as Excel does where a column is not text. */
const codesAsFloats: Meaning = (table, before) => {
  let changed = 0;
  const rows = table.rows.map((cells, at) => {
    if (at < table.header.first) return cells;
    return cells.map((cell, index) => {
      const float = cell === undefined || table.amounts.includes(index) ? undefined : floats[codeText(cell.text)];
      if (float === undefined) return cell;
      changed++;
      return number(float);
    });
  });
  return changed === 0 ? undefined : mutant(table, 'codes as floats', { rows }, sameOrNotTaken(before));
};

/** The amounts of a row are in a row of their own beneath it, as tables copied from a PDF have them. */
const amountWrapped: Meaning = (table, before, chance) => {
  const isMoney = (cell: Cell | undefined) => cell !== undefined && /[1-9]/.test(cell.text);
  const filled = table.rows.flatMap((cells, at) =>
    at >= table.header.first && table.amounts.some((index) => isMoney(cells[index])) ? [at] : [],
  );
  const at = pick(chance, filled);
  if (at === undefined) return undefined;
  const own = table.rows[at] ?? [];
  const words = own.findLastIndex(
    (cell, index) => cell?.kind === 'text' && /[A-Za-z]{3}/.test(cell.text) && !table.amounts.includes(index),
  );
  const stripped = own.map((cell, index) => (table.amounts.includes(index) ? undefined : cell));
  const wrapped: Cells = [];
  if (words >= 0) wrapped[words] = text('dan lain-lain');
  for (const index of table.amounts) wrapped[index] = own[index];
  const rows = [...table.rows.slice(0, at), stripped, wrapped, ...table.rows.slice(at + 1)];
  return mutant(table, `amounts of row ${at + 1} in the next`, { rows }, sameOrNotTaken(before));
};

/** A column of realization holds shares, shown as percentages or not. */
const amountsAsShares: Meaning = (table, _, chance) => {
  const label = (index: number) =>
    plain(
      table.rows
        .slice(table.header.top, table.header.bottom + 1)
        .map((cells) => textAt(rowOf(cells), index))
        .join(' '),
    );
  const index = table.amounts.find((column) => /REALISASI/.test(label(column)));
  if (index === undefined || table.amounts.length < 2) return undefined;
  const percent = chance() < 0.7;
  const rows = table.rows.map((cells, at) => {
    if (at < table.header.first || cells[index] === undefined) return cells;
    const share = percent ? { ...number((0.01 + chance() * 0.9).toFixed(4)), percent: true } : number((1 + chance() * 98).toFixed(2));
    return cells.map((cell, column) => (column === index ? share : cell));
  });
  const check = (report: InspectReport) =>
    isTaken(report) && (report.totals['realization'] ?? '0.00') !== '0.00'
      ? `realization ${report.totals['realization']} of shares`
      : undefined;
  return mutant(table, percent ? 'realization as percentages' : 'realization as numbers up to 100', { rows }, check);
};

const rowOf = (cells: Cells): Row => ({ number: 1, hidden: false, cells });

const meanings: readonly Meaning[] = [
  divided,
  divided,
  unitBlanked,
  periodRenamed,
  codesAsFloats,
  amountWrapped,
  amountWrapped,
  amountsAsShares,
];

/** One mutant whose bytes are sound and whose meaning is another; undefined where the table has nothing to change. */
export function meaningOf(table: MeaningfulTable, before: InspectReport, chance: Chance): Mutant | undefined {
  const from = Math.floor(chance() * meanings.length);
  for (let step = 0; step < meanings.length; step++) {
    const made = meanings[(from + step) % meanings.length]?.(table, before, chance);
    if (made) return made;
  }
  return undefined;
}
