import { csvLine } from '@sipkadin/budget';
import type { Cell, ColumnKind, Table, Totals } from '../tables/table.ts';
import { type Sink, TextSink } from './sink.ts';

/** RFC 4180 with commas, UTF-8, amounts as plain decimals; a text that a spreadsheet would compute has an apostrophe before it. */
export function writeCsv(table: Table, totals: Totals, sink: Sink): void {
  const text = new TextSink(sink);
  text.write(csvLine(table.columns.map(({ name }) => name)));
  const kinds = table.columns.map(({ kind }) => kind);
  for (const row of table.rows()) {
    totals.add(row);
    text.write(csvLine(row.map((cell, at) => csvValue(cell, kinds[at]))));
  }
  text.flush();
}

function csvValue(cell: Cell, kind: ColumnKind | undefined): Cell {
  return kind === 'percent' && typeof cell === 'number' ? BigInt(cell) : cell;
}
