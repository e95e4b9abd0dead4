import type { Code } from '@sipkadin/budget';
import { codeKind } from '../../mapping/contents.ts';
import { progressColumn } from '../../questions/progress-column.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { placeOf } from '../../sums/place.ts';
import type { StatedRow } from '../../sums/stated-row.ts';
import { Sums } from '../../sums/sums.ts';
import { isTotalRow } from '../../sums/totals/total-labels.ts';
import { bestHeader, codeColumnsOf, type Fields, ofTheNewestYear } from '../../table/classify-columns.ts';
import { monthNamed } from '../../table/dates.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { holdsFractions, hundredthsOf, type Percent, percentIn } from '../rows/percent.ts';
import { RowCodes } from '../rows/row-codes.ts';
import type { RowReader, Shape } from '../shape.ts';

/**
 * E: physical and financial progress (RFK), made by each OPD by hand: a row per program, kegiatan and sub kegiatan, its
 * physical progress up to the reported month in percent. The deepest activities count; what lies above them is their
 * mean and not read, and neither is the money, which has no account there. Where several columns may hold the progress
 * to date, as in a form with one for each month, it is asked which.
 */
export const progress: Shape = {
  name: 'progress',
  recognise(head) {
    if (!headersIn(head).some(isProgress)) return undefined;
    const found = bestHeader(head, (fields, header) => hasCodes(head, header, fields) && doneColumns(head, header).length > 0);
    if (!found) return { refusal: 'shape-progress', value: physicalColumns(head) };
    const { header, fields } = found;
    const done = doneColumns(head, header);
    if (holdsOnlyMoney(head, found)) return undefined;
    const [first, ...others] = done;
    // Progress of this month alone is not a cumulative position.
    if (!first || (others.length === 0 && /\bBULAN INI\b/.test(upTo(first.label) ? '' : first.label)))
      return { refusal: 'shape-progress', value: physicalColumns(head) };
    return {
      header,
      amounts: [],
      kept: done,
      open: (context) => new ProgressReader(context, head, header, fields, chosenColumn(context, [first, ...others])),
    };
  },
};

/** What the sheet has instead of progress to date, as a message names it. */
function physicalColumns(head: SheetHead): string {
  const columns = headersIn(head)
    .find(isProgress)
    ?.columns.filter(({ label, spill }) => !spill && /\bFISIK\b/.test(label));
  return (columns ?? []).map(({ printed, letters }) => `${printed.slice(0, 40)} (${letters})`).join(', ');
}

/** The form, by its columns, whether or not it can be read. */
function isProgress({ columns }: Header): boolean {
  const labels = columns.map(({ label }) => label);
  return labels.some((label) => /\bFISIK\b/.test(label)) && labels.some((label) => /\b(?:KEU|KEUANGAN|DEVIASI)\b/.test(label));
}

function hasCodes(head: SheetHead, header: Header, fields: Fields): boolean {
  const { sub, kegiatan, program } = fields.code;
  return (sub ?? kegiatan ?? program) !== undefined || codeColumnsOf(head, header, fields).length > 0;
}

/**
 * Whether the report is one of money alone: realization beside codes, and no activity has any progress. Another
 * form of table reads the amounts. One with a budget and nothing else is a form that nobody filled in.
 */
function holdsOnlyMoney(head: SheetHead, { header, fields }: { header: Header; fields: Fields }): boolean {
  const below = head.rows.filter(({ number }) => number > header.last);
  const done = doneColumns(head, header);
  const codes = [...Object.values(fields.code), ...codeColumnsOf(head, header, fields)];
  const hasAccount = (row: Row) => codes.some(({ index }) => codeKind(textAt(row, index)) === 'account');
  const spent = fields.measures.filter(({ measure }) => measure === 'realization');
  const hasMoney = (row: Row) => spent.some(({ column }) => /[1-9]/.test(textAt(row, column.index)));
  const hasProgress = (row: Row) => done.some(({ index }) => /[1-9]/.test(textAt(row, index)));
  const hasCode = (row: Row) => codes.some(({ index }) => codeKind(textAt(row, index)) !== undefined);
  return below.some((row) => hasCode(row) && hasMoney(row)) && !below.some((row) => !hasAccount(row) && hasProgress(row));
}

const upTo = (label: string) => /\b(?:S D|SD|SAMPAI|KUMULATIF)\b/.test(label);

/** Columns of work done; those that say they are cumulative win over those that do not. */
function doneColumns(head: SheetHead, header: Header): Column[] {
  const done = header.columns.filter(
    ({ index, label, lines, spill }) =>
      !spill &&
      !standsOverLabels(head, header, index) &&
      /\bFISIK\b/.test(label) &&
      !/\b(?:TARGET|RENCANA|RENC|DEV|DEVIASI|SELISIH|SISA|BOBOT|TERTIMBANG|LALU|SEBELUMNYA|KEU|RP|VOL|VOLUME|SATUAN|KINERJA)\b/.test(
        label,
      ) &&
      /^(?:FISIK|REALISASI|REAL|R|CAPAIAN|KEMAJUAN|PROGRES|%|S D|SD|BULAN INI)\b|^%/.test(withoutMonth(lines.at(-1) ?? '')),
  );
  const cumulative = done.filter(({ label }) => upTo(label));
  return ofTheNewestYear(cumulative.length > 0 ? cumulative : done, (column) => column);
}

/** "Januari Fisik" in one cell is as "Fisik" below "Januari". */
function withoutMonth(label: string): string {
  const [first = '', ...rest] = label.split(' ');
  return rest.length > 0 && monthNamed(first) !== undefined ? rest.join(' ') : label;
}

/** "Fisik" over "Target" and "Realisasi" is a group, whose first column holds the target. */
function standsOverLabels(head: SheetHead, header: Header, index: number): boolean {
  const below = head.rows.find((row) => row.number > header.last && textAt(row, index) !== '');
  return below !== undefined && /[a-z]{2}/i.test(textAt(below, index));
}

/** The only column, or the one that was answered; the first while the question is open. */
function chosenColumn(context: ReadContext, done: readonly [Column, ...Column[]]): Column {
  const columns = done.map((column) => ({ column, letters: context.amounts.column(column).letters }));
  const answered = columns.find(({ letters }) => letters === context.answers.of(progressColumn));
  if (done.length > 1 && !answered)
    context.findings.ask(progressColumn, {
      sheet: context.sheet,
      columns: columns.map(({ column: { printed }, letters }) => ({ printed, letters })),
    });
  return answered?.column ?? done[0];
}

interface Done extends StatedRow, Percent {
  unit: Code;
  activity: Code;
}

class ProgressReader implements RowReader {
  readonly #context: ReadContext;
  readonly #codes: RowCodes;
  readonly #done: Column;
  readonly #letters: string;
  /** Only to separate the deepest activities from those above: a mean is no sum. */
  readonly #sums = new Sums<Done>(0);
  #accountCell = '';
  #plain = 0;

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields, done: Column) {
    this.#context = context;
    this.#codes = new RowCodes(context, head, header, fields);
    this.#done = done;
    this.#letters = context.amounts.column(done).letters;
    context.lines.tally('progress');
    const read = new Set([...this.#codes.columns, done].map(({ index }) => index));
    context.findings.privacy.drop(header.columns.filter(({ index, spill }) => !read.has(index) && !spill));
    context.evidence.hint(done.printed, `${this.#letters}${header.bottom}`);
    // Sheets are called by their month: a hint, for a copied sheet may keep its name.
    const month = monthNamed(context.sheet);
    if (month !== undefined) context.evidence.hint(`Bulan ${context.sheet}`, '');
  }

  row(row: Row): void {
    const context = this.#context;
    const place = this.#codes.of(row);
    const ref = `${this.#letters}${row.number}`;
    if (!place) {
      // A mean without a code, or the letters that number the columns.
      if (/\d/.test(textAt(row, this.#done.index)) && !isTotalRow(row)) context.findings.find('calculation-row', String(row.number));
      return;
    }
    const done = percentIn(context, row, this.#done, this.#letters);
    context.lines.countRow(row);
    const { unit, activity, account } = place;
    if (account) {
      if (done && this.#accountCell === '') this.#accountCell = ref;
      return;
    }
    if (unit) context.lines.mention(unit.code, 'progress');
    if (!activity || activity.code.length < 7) return;
    if (!done) {
      context.lines.unfunded++;
      return;
    }
    if (!unit) {
      if (!context.codes.asksUnit()) context.findings.find('row-without-code', ref, done.printed, 'SKPD');
      return;
    }
    context.codes.checkBidang(row, unit, activity);
    context.codes.countKey(row, [unit, activity], '', '');
    if (!done.sign && done.value > this.#plain) this.#plain = done.value;
    const codes = { place: placeOf(unit.code, activity.code, ''), unit: unit.code, activity: activity.code };
    this.#sums.row({ ...codes, row: row.number, amounts: [], ...done });
  }

  end(): void {
    const context = this.#context;
    const { leaves } = this.#sums.close();
    const fractions = holdsFractions(context, this.#plain, this.#letters);
    for (const leaf of leaves) {
      const amount = hundredthsOf(leaf, fractions);
      const { printed, row, unit, activity } = leaf;
      if (amount === undefined) {
        context.findings.find('progress-unreadable', `${this.#letters}${row}`, printed);
        continue;
      }
      const place = { sheet: context.sheet, row, column: this.#letters };
      context.lines.add('progress', { unit, activity, account: '', fund: '', package: '', amount, ...place });
    }
    if (leaves.length === 0 && this.#accountCell !== '') context.findings.find('progress-by-account', this.#accountCell);
  }
}
