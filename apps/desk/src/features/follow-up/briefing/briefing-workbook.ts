import { amountCell, headCells, type SheetCell, textCell } from '../../../web/sheet-cells.ts';
import type { BriefingTable, Cell } from './briefing-table.ts';

/** Every table on a sheet of its own: amounts in rupiah to the sen, shares as fractions that Excel shows in percent. */
export async function briefingWorkbook(head: readonly string[], tables: readonly BriefingTable[]): Promise<Buffer> {
  const { default: writeXlsx } = await import('write-excel-file/node');
  return await writeXlsx(
    tables.map((table) => ({
      sheet: table.sheet,
      data: [
        ...head.map((line) => [textCell(line)]),
        headCells(table.title),
        [textCell(table.note)],
        headCells(...table.columns.map(({ name, kind }) => (kind === 'money' ? `${name} (Rp)` : name))),
        ...table.rows.map(({ cells }) => table.columns.map(({ kind }, at) => written(cells[at] ?? null, kind))),
      ],
      columns: table.columns.map(({ kind, width }) => ({ width: kind === 'text' ? 12 + width * 8 : 20 })),
    })),
  ).toBuffer();
}

function written(cell: Cell, kind: BriefingTable['columns'][number]['kind']): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'object')
    return cell.part === null || cell.whole === null || cell.whole === 0n
      ? null
      : { value: Number(cell.part) / Number(cell.whole), type: Number, format: '0.0%' };
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return textCell(cell);
  return kind === 'points' ? { value: Number(cell) / 10, type: Number, format: '0.0' } : amountCell(cell);
}
