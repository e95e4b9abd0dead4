import { existsSync } from 'node:fs';
import { join } from 'node:path';
import readExcel, { type CellValue } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { type Cell, columnLetters } from '../src/table/sheet.ts';

const folder = join(import.meta.dirname, '../../../../shared/data');

/** A number as the file writes it, by a reader that would otherwise make a double of it. */
interface Stored {
  stored: string;
}

function theirs(value: CellValue<Stored> | null): string {
  if (value === null || value === '') return '';
  if (value instanceof Date) return `date ${value.toISOString().slice(0, 19)}`;
  if (typeof value === 'object') return `number ${value.stored}`;
  if (typeof value === 'boolean') return `boolean ${value}`;
  // The oracle leaves Excel's escapes and line ends as they are stored.
  return `text ${String(value).replaceAll('_x000D_', '\r').replaceAll('\r\n', '\n')}`;
}

function ours(cell: Cell | undefined): string {
  if (cell === undefined || cell.kind === 'empty' || cell.text === '') return '';
  if (cell.kind === 'date') return `date ${cell.text.length === 10 ? `${cell.text}T00:00:00` : cell.text}`;
  return `${cell.kind} ${cell.kind === 'boolean' ? cell.text.toLowerCase() : cell.text}`;
}

/** Whether they are plainly one number or text; else it takes their writing down. */
function same(mine: Cell | undefined, yours: CellValue<Stored> | null): boolean {
  if (mine === undefined || mine.text === '') return false;
  if (typeof yours === 'string') return mine.kind === 'text' && mine.text === yours;
  return mine.kind === 'number' && yours !== null && typeof yours === 'object' && 'stored' in yours && mine.text === yours.stored;
}

/** Every cell of a file in both readings, and where they differ. */
async function compare(name: string): Promise<{ sheets: number; cells: number; errors: number; differences: string[] }> {
  const path = join(folder, name);
  const oracle = await readExcel(path, { trim: false, parseNumber: (stored): Stored => ({ stored }) });
  const workbook = await openWorkbook(path, name);
  const found = { sheets: 0, cells: 0, errors: 0, differences: new Array<string>() };
  expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(oracle.map(({ sheet }) => sheet));
  for (const sheet of workbook.sheets) {
    const table = oracle[sheet.index]?.data ?? [];
    found.sheets++;
    let next = 0;
    for await (const lot of workbook.rows(sheet)) {
      for (const row of lot) {
        // Rows that the file leaves out are empty rows to the oracle.
        for (; next < row.number - 1; next++)
          if (table[next]?.some((value) => value !== null)) found.differences.push(`${sheet.name}!${next + 1}: row`);
        const other = table[next++] ?? [];
        for (let column = 0; column < Math.max(row.cells.length, other.length); column++) {
          if (same(row.cells[column], other[column] ?? null)) {
            found.cells++;
            continue;
          }
          const mine = ours(row.cells[column]);
          const yours = theirs(other[column] ?? null);
          if (mine !== '') found.cells++;
          // The oracle has no errors: it gives them as nothing.
          if (mine.startsWith('error ') && yours === '') found.errors++;
          else if (mine !== yours) found.differences.push(`${sheet.name}!${columnLetters(column)}${row.number}: ${mine} <> ${yours}`);
        }
      }
    }
    if (table.slice(next).some((row) => row.some((value) => value !== null))) found.differences.push(`${sheet.name}: rows at the end`);
  }
  workbook.close();
  return found;
}

describe.skipIf(!existsSync(folder))('the 11 real workbooks of ../shared/data, cell by cell as another reader sees them', () => {
  it.each([
    { name: 'deviasi_template.xlsx', sheets: 1, cells: 13, errors: 0 },
    { name: 'djpk_apbd_2023.xlsx', sheets: 7, cells: 149_699, errors: 210 },
    { name: 'lra_filled_madina.xlsx', sheets: 1, cells: 52, errors: 0 },
    { name: 'lra_format_pakpakbharat.xlsx', sheets: 1, cells: 52, errors: 0 },
    { name: 'lra_tree_sumenep_2026.xlsx', sheets: 7, cells: 102_063, errors: 49 },
    { name: 'rak_sumenep_2025.xlsx', sheets: 5, cells: 892, errors: 0 },
    { name: 'register_buru_2026_jan.xlsx', sheets: 1, cells: 64_909, errors: 0 },
    { name: 'rekap5_buru_2025_murni.xlsx', sheets: 1, cells: 159_562, errors: 0 },
    { name: 'rekap5_buru_2025_perubahan.xlsx', sheets: 1, cells: 173_456, errors: 0 },
    { name: 'rfk_bali_2026.xlsx', sheets: 16, cells: 4_974, errors: 0 },
  ])('$name', async ({ name, ...expected }) => {
    expect(await compare(name)).toEqual({ ...expected, differences: [] });
  });

  it('list_rekening_buru_badcell.xlsx, but for the text in a cell typed as a number', async () => {
    const { differences } = await compare('list_rekening_buru_badcell.xlsx');
    expect(differences).toEqual(['REKENING AKUN!B1: text Jumlah (Rp) <> number Jumlah (Rp)']);
  });
});
