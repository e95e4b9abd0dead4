import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, Column, Table, Totals } from '../tables/table.ts';
import type { EditionFacts } from './facts.ts';
import { columnJson, sumJson } from './json.ts';

/** Rows of one row group; so many are in memory at a time. */
const groupRows = 20_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** A column of the file: an amount has two, exact decimals and the same in whole sen. */
interface Field {
  at: number;
  element: SchemaElement;
  value: (cell: Cell) => unknown;
}

/**
 * Amounts are DECIMAL(18,2) under the column's name and INT64 sen under its name with "_sen", because some readers make floats of
 * decimals. Edition, columns, row count and control sums are in the key-value metadata under "sipkadin".
 * @throws system errors as they are
 */
export function writeParquet(table: Table, totals: Totals, facts: EditionFacts, path: string): void {
  const fields = table.columns.flatMap(fieldsOf);
  const schema: SchemaElement[] = [{ name: 'root', num_children: fields.length }, ...fields.map(({ element }) => element)];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'SIP KADIN' });
  let group: (readonly Cell[])[] = [];
  const flush = () => {
    if (group.length === 0) return;
    const columnData = fields.map(({ at, element, value }) => ({
      name: element.name,
      data: group.map((row) => value(row[at] ?? null)),
    }));
    void writer.write({ columnData, rowGroupSize: groupRows });
    group = [];
  };
  for (const row of table.rows()) {
    totals.add(row);
    group.push(row);
    if (group.length === groupRows) flush();
  }
  flush();
  writer.kvMetadata = [{ key: 'sipkadin', value: metadata(table, totals, facts) }];
  void writer.finish();
}

function metadata({ name, title, from, columns }: Table, totals: Totals, edition: EditionFacts): string {
  return JSON.stringify({
    ...{ edition, table: name, title, from, columns: columns.map(columnJson) },
    ...{ rowCount: totals.rows, sums: totals.sums.map(sumJson) },
  });
}

function fieldsOf({ name, kind }: Column, at: number): Field[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (kind) {
    case 'text':
      return [{ at, element: { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }, value: (cell) => cell }];
    case 'date':
      return [
        {
          at,
          element: { ...optional, type: 'INT32', converted_type: 'DATE' },
          value: (cell) => (typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : null),
        },
      ];
    case 'integer':
      return [{ at, element: { ...optional, type: 'INT32' }, value: (cell) => cell }];
    case 'percent':
      return [
        {
          at,
          element: { ...optional, type: 'INT64', converted_type: 'DECIMAL', precision: 9, scale: 2 },
          value: (cell) => (typeof cell === 'number' ? BigInt(cell) : null),
        },
      ];
    case 'money':
      return [
        { at, element: { ...optional, type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 }, value: (cell) => cell },
        { at, element: { ...optional, name: `${name}_sen`, type: 'INT64' }, value: (cell) => cell },
      ];
  }
}
