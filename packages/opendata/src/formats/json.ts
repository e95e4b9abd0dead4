import { toDecimal } from '@sipkadin/budget';
import type { Cell, Column, ColumnKind, ControlSum, Table, Totals } from '../tables/table.ts';
import type { EditionFacts } from './facts.ts';
import { type Sink, TextSink, toBuffer } from './sink.ts';

/** One object: the edition, and what `tableJson` writes. */
export function writeJson(table: Table, totals: Totals, facts: EditionFacts, sink: Sink): void {
  const text = new TextSink(sink);
  text.write(`{"edition":${JSON.stringify(facts)},`);
  writeFields(table, totals, text);
  text.write('}\n');
  text.flush();
}

/** One object: the columns, one object for each row, and after them their count and control sums. */
export function tableJson(table: Table, totals: Totals): string {
  return toBuffer((sink) => {
    const text = new TextSink(sink);
    text.write('{');
    writeFields(table, totals, text);
    text.write('}');
    text.flush();
  }).toString('utf8');
}

function writeFields(table: Table, totals: Totals, text: TextSink): void {
  const { name, title, from, columns } = table;
  text.write(`${JSON.stringify({ table: name, title, from, columns: columns.map(columnJson) }).slice(1, -1)},"rows":[`);
  for (const row of table.rows()) {
    text.write(`${totals.rows === 0 ? '' : ','}\n{${row.map((cell, at) => field(columns[at], cell)).join(',')}}`);
    totals.add(row);
  }
  text.write(`\n],"rowCount":${totals.rows},"sums":${JSON.stringify(totals.sums.map(sumJson))}`);
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
