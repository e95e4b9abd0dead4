import type { MeasureName } from '../../questions/measure.ts';
import { measureOfColumn } from '../../table/classify-columns.ts';
import { type Column, textAt } from '../../table/header.ts';
import { columnLetters, type Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import type { Candidate } from '../survey.ts';

const measures: readonly (readonly [MeasureName, RegExp])[] = [
  ['budget', /^(?:TARGET|ANGGARAN|PAGU|APBD|DPA|RENCANA)(?: ANGGARAN| PENDAPATAN| BELANJA| RP)?$/],
  ['realization', /^REALISASI(?: ANGGARAN| PENDAPATAN| BELANJA| KEUANGAN| RP)?$/],
];

/** What follows from the two: no amounts to keep. */
const follows = /^(?:SISA|SELISIH|LEBIH|KURANG|LEBIH KURANG|DEVIASI|CAPAIAN|PERSENTASE|PERSEN|% ?.*|SERAPAN)$/;
/** Of several budgets or realizations a person says which rows count. */
const perhaps = /^(?:TARGET|ANGGARAN|PAGU|APBD|DPA|RENCANA|REALISASI)\b/;

function measureOf(text: string): MeasureName | undefined {
  return measures.find(([, word]) => word.test(plain(text)))?.[0];
}

/** A column that says of each row whether its amount is planned or realized: each account has a row of either. */
interface MeasureColumn {
  column: Column;
  /** Whether it says so of every row. */
  isClear: boolean;
}

/** The column of a table whose only amounts are called neither budget nor realization; undefined where it has none. */
function measureColumn({ head, shape, readable: { header, amounts } }: Candidate): MeasureColumn | undefined {
  if (shape !== 'summary' && shape !== 'flat') return undefined;
  const [only, other] = header.columns.filter((column) => amounts.some(({ index }) => index === column.index));
  if (!only || other || measureOfColumn(only) !== 'unknown') return undefined;
  const below = head.rows.filter(({ number }) => number > header.last);
  const width = Math.max(0, ...below.map(({ cells }) => cells.length));
  for (let index = 0; index < width; index++) {
    const texts = below.map((row) => textAt(row, index)).filter((text) => text !== '');
    const isNamed = (text: string) => perhaps.test(plain(text)) || follows.test(plain(text));
    if (index === only.index || new Set(texts).size < 2 || !texts.some((text) => perhaps.test(plain(text))) || !texts.every(isNamed))
      continue;
    const named = new Set(texts.map(measureOf));
    const isClear = texts.every((text) => measureOf(text) !== undefined || follows.test(plain(text)));
    const letters = columnLetters(index);
    const column = header.columns.find((item) => item.index === index) ?? {
      index,
      letters,
      printed: letters,
      lines: [],
      label: '',
      spill: false,
    };
    return { column, isClear: isClear && named.has('budget') && named.has('realization') };
  }
  return undefined;
}

/** The rows of a table by measure. A row whose codes are blank beside its measure repeats those of the row above. */
export class MeasureRows {
  /** The column that tells rows apart, whether or not it is clear how. */
  readonly column: Column | undefined;
  /** Each is read for itself; one without a measure is of the table as it is. */
  readonly passes: readonly (MeasureName | undefined)[];
  #above: Row['cells'] = [];

  constructor(candidate: Candidate) {
    const found = measureColumn(candidate);
    this.column = found?.column;
    this.passes = found?.isClear ? ['budget', 'realization'] : [undefined];
  }

  /** @returns the row with its codes, or undefined where it is of another measure. Rows without any are of each. */
  of(row: Row, measure: MeasureName | undefined): Row | undefined {
    const { column } = this;
    const text = column ? textAt(row, column.index) : '';
    if (!column || text === '') return row;
    const isBlank = row.cells.slice(0, column.index).every((cell) => cell === undefined || cell.kind === 'empty' || cell.text === '');
    if (!isBlank) this.#above = row.cells.slice(0, column.index).map((cell) => cell && { ...cell });
    if (measure !== undefined && measureOf(text) !== measure) return undefined;
    return isBlank ? { ...row, cells: [...this.#above, ...row.cells.slice(this.#above.length)] } : row;
  }
}
