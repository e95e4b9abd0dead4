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

/** 0-based column of a reference ("AB12" → 27); -1 where it has none. */
function columnOf(ref: string): number {
  let column = 0;
  let at = 0;
  for (; at < ref.length; at++) {
    const code = ref.charCodeAt(at);
    const value = code >= 97 ? code - 96 : code - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return at === 0 ? -1 : column - 1;
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Turns the text of one `<row>` into cells, into objects that are used again for the next row. */
class RowParser {
  readonly #context: SheetContext;
  readonly #pool: Cell[] = [];
  readonly #row: Row = { number: 0, hidden: false, cells: [] };
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
    for (;;) {
      const start = this.#nextCell(text, at);
      if (start < 0) return;
      const headEnd = text.indexOf('>', start);
      if (headEnd < 0) return;
      const selfClosed = text.charCodeAt(headEnd - 1) === 47;
      const head = text.slice(start, selfClosed ? headEnd - 1 : headEnd);
      const ref = attribute(head, 'r');
      column = ref === undefined ? column + 1 : columnOf(ref);
      if (column < 0 || column >= rowLimits.lastColumn)
        throw new Refusal(finding('container-column-out-of-bounds', { sheet: this.#context.name, value: ref ?? '', expected: 'XFD' }));
      if (selfClosed) {
        at = headEnd + 1;
        continue;
      }
      const close = this.#closing(text, headEnd + 1);
      if (close < 0) return;
      if (column < widestColumn) this.#cell(row, column, head, text, headEnd + 1, close);
      at = close + 4;
    }
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

  #cell(row: Row, column: number, head: string, text: string, from: number, to: number): void {
    const type = attribute(head, 't');
    const formula = has(text, 'f', from, to);
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
        this.#number(row, column, head, value, formula);
    }
  }

  #number(row: Row, column: number, head: string, value: string, formula: boolean): void {
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
    const style = attribute(head, 's');
    if (style !== undefined && this.#context.dateStyles[Number(style)] === true) {
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
export async function* readRows(part: AsyncIterable<Buffer>, context: SheetContext): AsyncGenerator<Row> {
  const parser = new RowParser(context);
  const cutter = new ElementCutter(context.name, 'row', rowLimits.element);
  for await (const chunk of part) for (const text of cutter.push(chunk)) yield parser.parse(text);
  for (const text of cutter.push(undefined)) yield parser.parse(text);
}

/** Merged ranges of a part's tail, the first thousand: a form has tens, and a bomb one that covers everything. */
export function readMerges(tail: string): Merge[] {
  const merges: Merge[] = [];
  for (const match of tail.matchAll(/mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)) {
    if (merges.length >= 1000) break;
    merges.push({ left: columnOf(match[1] ?? ''), top: Number(match[2]), right: columnOf(match[3] ?? ''), bottom: Number(match[4]) });
  }
  return merges;
}
