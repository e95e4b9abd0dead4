import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type StatementKind, toDecimal } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { readWorkbook } from '../src/intake.ts';
import { keepRow } from '../src/table/header.ts';
import type { Row, SheetInfo, Workbook } from '../src/table/sheet.ts';
import { openBook } from './book.ts';

const input = join(import.meta.dirname, 'input');

interface Sheet {
  info: SheetInfo;
  rows: Row[];
}

async function load(name: string): Promise<{ file: string; container: string; sheets: Sheet[] }> {
  const file = readdirSync(join(input, name)).find((entry) => entry !== 'options.json') ?? '';
  const path = join(input, name, file);
  const workbook = file.endsWith('.book') ? openBook(path) : await openWorkbook(path, file);
  const sheets: Sheet[] = [];
  for (const info of workbook.sheets) {
    const rows: Row[] = [];
    for await (const lot of workbook.rows(info)) for (const row of lot) rows.push(keepRow(row));
    sheets.push({ info, rows });
  }
  return { file, container: workbook.container, sheets };
}

const odd = [
  '',
  '-',
  '1.234',
  '1,5',
  '#REF!',
  'Jumlah',
  '5',
  '5.1',
  '1.02',
  '1.02.01.2.01.0001',
  '4.1.01',
  '1e99',
  '-7',
  'TAHUN 2024',
  '__proto__',
  'x'.repeat(5000),
  '\u202e',
  '0,00',
  '31 Februari 2026',
  'PAGU',
  'Kode',
];

/** One change that clerks and damaged files make: a cell, a row or a column that is not what it was. */
const mutation = fc.record({
  what: fc.constantFrom('cell', 'cell', 'cell', 'drop row', 'copy row', 'drop column', 'swap rows', 'hide row', 'number'),
  sheet: fc.nat(),
  row: fc.nat(),
  column: fc.nat(),
  text: fc.constantFrom(...odd),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(sheets: readonly Sheet[], { what, sheet, row, column, text }: Mutation): void {
  const rows = sheets[sheet % sheets.length]?.rows ?? [];
  const at = row % Math.max(1, rows.length);
  const target = rows[at];
  if (!target) return;
  const index = column % Math.max(1, target.cells.length);
  if (what === 'drop row') rows.splice(at, 1);
  else if (what === 'copy row') rows.splice(at, 0, keepRow(target));
  else if (what === 'hide row') target.hidden = !target.hidden;
  else if (what === 'drop column') for (const each of rows) each.cells.splice(index, 1);
  else if (what === 'swap rows') rows.splice(at, 0, ...rows.splice((at + 1) % rows.length, 1));
  else
    target.cells[index] = {
      kind: what === 'number' ? 'number' : 'text',
      text: what === 'number' ? String(column * 7) : text,
      formula: false,
    };
  for (const [position, each] of rows.entries()) each.number = position + 1;
}

function workbookOf(container: string, sheets: readonly Sheet[]): Workbook {
  return {
    container,
    sheets: sheets.map(({ info }) => info),
    notes: [],
    close: () => {},
    async *rows(info) {
      yield sheets[info.index]?.rows ?? [];
    },
  };
}

describe('a mutant of a file', () => {
  const cases = readdirSync(input);
  it.each(cases.filter((name) => /^(?:tree-with|flat-code|flat-another|register-one|summary-of|template-(?:cash|real)|json)/.test(name)))(
    'of %s is read, asked about or refused, and its totals are those of its lines',
    async (name) => {
      const original = await load(name);
      await fc.assert(
        fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
          const sheets = original.sheets.map(({ info, rows }) => ({ info, rows: rows.map(keepRow) }));
          for (const item of mutations) mutate(sheets, item);
          const totals = new Map<StatementKind, bigint>();
          const { report, statements } = await readWorkbook(
            workbookOf(original.container, sheets),
            original.file.replace('.book', '.xlsx'),
            {},
            {
              line: (kind, line) => totals.set(kind, (totals.get(kind) ?? 0n) + line.amount),
              restart: () => totals.clear(),
            },
          );
          for (const { kind, total } of report.statements) expect(total).toBe(toDecimal(totals.get(kind) ?? 0n));
          expect(statements.length).toBe(report.outcome === 'read' ? report.statements.length : 0);
          expect(report.questions.length > 0).toBe(report.outcome === 'asked');
          if (report.outcome === 'refused') expect(report.findings.some(({ severity }) => severity === 'blocking')).toBe(true);
          for (const { message, remedy } of report.findings)
            expect(`${message.id}${message.en}${remedy.id}${remedy.en}`).not.toContain('{');
        }),
        { seed: 1971, numRuns: 60 },
      );
    },
  );
});
