import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CellCorrection, cellText, type Line, type StatementKind } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { openArchive } from '../src/containers/xlsx/zip.ts';
import { read } from '../src/index.ts';
import { readWorkbook } from '../src/intake.ts';
import { correctedWorkbook } from '../src/sheets/corrected-workbook.ts';
import { columnLetters, Refusal, type Workbook } from '../src/table/sheet.ts';
import { workbookOf } from './book.ts';
import { file } from './workbook.ts';
import { zip } from './zip.ts';

const header = ['Tahun', 'Kode SKPD', 'Nama SKPD', 'Kode Sub Kegiatan', 'Nama Sub Kegiatan', 'Kode Rekening', 'Nama Rekening', 'Pagu'];
const record = (at: number) => {
  const unit = ['2025', '1.02.0.00.0.00.01.0000', 'Dinas Kesehatan', '1.02.02.2.01.0001', 'Layanan'];
  return [...unit, `5.1.02.01.01.000${at}`, `Belanja ${at}`, `${at}.000,25`];
};
const table = [header, ...[1, 2, 3, 4].map(record)];
const book = (rows: (string | number | null)[][], container = 'csv') => workbookOf({ sheets: [{ name: 'tabel', rows }] }, container);

async function readAll(workbook: Workbook) {
  const lines: (Line & { kind: StatementKind })[] = [];
  const sink = { line: (kind: StatementKind, line: Line) => void lines.push({ ...line, kind }), restart: () => void lines.splice(0) };
  return { ...(await readWorkbook(workbook, 'tabel.csv', {}, sink)), lines };
}

const place = { sheet: 'tabel', row: 2, column: 'H' };

describe('a corrected cell', () => {
  it('is read as if the file held its value, whatever cell it is and whatever is typed', async () => {
    const value = fc.oneof(fc.constantFrom('9.000,50', '5.1.02.01.01.0009', '2026', '', 'x', '-7', 'TOTAL', '(1.000)'), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.nat(table.length - 1), fc.nat(header.length - 1), value, async (row, column, typed) => {
        const old = table[row]?.[column] ?? '';
        const edited = table.map((cells, at) => cells.map((text, index) => (at === row && index === column ? typed.trim() : text)));
        const correction = { sheet: 'tabel', row: row + 1, column: columnLetters(column), old, value: typed };
        const corrected = await correctedWorkbook(book(table), [correction]);
        expect(await readAll(corrected)).toEqual(await readAll(book(edited)));
      }),
      { numRuns: 60 },
    );
  });

  it('is a number where the workbook holds a number or nothing, text where it holds text', async () => {
    const rows = [
      ['Kode', 'Pagu', 'Uraian'],
      ['5.1', 100, null],
    ];
    const at = (column: string, old: string, value: string): CellCorrection => ({ sheet: 'tabel', row: 2, column, old, value });
    const corrections = [at('A', '5.1', '5.2'), at('B', '100', '1.234,5'), at('C', '', '7')];
    const found: unknown[] = [];
    const workbook = await correctedWorkbook(book(rows, 'xlsx'), corrections);
    for (const info of workbook.sheets)
      for await (const lot of workbook.rows(info)) for (const { cells } of lot) found.push(cells.map((cell) => [cell?.kind, cell?.text]));
    const changed = [
      ['text', '5.2'],
      ['number', '1234.5'],
      ['number', '7'],
    ];
    expect(found[1]).toEqual(changed);
  });

  it.each([
    ['another text than it was made for', { ...place, old: '1.000,00', value: '2' }, '1.000,25'],
    ['no such row', { ...place, row: 99, old: '', value: '2' }, ''],
    ['no such sheet', { ...place, sheet: 'lain', old: '', value: '2' }, ''],
    ['no such column', { ...place, column: 'AAAA', old: '', value: '2' }, ''],
  ])('is refused where the file has %s', async (_, correction, value) => {
    const error: unknown = await correctedWorkbook(book(table), [correction]).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(Refusal);
    see([(error as Refusal).finding]);
    expect((error as Refusal).finding).toMatchObject({ code: 'correction-does-not-match', value, expected: correction.old });
  });
});

const real = join(import.meta.dirname, '../../../../shared/data/rak_sumenep_2025.xlsx');

describe.skipIf(!existsSync(real))('a corrected cell of a real workbook', () => {
  const readFrom = async (path: string, corrections: CellCorrection[] = []) => {
    const lines: Line[] = [];
    const sink = { line: (_: StatementKind, line: Line) => void lines.push(line), restart: () => void lines.splice(0) };
    const { report, statements } = await read(path, 'rak_sumenep_2025.xlsx', { corrections, sink });
    return { report, statements, lines };
  };

  it('gives what the file gives in which that number was changed by hand', async () => {
    const before = await readFrom(real);
    const line = before.lines.find(({ amount }) => amount > 100_000n);
    if (line === undefined) throw new Error('the file has an amount');
    const cell = `${line.column}${line.row}`;
    const archive = await openArchive(real);
    const all = new Map<string, Buffer>();
    for (const name of archive.names) all.set(name, await archive.bytes(name, 100_000_000));
    archive.close();
    const found = [...all].flatMap(([name, bytes]) => {
      const match = new RegExp(`<c r="${cell}"[^>]*><v>([^<]+)</v></c>`).exec(bytes.toString('utf8'));
      return name.startsWith('xl/worksheets/') && Number(match?.[1]) === Number(line.amount) / 100 && match
        ? [{ name, whole: match[0], old: match[1] ?? '' }]
        : [];
    });
    const [{ name, whole, old } = { name: '', whole: '', old: '' }, ...others] = found;
    expect([others, name === '']).toEqual([[], false]);
    const edited =
      all
        .get(name)
        ?.toString('utf8')
        .replace(whole, whole.replace(`<v>${old}</v>`, '<v>123456.5</v>')) ?? '';
    const byHand = file(zip([...all].map(([part, bytes]) => ({ name: part, body: part === name ? Buffer.from(edited) : bytes }))));
    const correction = { sheet: line.sheet, row: line.row, column: line.column, old: cellText(old), value: '123.456,5' };
    const { report, ...corrected } = await readFrom(real, [correction]);
    const { corrections, ...withoutCorrections } = report;
    const hand = await readFrom(byHand);
    expect(corrections).toEqual([correction]);
    expect({ ...corrected, report: withoutCorrections }).toEqual(hand);
    expect(corrected.lines).not.toEqual(before.lines);
    expect(before.report).not.toHaveProperty('corrections');
  });
});

findsWhatIsListed('corrections');
