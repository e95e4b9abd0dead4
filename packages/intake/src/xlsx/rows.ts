import { finding } from '@sipkadin/budget';
import { type Cell, columnLetters, Refusal, type Row, widestColumn } from '../sheet.ts';
import { ElementCutter } from './cutter.ts';
import { itemText } from './strings.ts';
import { dateOfSerial } from './styles.ts';
import { CellHead, inWord, isWord } from './tags.ts';
import { unescapeXml } from './xml.ts';

/** Characters of one `<row>` and of one text; rows and columns as Excel has them. */
const limits = { element: 4_000_000, lastRow: 1_048_576, lastColumn: 16_384, text: 32_767 };

export interface SheetContext {
  name: string;
  strings: readonly string[];
  dateStyles: readonly boolean[];
  from1904: boolean;
  /** Called for a cell typed as a number that holds something else. */
  oddCell(ref: string, text: string): void;
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const slash = 47;
const letterC = 99;
const letterV = 118;

/**
 * Turns the text of one `<row>` into cells, into objects that are used again for the next row. It goes through the text
 * once and never looks further than the next tag, so that no row, however made, takes longer than its length.
 */
class RowParser {
  readonly #context: SheetContext;
  readonly #pool: Cell[] = [];
  readonly #row: Row = { number: 0, hidden: false, cells: [] };
  readonly #head = new CellHead();
  /** Length of the prefix that all elements of the part carry ("x:"). */
  readonly #skip: number;
  #previous = 0;
  #column = -1;

  constructor(context: SheetContext, prefix: string) {
    this.#context = context;
    this.#skip = prefix.length;
  }

  parse(text: string): Row {
    const row = this.#row;
    const end = text.indexOf('>');
    const { number = String(this.#previous + 1), hidden } = rowAttributes(text.slice(0, end));
    row.number = Number(number);
    if (!Number.isInteger(row.number) || row.number < 1 || row.number > limits.lastRow)
      throw this.#refuse('container-row-out-of-bounds', '', number.slice(0, 40), String(limits.lastRow));
    // Rows twice or backwards: Excel calls it damaged, and an amount would lead back to two places.
    if (row.number <= this.#previous) throw this.#refuse('container-damaged', String(row.number), '<row>');
    this.#previous = row.number;
    row.hidden = hidden;
    row.cells.length = 0;
    this.#column = -1;
    let at = end + 1;
    for (let open = text.indexOf('<', at); open >= 0; open = text.indexOf('<', at)) {
      const name = open + 1 + this.#skip;
      if (text.charCodeAt(open + 1) === slash) at = open + 2;
      else if (isWord(text, 'c', name)) at = this.#cell(text, open, name + 1);
      // A row within a row: a closing tag is missing, and what belongs where is a guess.
      else if (isWord(text, 'row', name)) throw this.#refuse('container-damaged', String(row.number), '<row>');
      else at = open + 1;
    }
    return row;
  }

  /** Reads the cell whose tag opens there. @returns where the text goes on behind it */
  #cell(text: string, open: number, attributes: number): number {
    const head = this.#head;
    if (!head.read(text, attributes)) throw this.#refuse('container-damaged', String(this.#row.number), text.slice(open, open + 40));
    this.#column = head.column < 0 ? this.#column + 1 : head.column;
    if (this.#column >= limits.lastColumn)
      throw this.#refuse('container-column-out-of-bounds', String(this.#row.number), text.slice(open, open + 40), 'XFD');
    if (head.selfClosed) return head.end + 1;
    let value: string | undefined;
    let inline: string | undefined;
    let formula = false;
    let at = head.end + 1;
    for (let tag = text.indexOf('<', at); tag >= 0; tag = text.indexOf('<', at)) {
      const name = tag + 1 + this.#skip;
      const letter = text.charCodeAt(name);
      if (text.charCodeAt(tag + 1) === slash) {
        if (text.charCodeAt(name + 1) === letterC && !inWord(text, name + 2)) {
          if (this.#column < widestColumn) this.#store(value, inline, formula);
          return text.indexOf('>', name) + 1;
        }
        at = name;
      } else if (letter === letterV && !inWord(text, name + 1)) {
        const end = text.indexOf('>', name);
        const close = text.indexOf('<', end);
        if (close < 0) break;
        // An empty value of a text formula is an empty text; of any other it means that nobody calculated it yet.
        if (close > end + 1 || head.type === 'str') value = text.slice(end + 1, text.charCodeAt(end - 1) === slash ? end + 1 : close);
        at = close;
      } else if (isWord(text, 'is', name)) {
        const close = text.indexOf(`</${text.slice(tag + 1, name)}is`, name);
        const empty = text.charCodeAt(text.indexOf('>', name) - 1) === slash;
        if (close < 0 && !empty) break;
        if (!empty) inline = itemText(text.slice(name, close));
        at = empty ? name : close;
      } else {
        if (letter === letterC && !inWord(text, name + 1)) break;
        formula ||= isWord(text, 'f', name);
        at = name;
      }
    }
    throw this.#refuse('container-damaged', `${columnLetters(this.#column)}${this.#row.number}`, '<c>');
  }

  #store(value: string | undefined, inline: string | undefined, formula: boolean): void {
    const { type } = this.#head;
    if (type === 'inlineStr') {
      if (inline !== undefined && inline !== '') this.#put('text', inline, formula);
      return;
    }
    if (value === undefined) {
      if (formula) this.#put('empty', '', true);
      return;
    }
    switch (type) {
      case 's': {
        const shared = this.#context.strings[Number(value)];
        if (shared === undefined) throw this.#refuse('container-damaged', this.#ref(), `sharedStrings[${value.slice(0, 40)}]`);
        this.#put('text', shared, formula);
        return;
      }
      case 'str':
        this.#put('text', unescapeXml(value), formula);
        return;
      case 'b':
        this.#put('boolean', value === '1' || value === 'true' ? 'TRUE' : 'FALSE', formula);
        return;
      case 'e':
        this.#put('error', unescapeXml(value), formula);
        return;
      case 'd':
        this.#put('date', value.slice(0, 19).replace(/T00:00:00$/, ''), formula);
        return;
      default:
        this.#number(value, formula);
    }
  }

  #number(value: string, formula: boolean): void {
    const stored = value.trim();
    if (!numeric.test(stored)) {
      const plain = unescapeXml(stored);
      if (plain === '') {
        if (formula) this.#put('empty', '', true);
      } else if (plain.startsWith('#')) this.#put('error', plain, formula);
      else {
        // Typed as a number and none: kept as the text it is, and told.
        this.#context.oddCell(this.#ref(), plain);
        this.#put('text', plain, formula);
      }
      return;
    }
    if (this.#context.dateStyles[this.#head.style] === true) {
      const date = dateOfSerial(Number(stored), this.#context.from1904);
      if (date !== undefined) {
        this.#put('date', date, formula);
        return;
      }
    }
    this.#put('number', stored, formula);
  }

  #put(kind: Cell['kind'], text: string, formula: boolean): void {
    const column = this.#column;
    if (this.#row.cells[column] !== undefined) throw this.#refuse('container-damaged', this.#ref(), '<c>');
    let cell = this.#pool[column];
    if (cell === undefined) {
      cell = { kind, text: '', formula };
      this.#pool[column] = cell;
    }
    cell.kind = kind;
    cell.text = text.length > limits.text ? text.slice(0, limits.text) : text;
    cell.formula = formula;
    this.#row.cells[column] = cell;
  }

  #ref(): string {
    return `${columnLetters(this.#column)}${this.#row.number}`;
  }

  #refuse(code: Parameters<typeof finding>[0], ref: string, value: string, expected = ''): Refusal {
    return new Refusal(finding(code, { sheet: this.#context.name, ref, value, expected }));
  }
}

function rowAttributes(head: string): { number: string | undefined; hidden: boolean } {
  const number = / r=["']([^"']*)["']/.exec(head)?.[1];
  return { number, hidden: head.includes('hidden') && / hidden=["'](?:1|true)["']/.test(head) };
}

/** Streams a worksheet part, one row at a time, the same row object each time. @throws Refusal */
export async function* readRows(part: () => Promise<AsyncIterable<Buffer>>, context: SheetContext): AsyncGenerator<Row> {
  const cutter = new ElementCutter(context.name, 'row', limits.element);
  let parser: RowParser | undefined;
  for await (const chunk of await part()) {
    for (const text of cutter.push(chunk)) {
      parser ??= new RowParser(context, cutter.prefix);
      yield parser.parse(text);
    }
  }
  for (const text of cutter.push(undefined)) yield (parser ??= new RowParser(context, cutter.prefix)).parse(text);
}
