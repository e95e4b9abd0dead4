import { finding } from '@sipkadin/budget';
import { type Cell, columnLetters, type Merge, Refusal, type Row, widestColumn } from '../sheet.ts';
import { itemText } from './strings.ts';
import { dateOfSerial } from './styles.ts';
import { ElementCutter, unescapeXml } from './xml.ts';

export const rowLimits = { element: 8_000_000, lastRow: 1_048_576, lastColumn: 16_384, text: 32_767 };

export interface SheetContext {
  name: string;
  strings: readonly string[];
  dateStyles: readonly boolean[];
  from1904: boolean;
  /** Called for a cell typed as a number that holds something else. */
  oddCell(ref: string, text: string): void;
}

const attribute = (head: string, name: string): string | undefined => {
  const at = head.indexOf(` ${name}="`);
  if (at < 0) return undefined;
  const from = at + name.length + 3;
  return head.slice(from, head.indexOf('"', from));
};

/** 0-based column of the reference between two positions ("AB12" → 27); -1 where it has none. */
function columnOf(text: string, from: number, to: number): number {
  let column = 0;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const value = code >= 97 ? code - 96 : code - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return at === from ? -1 : column - 1;
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Turns the text of one `<row>` into cells, into objects that are used again for the next row. */
class RowParser {
  readonly #context: SheetContext;
  readonly #pool: Cell[] = [];
  readonly #row: Row = { number: 0, hidden: false, cells: [] };
  readonly #head = { type: '', style: -1, end: 0, selfClosed: false };
  #previous = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  parse(text: string): Row {
    const headEnd = text.indexOf('>');
    const head = text.slice(0, headEnd);
    const row = this.#row;
    const number = attribute(head, 'r');
    row.number = number === undefined ? this.#previous + 1 : Number(number);
    if (!Number.isInteger(row.number) || row.number < 1 || row.number > rowLimits.lastRow)
      throw new Refusal(
        finding('container-row-out-of-bounds', { sheet: this.#context.name, value: String(number), expected: String(rowLimits.lastRow) }),
      );
    this.#previous = row.number;
    const hidden = attribute(head, 'hidden');
    row.hidden = hidden === '1' || hidden === 'true';
    row.cells.length = 0;
    this.#cells(text, headEnd + 1, row);
    return row;
  }

  #cells(text: string, from: number, row: Row): void {
    let at = from;
    let column = -1;
    const mayHaveFormulas = text.includes('f>', from) || text.includes('f ', from) || text.includes('f/', from);
    for (;;) {
      const start = this.#nextCell(text, at);
      if (start < 0) return;
      const named = this.#attributes(text, start);
      if (named < 0) return;
      const { end, selfClosed } = this.#head;
      column = named === 0 ? column + 1 : named - 1;
      if (column < 0 || column >= rowLimits.lastColumn)
        throw new Refusal(
          finding('container-column-out-of-bounds', {
            sheet: this.#context.name,
            value: text.slice(start, Math.min(end, start + 40)),
            expected: 'XFD',
          }),
        );
      if (selfClosed) {
        at = end + 1;
        continue;
      }
      const close = this.#closing(text, end + 1);
      if (close < 0) return;
      if (column < widestColumn) this.#cell(row, column, text, end + 1, close, mayHaveFormulas && has(text, 'f', end + 1, close));
      at = close + 4;
    }
  }

  /**
   * Reads the attributes of the cell that opens at `start` into `#head`, character by character: this runs for every cell.
   * @returns the column by its reference (from 1), 0 where it has none, -1 where the tag does not end
   */
  #attributes(text: string, start: number): number {
    const head = this.#head;
    head.type = '';
    head.style = -1;
    let column = 0;
    let at = text.indexOf(' ', start);
    const close = text.indexOf('>', start);
    if (close < 0) return -1;
    while (at >= 0 && at < close) {
      const equals = text.indexOf('=', at);
      if (equals < 0 || equals > close) break;
      const quote = text.charCodeAt(equals + 1);
      const from = equals + 2;
      const to = text.indexOf(quote === 39 ? "'" : '"', from);
      if (to < 0) return -1;
      if (equals === at + 2) {
        const name = text.charCodeAt(at + 1);
        if (name === 114) column = columnOf(text, from, to) + 1;
        else if (name === 116) head.type = text.slice(from, to);
        else if (name === 115) head.style = Number(text.slice(from, to));
      }
      at = to + 1;
      while (text.charCodeAt(at) === 32) at++;
      if (text.charCodeAt(at) === 62 || text.charCodeAt(at) === 47) break;
      at--;
    }
    const end = at > close ? text.indexOf('>', at) : close;
    if (end < 0) return -1;
    head.end = end;
    head.selfClosed = text.charCodeAt(end - 1) === 47;
    return column;
  }

  /** `<c ` or `<x:c `, not `<cfRule` or `<col`. */
  #nextCell(text: string, from: number): number {
    let at = from;
    for (;;) {
      at = text.indexOf('<', at);
      if (at < 0) return -1;
      if (text.charCodeAt(at + 1) === 99) {
        const after = text.charCodeAt(at + 2);
        if (after === 32 || after === 62 || after === 47) return at;
      } else if (text.charCodeAt(at + 1) !== 47) {
        const colon = text.indexOf(':', at);
        if (colon > 0 && colon - at < 12 && text.charCodeAt(colon + 1) === 99) {
          const after = text.charCodeAt(colon + 2);
          if (after === 32 || after === 62 || after === 47) return at;
        }
      }
      at++;
    }
  }

  #closing(text: string, from: number): number {
    const plain = text.indexOf('</c>', from);
    if (plain >= 0) return plain;
    const match = /<\/[\w.-]+:c>/g;
    match.lastIndex = from;
    return match.exec(text)?.index ?? -1;
  }

  #cell(row: Row, column: number, text: string, from: number, to: number, formula: boolean): void {
    const { type } = this.#head;
    if (type === 'inlineStr') {
      this.#put(row, column, 'text', itemText(text.slice(from, to)), formula);
      return;
    }
    const value = valueIn(text, from, to);
    if (value === undefined) {
      if (formula) this.#put(row, column, 'empty', '', true);
      return;
    }
    switch (type) {
      case 's': {
        const shared = this.#context.strings[Number(value)];
        if (shared === undefined)
          throw new Refusal(
            finding('container-damaged', {
              sheet: this.#context.name,
              ref: `${columnLetters(column)}${row.number}`,
              value: `sharedStrings[${value}]`,
            }),
          );
        this.#put(row, column, 'text', shared, formula);
        return;
      }
      case 'str':
        this.#put(row, column, 'text', unescapeXml(value), formula);
        return;
      case 'b':
        this.#put(row, column, 'boolean', value === '1' || value === 'true' ? 'TRUE' : 'FALSE', formula);
        return;
      case 'e':
        this.#put(row, column, 'error', unescapeXml(value), formula);
        return;
      case 'd':
        this.#put(row, column, 'date', value.slice(0, 19).replace(/T00:00:00$/, ''), formula);
        return;
      default:
        this.#number(row, column, value, formula);
    }
  }

  #number(row: Row, column: number, value: string, formula: boolean): void {
    const stored = value.trim();
    if (!numeric.test(stored)) {
      // Typed as a number and none: kept as the text it is, and told.
      const plain = unescapeXml(stored);
      if (plain === '') {
        if (formula) this.#put(row, column, 'empty', '', true);
        return;
      }
      if (plain.startsWith('#')) {
        this.#put(row, column, 'error', plain, formula);
        return;
      }
      this.#context.oddCell(`${columnLetters(column)}${row.number}`, plain);
      this.#put(row, column, 'text', plain, formula);
      return;
    }
    if (this.#context.dateStyles[this.#head.style] === true) {
      const date = dateOfSerial(Number(stored), this.#context.from1904);
      if (date !== undefined) {
        this.#put(row, column, 'date', date, formula);
        return;
      }
    }
    this.#put(row, column, 'number', stored, formula);
  }

  #put(row: Row, column: number, kind: Cell['kind'], text: string, formula: boolean): void {
    let cell = this.#pool[column];
    if (cell === undefined) {
      cell = { kind, text: '', formula };
      this.#pool[column] = cell;
    }
    cell.kind = kind;
    cell.text = text.length > rowLimits.text ? text.slice(0, rowLimits.text) : text;
    cell.formula = formula;
    row.cells[column] = cell;
  }
}

/** Whether an element of that name opens between two positions, with or without a prefix. */
function has(text: string, name: string, from: number, to: number): boolean {
  const at = text.indexOf('<', from);
  if (at < 0 || at >= to) return false;
  for (let open = at; open >= 0 && open < to; open = text.indexOf('<', open + 1)) {
    if (text.charCodeAt(open + 1) === 47) continue;
    let start = open + 1;
    const colon = text.indexOf(':', start);
    if (colon > 0 && colon < open + 12 && colon < to && !/[\s>/]/.test(text.slice(start, colon))) start = colon + 1;
    if (text.startsWith(name, start)) {
      const after = text.charCodeAt(start + name.length);
      if (after === 32 || after === 62 || after === 47) return true;
    }
  }
  return false;
}

/** The text of `<v>`; undefined where there is none or it is empty. */
function valueIn(text: string, from: number, to: number): string | undefined {
  let open = text.indexOf('<v', from);
  if (open < 0 || open >= to) {
    const prefixed = /<[\w.-]+:v[\s>]/g;
    prefixed.lastIndex = from;
    const match = prefixed.exec(text);
    if (!match || match.index >= to) return undefined;
    open = match.index;
  }
  const headEnd = text.indexOf('>', open);
  if (headEnd < 0 || headEnd >= to || text.charCodeAt(headEnd - 1) === 47) return undefined;
  const close = text.indexOf('</', headEnd);
  const value = text.slice(headEnd + 1, close);
  return value === '' ? undefined : value;
}

/** Streams a worksheet part, one row at a time, the same row object each time. @throws Refusal */
export async function* readRows(part: Promise<AsyncIterable<Buffer>>, context: SheetContext): AsyncGenerator<Row> {
  const parser = new RowParser(context);
  const cutter = new ElementCutter(context.name, 'row', rowLimits.element);
  for await (const chunk of await part) for (const text of cutter.push(chunk)) yield parser.parse(text);
  for (const text of cutter.push(undefined)) yield parser.parse(text);
}

/** Merged ranges of a part's tail, the first thousand: a form has tens, and a bomb one that covers everything. */
export function readMerges(tail: string): Merge[] {
  const merges: Merge[] = [];
  for (const match of tail.matchAll(/mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)) {
    if (merges.length >= 1000) break;
    merges.push({
      left: columnOf(match[1] ?? '', 0, match[1]?.length ?? 0),
      top: Number(match[2]),
      right: columnOf(match[3] ?? '', 0, match[3]?.length ?? 0),
      bottom: Number(match[4]),
    });
  }
  return merges;
}
