import { finding } from '@sipkadin/budget';
import { type Cell, columnLetters, Refusal, type Row, widestColumn } from '../../table/sheet.ts';
import { behindMarkup, plainMarkup } from './markup.ts';
import { PooledCell } from './pooled-cell.ts';
import { itemText } from './strings.ts';
import { dateOfSerial, type NumberStyle } from './styles.ts';
import { Attributes, columnAt, digitsAt, greater, isWord, less, nextTag, slash, standsAt } from './tags.ts';
import { TextCache } from './text-cache.ts';
import { UsualCell } from './usual-cell.ts';
import { unescapeXml } from './xml.ts';

/** Rows and columns as Excel has them. */
const limits = { lastRow: 1_048_576, lastColumn: 16_384 };

export interface SheetContext {
  name: string;
  strings: readonly string[];
  numberStyles: readonly NumberStyle[];
  from1904: boolean;
  /** Called for a cell typed as a number that holds something else. */
  oddCell(ref: string, text: string): void;
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const bytesOf = (text: string) => [...Buffer.from(text)];
const cellName = bytesOf('c');
const rowName = bytesOf('row');
const valueName = bytesOf('v');
const formulaName = bytesOf('f');
const inlineName = bytesOf('is');
const [letterC, letterI] = [99, 105];
const valueAlone = bytesOf('<v>');
const valueEnds = bytesOf('</v></c>');
const inlineAlone = bytesOf('<is><t>');
const inlineEnds = bytesOf('</t></is></c>');

/**
 * Turns the bytes of one `<row>` into cells, into objects that are used again for the next row. It goes through them
 * once and never looks back, so that no row, however made, takes longer than its length.
 */
export class RowParser {
  readonly #context: SheetContext;
  /** Length of the prefix that all elements of the part carry ("x:"). */
  readonly #skip: number;
  readonly #row: Row = { number: 0, hidden: false, cells: [] };
  readonly #pool: PooledCell[] = [];
  readonly #attributes = new Attributes();
  readonly #texts = new TextCache();
  readonly #usual = new UsualCell();
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #previous = 0;
  #column = -1;
  #style = -1;
  /** First letter of the cell's type, and its length: "s", "str", "inlineStr". */
  #type = 0;
  #typeLength = 0;

  constructor(context: SheetContext, prefixLength: number) {
    this.#context = context;
    this.#skip = prefixLength;
  }

  get row(): Row {
    return this.#row;
  }

  /**
   * @param open position of the "<" of a `<row>`
   * @returns the position behind the row; -1 while it has not come whole
   * @throws Refusal
   */
  parse(bytes: Buffer, open: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.#column = -1;
    const row = this.#row;
    row.cells.fill(undefined);
    let at = this.#rowTag(open + 4 + this.#skip);
    if (at < 0 || this.#attributes.selfClosed) return this.#done(at);
    for (;;) {
      at = this.#usualCells(at);
      const tag = nextTag(bytes, at);
      if (tag < 0) return -1;
      const next = bytes[tag + 1];
      if (next === slash) {
        at = tag + 2;
        if (!isWord(bytes, at + this.#skip, rowName)) continue;
        const end = bytes.indexOf(greater, at);
        return this.#done(end < 0 ? -1 : end + 1);
      }
      const name = tag + 1 + this.#skip;
      if (bytes[name] === letterC && isWord(bytes, name, cellName)) at = this.#cell(name + 1);
      else if (next === 33 || next === 63) at = behindMarkup(bytes, tag, this.#context.name);
      // A row within a row: a closing tag is missing, and what belongs where is a guess.
      else if (isWord(bytes, name, rowName)) throw this.#refuse('container-damaged', String(row.number), '<row>');
      else at = tag + 1;
      if (at < 0) return -1;
    }
  }

  /** Reads what comes there of cells made as usual. @returns the position behind them */
  #usualCells(from: number): number {
    if (this.#skip > 0) return from;
    const usual = this.#usual;
    let at = from;
    for (let end = usual.read(this.#view, at); end >= 0; end = usual.read(this.#view, at)) {
      const text = usual.shared ? this.#context.strings[usual.value] : '';
      if (text === undefined || usual.column >= widestColumn) return at;
      this.#column = usual.column;
      this.#style = usual.style;
      if (usual.shared) this.#put('text', text, false, usual.value);
      else if (this.#shownAs() !== undefined) this.#number(String(usual.value), false);
      else this.#free().holdWhole(usual.value);
      at = end;
    }
    return at;
  }

  #done(end: number): number {
    if (end >= 0) this.#previous = this.#row.number;
    return end;
  }

  #rowTag(from: number): number {
    const attributes = this.#attributes;
    const row = this.#row;
    let odd: string | undefined;
    row.number = this.#previous + 1;
    row.hidden = false;
    attributes.start(from);
    for (let what = attributes.next(this.#bytes); what !== 'end'; what = attributes.next(this.#bytes)) {
      if (what === 'more') return -1;
      if (what === 'wrong') throw this.#refuse('container-damaged', String(this.#previous + 1), '<row>');
      const length = attributes.nameTo - attributes.nameFrom;
      if (length === 1 && this.#bytes[attributes.nameFrom] === 114) {
        row.number = digitsAt(this.#bytes, attributes.valueFrom, attributes.valueTo);
        odd = row.number < 0 ? this.#ascii(attributes.valueFrom, attributes.valueTo) : undefined;
      } else if (length === 6 && this.#ascii(attributes.nameFrom, attributes.nameTo) === 'hidden')
        row.hidden = /^(?:1|true)$/.test(this.#ascii(attributes.valueFrom, attributes.valueTo));
    }
    if (odd !== undefined) row.number = Number(odd);
    if (!Number.isInteger(row.number) || row.number < 1 || row.number > limits.lastRow)
      throw this.#refuse('container-row-out-of-bounds', '', (odd ?? String(row.number)).slice(0, 40), String(limits.lastRow));
    // Rows twice or backwards: Excel calls it damaged, and an amount would lead back to two places.
    if (row.number <= this.#previous) throw this.#refuse('container-damaged', String(row.number), '<row>');
    return attributes.end;
  }

  /** Reads the cell whose tag's name ends there. @returns the position behind it; -1 while it has not come whole */
  #cell(from: number): number {
    const usual = this.#usualTag(from);
    const at = usual < 0 ? this.#cellTag(from) : usual;
    if (at < 0 || (usual < 0 && this.#attributes.selfClosed)) return at;
    const bytes = this.#bytes;
    if (this.#skip === 0 && this.#column < widestColumn) {
      // Nearly every cell: a value or an inline text, and nothing else.
      const inline = this.#type === letterI;
      const head = inline ? inlineAlone : valueAlone;
      if (standsAt(bytes, at, head)) {
        const text = at + head.length;
        const close = nextTag(bytes, text);
        const foot = inline ? inlineEnds : valueEnds;
        if (close >= 0 && standsAt(bytes, close, foot)) {
          if (!inline) this.#value(text, close, false, false);
          else if (close > text) this.#put('text', unescapeXml(this.#texts.at(bytes, text, close)), false);
          return close + foot.length;
        }
      }
    }
    return this.#content(at);
  }

  /**
   * The tag as nearly every writer makes it: the reference first, then style and type, in double quotes.
   * @returns the position behind it; -1 for any other, which then is read with all care
   */
  #usualTag(from: number): number {
    const bytes = this.#bytes;
    let at = from + 4;
    if (bytes[from] !== 32 || bytes[from + 1] !== 114 || bytes[from + 2] !== 61 || bytes[from + 3] !== 34) return -1;
    let column = 0;
    let byte = bytes[at] ?? 0;
    for (; byte >= 65 && byte <= 90 && column < limits.lastColumn; byte = bytes[++at] ?? 0) column = column * 26 + byte - 64;
    while (byte >= 48 && byte <= 57) byte = bytes[++at] ?? 0;
    if (byte !== 34 || column === 0 || column > limits.lastColumn) return -1;
    let style = -1;
    let type = 0;
    let typeLength = 0;
    for (at++; bytes[at] === 32 && bytes[at + 2] === 61 && bytes[at + 3] === 34; at++) {
      const name = bytes[at + 1];
      at += 4;
      const value = at;
      while ((bytes[at] ?? 34) !== 34) at++;
      if (name === 115) style = digitsAt(bytes, value, at);
      else if (name === 116) {
        type = bytes[value] ?? 0;
        typeLength = at - value;
      } else return -1;
    }
    if (bytes[at] !== greater) return -1;
    this.#column = column - 1;
    this.#style = style;
    this.#type = type;
    this.#typeLength = typeLength;
    return at + 1;
  }

  #cellTag(from: number): number {
    const attributes = this.#attributes;
    const bytes = this.#bytes;
    this.#style = -1;
    this.#type = 0;
    this.#typeLength = 0;
    let column = this.#column + 1;
    attributes.start(from);
    for (let what = attributes.next(bytes); what !== 'end'; what = attributes.next(bytes)) {
      if (what === 'more') return -1;
      const { nameFrom, valueFrom, valueTo } = attributes;
      if (what === 'wrong') throw this.#refuse('container-damaged', String(this.#row.number), this.#ascii(from, from + 40));
      if (attributes.nameTo - nameFrom !== 1) continue;
      const name = bytes[nameFrom];
      if (name === 114) column = columnAt(bytes, valueFrom, valueTo);
      else if (name === 115) this.#style = digitsAt(bytes, valueFrom, valueTo);
      else if (name === 116) {
        this.#type = bytes[valueFrom] ?? 0;
        this.#typeLength = valueTo - valueFrom;
      }
    }
    if (column < 0) throw this.#refuse('container-damaged', String(this.#row.number), this.#ascii(from, from + 40));
    if (column >= limits.lastColumn)
      throw this.#refuse('container-column-out-of-bounds', String(this.#row.number), this.#ascii(from, from + 40), 'XFD');
    this.#column = column;
    return attributes.end;
  }

  /** Everything between a cell's tags, in whatever order. */
  #content(from: number): number {
    const bytes = this.#bytes;
    let valueFrom = -1;
    let valueTo = -1;
    let inline: string | undefined;
    let formula = false;
    let marked = false;
    let at = from;
    for (;;) {
      const tag = nextTag(bytes, at);
      if (tag < 0) return -1;
      const next = bytes[tag + 1];
      const name = tag + 1 + this.#skip;
      if (next === slash) {
        at = tag + 2;
        if (isWord(bytes, at + this.#skip, rowName)) throw this.#refuse('container-damaged', this.#ref(), '<c>');
        if (!isWord(bytes, at + this.#skip, cellName)) continue;
        const end = bytes.indexOf(greater, at);
        if (end < 0) return -1;
        if (this.#column >= widestColumn) return end + 1;
        if (this.#type === letterI) {
          if (inline !== undefined && inline !== '') this.#put('text', inline, formula);
        } else if (valueFrom >= 0) this.#value(valueFrom, valueTo, formula, marked);
        else if (formula) this.#put('empty', '', true);
        return end + 1;
      }
      if (next === 33 || next === 63) at = behindMarkup(bytes, tag, this.#context.name);
      else if (isWord(bytes, name, valueName)) {
        const end = bytes.indexOf(greater, name);
        if (end < 0) return -1;
        valueFrom = end + 1;
        at = bytes[end - 1] === slash ? valueFrom : this.#behindText(valueFrom);
        valueTo = at;
        marked ||= at >= 0 && bytes.subarray(valueFrom, at).includes(less);
      } else if (isWord(bytes, name, inlineName)) {
        const end = this.#behindInline(name);
        if (end >= 0) inline = this.#item(name, end);
        at = end;
      } else {
        if (isWord(bytes, name, cellName)) throw this.#refuse('container-damaged', this.#ref(), '<c>');
        formula ||= isWord(bytes, name, formulaName);
        at = tag + 1;
      }
      if (at < 0) return -1;
    }
  }

  /** Position of the tag that ends a text, past comments and CDATA sections; -1 while it has not come. */
  #behindText(from: number): number {
    let at = nextTag(this.#bytes, from);
    while (at >= 0 && (this.#bytes[at + 1] === 33 || this.#bytes[at + 1] === 63)) {
      const behind = behindMarkup(this.#bytes, at, this.#context.name);
      at = behind < 0 ? -1 : nextTag(this.#bytes, behind);
    }
    return at;
  }

  /** Position of the `</is>` of an inline string; -1 while it has not come. */
  #behindInline(from: number): number {
    const bytes = this.#bytes;
    let at = bytes.indexOf(greater, from);
    if (at < 0 || bytes[at - 1] === slash) return at;
    for (at = this.#behindText(at); at >= 0; at = this.#behindText(at + 1)) {
      if (bytes[at + 1] !== slash) continue;
      if (isWord(bytes, at + 2 + this.#skip, inlineName)) return at;
      if (isWord(bytes, at + 2 + this.#skip, rowName)) throw this.#refuse('container-damaged', this.#ref(), '<is>');
    }
    return -1;
  }

  #item(from: number, to: number): string {
    const text = this.#bytes.toString('utf8', from, to);
    return itemText(text.includes('<!') || text.includes('<?') ? plainMarkup(text, this.#context.name)[0] : text);
  }

  /** @param marked there are comments or CDATA sections in it */
  #value(from: number, to: number, formula: boolean, marked: boolean): void {
    const [type, length] = [this.#type, this.#typeLength];
    if (type === 115 && length === 1) {
      const index = digitsAt(this.#bytes, from, to);
      const shared = this.#context.strings[index];
      if (shared !== undefined) this.#put('text', shared, formula, index);
      else if (from === to) this.#empty(formula);
      else throw this.#refuse('container-damaged', this.#ref(), `sharedStrings[${this.#ascii(from, Math.min(to, from + 40))}]`);
      return;
    }
    const number = type === 0 && !marked ? digitsAt(this.#bytes, from, to) : -1;
    if (number >= 0 && this.#bytes[from] !== 48) {
      // A short whole number is its own text.
      this.#number(String(number), formula);
      return;
    }
    let text = this.#texts.at(this.#bytes, from, to);
    if (marked) [text] = plainMarkup(text, this.#context.name);
    // An empty value of a text formula is an empty text; of any other it means that nobody calculated it yet.
    if (type === 115) this.#put('text', unescapeXml(text), formula);
    else if (text === '') this.#empty(formula);
    else if (type === 98) this.#put('boolean', text === '1' || text === 'true' ? 'TRUE' : 'FALSE', formula);
    else if (type === 101) this.#put('error', unescapeXml(text), formula);
    else if (type === 100) this.#put('date', text.slice(0, 19).replace(/T00:00:00$/, ''), formula);
    else this.#number(text.trim(), formula);
  }

  #empty(formula: boolean): void {
    if (formula) this.#put('empty', '', true);
  }

  #number(stored: string, formula: boolean): void {
    if (!numeric.test(stored)) {
      const plain = unescapeXml(stored);
      if (plain === '') this.#empty(formula);
      else if (plain.startsWith('#')) this.#put('error', plain, formula);
      else {
        // Typed as a number and none: kept as the text it is, and reported.
        this.#context.oddCell(this.#ref(), plain);
        this.#put('text', plain, formula);
      }
      return;
    }
    const shown = this.#shownAs();
    const date = shown === 'date' ? dateOfSerial(Number(stored), this.#context.from1904) : undefined;
    if (date !== undefined) return this.#put('date', date, formula);
    this.#put('number', stored, formula);
    if (shown === 'percent') this.#pool[this.#column]?.showAsPercent();
  }

  #shownAs(): NumberStyle {
    return this.#style >= 0 ? this.#context.numberStyles[this.#style] : undefined;
  }

  #put(kind: Cell['kind'], text: string, formula: boolean, shared?: number): void {
    this.#free().hold(kind, text, formula, shared);
  }

  /** The cell of this row's column, which must not have been there yet. */
  #free(): PooledCell {
    const { cells } = this.#row;
    const column = this.#column;
    if (cells[column] !== undefined) throw this.#refuse('container-damaged', this.#ref(), '<c>');
    this.#pool[column] ??= new PooledCell();
    const cell = this.#pool[column];
    cells[column] = cell;
    return cell;
  }

  #ref(): string {
    return `${columnLetters(this.#column)}${this.#row.number}`;
  }

  #ascii(from: number, to: number): string {
    return this.#bytes.toString('latin1', from, to);
  }

  #refuse(code: Parameters<typeof finding>[0], ref: string, value: string, expected = ''): Refusal {
    return new Refusal(finding(code, { sheet: this.#context.name, ref, value, expected }));
  }
}
