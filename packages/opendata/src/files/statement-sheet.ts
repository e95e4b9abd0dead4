import { parseDecimal, templateColumns } from '@sipkadin/budget';
import { parse } from 'csv-parse/sync';
import type { Sheet, SheetCell } from '../formats/xlsx.ts';

/** Columns of codes and names come first in a template; amounts, and of a register document and date, follow. */
const described = Object.keys(templateColumns).length;

/** A file `statements/*.csv` of an edition as a sheet in the same form, which our import takes again. */
export function statementSheet(csv: Buffer): Sheet {
  const rows = parse(csv, { relaxColumnCount: true, skipEmptyLines: false });
  const head = rows.findIndex(([first]) => first === templateColumns[Object.keys(templateColumns)[0] as keyof typeof templateColumns]);
  return {
    name: 'data',
    headRows: 0,
    widths: (rows[head] ?? []).map((_, at) => (at < described ? 24 : 18)),
    rows: function* () {
      for (const [at, row] of rows.entries()) yield at <= head ? row : row.map((text, column) => sheetCell(text, column));
    },
  };
}

function sheetCell(text: string, column: number): SheetCell {
  if (column < described || !/^-?\d+\.\d\d$/.test(text)) return text;
  return parseDecimal(text) ?? text;
}
