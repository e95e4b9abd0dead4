import { toDecimal } from '@sipkadin/budget';
import type { Cell, Column, ColumnKind, ControlSum, Table, Totals } from '../tables/table.ts';
import type { EditionFacts } from './facts.ts';
import { type Sink, TextSink } from './sink.ts';

/** One object: the edition, the columns, one object for each row, and after them their count and control sums. */
export function writeJson(table: Table, totals: Totals, facts: EditionFacts, sink: Sink): void {
  const text = new TextSink(sink);
  const { name, title, from, columns } = table;
  const head = { edition: facts, table: name, title, from, columns: columns.map(columnJson) };
  text.write(`${JSON.stringify(head).slice(0, -1)},"rows":[`);
  for (const row of table.rows()) {
    text.write(`${totals.rows === 0 ? '' : ','}\n{${row.map((cell, at) => field(columns[at], cell)).join(',')}}`);
    totals.add(row);
  }
  text.write(`\n],"rowCount":${totals.rows},"sums":${JSON.stringify(totals.sums.map(sumJson))}}\n`);
  text.flush();
}

const units: Readonly<Record<ColumnKind, string | null>> = { text: null, date: null, integer: null, money: 'Rp', percent: '%' };

/** A column as every file of open data describes it. */
export function columnJson({ name, kind, about }: Column) {
  return { name, kind, unit: units[kind], about };
}

export function sumJson({ column, of, sen }: ControlSum) {
  return { column, of, sum: toDecimal(sen), sen: String(sen) };
}

function field(column: Column | undefined, cell: Cell): string {
  return `${JSON.stringify(column?.name ?? '')}:${JSON.stringify(jsonValue(cell, column?.kind))}`;
}

/** Amounts are text, exact at any size. */
function jsonValue(cell: Cell, kind: ColumnKind | undefined): string | number | null {
  if (typeof cell === 'bigint') return toDecimal(cell);
  return kind === 'percent' && typeof cell === 'number' ? toDecimal(BigInt(cell)) : cell;
}
