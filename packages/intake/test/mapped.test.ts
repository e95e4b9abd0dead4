import { type Line, type StatementKind, toDecimal } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../src/intake.ts';
import { columnLetters, type Workbook } from '../src/table/sheet.ts';

type Field = 'unit' | 'activity' | 'account' | 'fund' | 'budget' | 'realization';
type Record = { [field in Field]: string };

const known: { [field in Field]: string } = {
  unit: 'Kode Sub Unit',
  activity: 'Kode Sub Kegiatan',
  account: 'Kode Rekening',
  fund: 'Kode Sumber Dana',
  budget: 'Pagu',
  realization: 'Realisasi',
};
const fields = Object.keys(known) as Field[];

function workbookOf(rows: readonly (readonly string[])[]): Workbook {
  return {
    container: 'csv',
    sheets: [{ name: 'tabel', hidden: false, index: 0, merges: [] }],
    notes: [],
    close: () => {},
    async *rows() {
      yield rows.map((row, at) => ({
        number: at + 1,
        hidden: false,
        cells: row.map((text) => (text === '' ? undefined : { kind: 'text' as const, text, formula: false })),
      }));
    },
  };
}

async function linesOf(rows: readonly (readonly string[])[], mapping?: object): Promise<string[]> {
  const lines: string[] = [];
  const line = (kind: StatementKind, { unit, activity, account, fund, amount, row }: Line) =>
    void lines.push([kind, row, unit, activity, account, fund, toDecimal(amount)].join(' '));
  const answers = mapping === undefined ? {} : { mapping: JSON.stringify(mapping) };
  const { report } = await readWorkbook(workbookOf(rows), 'tabel.csv', { answers }, { line, restart: () => lines.splice(0) });
  expect(report.shape).toBe(mapping === undefined ? 'flat' : 'mapped');
  return lines.toSorted();
}

const digits = (length: number) => fc.integer({ min: 1, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, '0'));
const record: fc.Arbitrary<Record> = fc.record({
  unit: digits(2).map((part) => `1.02.0.00.0.00.${part}.0000`),
  activity: digits(4).map((part) => `1.02.01.2.01.${part}`),
  account: fc.tuple(fc.constantFrom('5.1.02.01.01', '5.2.02.05.01'), digits(4)).map((parts) => parts.join('.')),
  fund: fc.constantFrom('1.1.01', '1.2.01.08', ''),
  budget: fc.integer({ min: 0, max: 9_999_999 }).map((sen) => `${Math.floor(sen / 100)},${String(sen % 100).padStart(2, '0')}`),
  realization: fc.constantFrom('', '0', '12,50', 'Rp 1.234.567,00'),
});

describe('a table whose columns a person mapped', () => {
  it('says the same as the known form of it, whatever its columns are called and in whatever order they are', async () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 %.()]{0,20}$/);
    const shuffled = fc.shuffledSubarray([...fields, 'junk' as const], { minLength: fields.length + 1 });
    const table = fc.record({
      records: fc.array(record, { minLength: 1, maxLength: 8 }),
      order: shuffled,
      labels: fc.array(word, { minLength: 7, maxLength: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ records, order, labels }) => {
        const expected = await linesOf([fields.map((field) => known[field]), ...records.map((item) => fields.map((field) => item[field]))]);
        const columns = Object.fromEntries(fields.map((field) => [field, [columnLetters(order.indexOf(field))]]));
        const rows = [labels, ...records.map((item) => order.map((field) => (field === 'junk' ? 'catatan' : item[field])))];
        const mapping = { kind: 'position', sheet: 'tabel', header: { top: 1, bottom: 1 }, columns };
        expect(await linesOf(rows, mapping)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('reads nothing by an answer that no mapping can be made of', async () => {
    for (const answer of ['', '{', '[]', '{"columns":{"unit":"?"}}', '{"kind":"lain"}', '{"secret":1}', `{"unit":"${'1'.repeat(30)}"}`]) {
      const rows = [
        ['Belanja', 'Plafon'],
        ['5.1.02.01.01.0001', '100'],
      ];
      const { report } = await readWorkbook(
        workbookOf(rows),
        'tabel.csv',
        { answers: { mapping: answer } },
        { line: () => {}, restart: () => {} },
      );
      expect(report.outcome).toBe('asked');
      expect(report.findings.map(({ code }) => code)).toEqual(['mapping-wrong']);
      expect(report.lines).toBe(0);
    }
  });
});
