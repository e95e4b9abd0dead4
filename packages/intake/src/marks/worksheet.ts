import { behindMarkup } from '../containers/xlsx/markup.ts';
import { isWord } from '../containers/xlsx/tags.ts';
import { decoderFor, unescapeXml } from '../containers/xlsx/xml.ts';
import { xmlLimits } from '../limits.ts';
import { columnLetters } from '../table/sheet.ts';
import { type Edit, edited, NotEditable, type Outline, outlineXml, textOf } from './outline.ts';
import type { Mark } from './plan.ts';
import { fillMark } from './signature.ts';
import type { MarkStyles } from './styles.ts';

/** What follows the rows of a worksheet part. All that marks change is there: no row is touched. */
export interface Tail {
  /** Bytes before it. */
  from: number;
  text: string;
  /** Name of the root as it is written ("x:worksheet"). */
  root: string;
}

const largestTail = 16_000_000;

/** Finds where the rows of a worksheet end as its bytes come. @throws NotEditable | Refusal */
export async function tailOf(part: AsyncIterable<Buffer>, name: string): Promise<Tail> {
  const finder = new RowsEnd(name);
  const tail: Buffer[] = [];
  let bytes = 0;
  for await (const piece of part) {
    const rest = finder.from === undefined ? finder.feed(piece) : piece;
    if (rest === undefined) continue;
    tail.push(rest);
    bytes += rest.length;
    if (bytes > largestTail) throw new NotEditable(`${name}: > ${largestTail}`);
  }
  if (finder.from === undefined) throw new NotEditable(`${name}: sheetData`);
  return { from: finder.from, text: textOf(Buffer.concat(tail)), root: finder.root };
}

class RowsEnd {
  readonly #part: string;
  #bytes: Buffer = Buffer.alloc(0);
  /** Bytes before `#bytes`. */
  #before = 0;
  #inRows = false;
  root = '';
  from: number | undefined;

  constructor(part: string) {
    this.#part = part;
  }

  /** @returns what follows the rows, once their end has come */
  feed(piece: Buffer): Buffer | undefined {
    if (this.#before === 0 && this.#bytes.length === 0 && decoderFor(piece).encoding !== 'utf-8') throw new NotEditable('encoding');
    this.#bytes = this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]);
    let at = 0;
    for (let next = this.#step(at); next > at; next = this.#step(at)) {
      at = next;
      if (this.from !== undefined) return this.#bytes.subarray(at);
    }
    this.#before += at;
    this.#bytes = this.#bytes.subarray(at);
    if (this.#bytes.length > xmlLimits.element) throw new NotEditable(`${this.#part}: > ${xmlLimits.element}`);
    return undefined;
  }

  /** Goes on by a tag, or within the rows to their end. @returns where it is then, the same place where more must come */
  #step(at: number): number {
    return this.#inRows ? this.#throughRows(at) : this.#tag(at);
  }

  #tag(at: number): number {
    const bytes = this.#bytes;
    const open = bytes.indexOf('<', at);
    if (open < 0) return bytes.length;
    const next = bytes[open + 1];
    if (next === undefined) return at;
    if (next === 33 || next === 63) return Math.max(at, behindMarkup(bytes, open, this.#part));
    const end = bytes.indexOf('>', open);
    if (end < 0) return at;
    if (this.root === '') {
      this.root = bytes.toString('latin1', open + 1, end).split(/[\s/]/, 1)[0] ?? '';
      return end + 1;
    }
    const name = open + 1 + this.root.indexOf(':') + 1;
    if (!isWord(bytes, name, rowsName)) return end + 1;
    if (bytes[end - 1] === 47) this.from = this.#before + end + 1;
    else this.#inRows = true;
    return end + 1;
  }

  #throughRows(at: number): number {
    const bytes = this.#bytes;
    const tag = `</${this.root.slice(0, this.root.indexOf(':') + 1)}sheetData`;
    const close = bytes.indexOf(tag, at);
    const odd = [bytes.indexOf('<!', at), bytes.indexOf('<?', at)].filter((place) => place >= 0 && (close < 0 || place < close));
    if (odd.length > 0) return Math.max(at, behindMarkup(bytes, Math.min(...odd), this.#part));
    if (close < 0) return Math.max(at, bytes.length - tag.length - 9);
    const end = bytes.indexOf('>', close);
    if (end < 0) return at;
    this.from = this.#before + end + 1;
    return end + 1;
  }
}

const rowsName = [...Buffer.from('sheetData')];

/** The part with another tail. */
export async function* withTail(part: AsyncIterable<Buffer>, from: number, text: string): AsyncGenerator<Buffer> {
  let left = from;
  for await (const piece of part) {
    yield piece.length <= left ? piece : piece.subarray(0, left);
    left -= Math.min(left, piece.length);
    if (left === 0) break;
  }
  yield Buffer.from(text);
}

/** In the order of a worksheet: what follows the rules that colour cells, */
const behindFills =
  'dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing'.split(
    ' ',
  );
/** and behind the drawing of comments. */
const behindBoxes = 'legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent'.split(' ');

/** The tail of a worksheet, taken apart. */
export class TailEdit {
  readonly #text: string;
  readonly #head: string;
  readonly #root: Outline;
  /** Relation of the drawing that holds the boxes of comments. */
  readonly boxes: string | undefined;

  /** @throws NotEditable */
  constructor({ text, root }: Tail) {
    this.#head = `<${root}>`;
    this.#text = this.#head + text;
    this.#root = outlineXml(this.#text, 3);
    this.boxes = this.#root.children.find(({ name }) => name === 'legacyDrawing')?.attributes['id'];
  }

  /** @param drawing relation of a new drawing of comments, in the given namespace */
  text(marks: readonly Mark[], styles: MarkStyles, drawing?: { id: string; namespace: string }): string {
    const { prefix: x, children, innerEnd } = this.#root;
    const edits: Edit[] = children.filter(({ name }) => name === 'conditionalFormatting').flatMap((item) => this.#withoutOwn(item));
    const before = (names: readonly string[]) => children.find(({ name }) => names.includes(name))?.start ?? innerEnd;
    const fills = before([...behindFills, ...behindBoxes]);
    const priorities = [...this.#text.matchAll(/\bpriority="(\d{1,9})"/g)].map(([, number]) => Number(number));
    const lowest = priorities.reduce((most, number) => Math.max(most, number), 0);
    edits.push({ from: fills, to: fills, text: fillRules(marks, styles, x, lowest + 1) });
    if (drawing) {
      const at = before(behindBoxes);
      edits.push({ from: at, to: at, text: `<${x}legacyDrawing xmlns:r="${drawing.namespace}" r:id="${drawing.id}"/>` });
    }
    return edited(this.#text, edits).slice(this.#head.length);
  }

  /** Takes out the rules that an earlier marking put in. */
  #withoutOwn(formatting: Outline): Edit[] {
    const own = formatting.children.filter(
      ({ name, innerStart, innerEnd }) => name === 'cfRule' && unescapeXml(this.#text.slice(innerStart, innerEnd)).includes(fillMark),
    );
    const whole = own.length > 0 && own.length === formatting.children.length;
    return (whole ? [formatting] : own).map(({ start, end }) => ({ from: start, to: end, text: '' }));
  }
}

const mostRefs = 500;

/**
 * Rules that colour marked cells and leave what the cells are as it was: a rule each for a severity's cells, and one for
 * each row that is meant as a whole.
 */
export function fillRules(marks: readonly Mark[], { fills }: MarkStyles, x: string, priority: number): string {
  let next = priority;
  const rule = (refs: string, severity: Mark['severity'], formula: string) =>
    `<${x}conditionalFormatting sqref="${refs}"><${x}cfRule type="expression" dxfId="${fills[severity]}" priority="${next++}"><${x}formula>${formula}</${x}formula></${x}cfRule></${x}conditionalFormatting>`;
  const cells = Map.groupBy(
    marks.filter(({ wholeRow }) => !wholeRow),
    ({ severity }) => severity,
  );
  const rules: string[] = [];
  for (const [severity, own] of cells)
    for (let at = 0; at < own.length; at += mostRefs) {
      const refs = own.slice(at, at + mostRefs).map(({ row, column }) => `${columnLetters(column)}${row}`);
      rules.push(rule(refs.join(' '), severity, fillMark));
    }
  for (const { row, severity, wholeRow } of marks)
    if (wholeRow) rules.push(rule(`A${row}:XFD${row}`, severity, `AND(${fillMark},NOT(ISBLANK(A${row})))`));
  return rules.join('');
}
