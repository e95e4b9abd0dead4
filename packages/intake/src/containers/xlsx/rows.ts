import { finding } from '@sipkadin/budget';
import { xmlLimits } from '../../limits.ts';
import { Refusal, type Row } from '../../table/sheet.ts';
import { behindMarkup } from './markup.ts';
import { RowParser, type SheetContext } from './row-parser.ts';
import { greater, isWord, nextTag, slash } from './tags.ts';
import { decoderFor } from './xml.ts';

const rowName = [...Buffer.from('row')];

/**
 * Finds the rows of a worksheet part as its bytes come, holding no more than one row and a piece. The part is a flat
 * list and most of a workbook's bytes: a general parser spends its time on events nobody listens to.
 */
class RowFinder {
  readonly #context: SheetContext;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #root = '';
  #closed = false;
  /** Once the root's name is known. */
  #parser: RowParser | undefined;
  #prefixLength = 0;
  /** Bytes that must be there before what did not come whole is looked at again. */
  #wanted = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  feed(piece: Buffer): void {
    const rest = this.#bytes.subarray(this.#at);
    if (rest.length > xmlLimits.element)
      throw new Refusal(finding('container-element-too-large', { value: this.#context.name, expected: String(xmlLimits.element) }));
    this.#bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    this.#at = 0;
  }

  /** The rows that have come whole, the same object each time. */
  *rows(): Generator<Row> {
    for (let row = this.#next(); row !== undefined; row = this.#next()) yield row;
  }

  #next(): Row | undefined {
    if (this.#bytes.length - this.#at < this.#wanted) return undefined;
    this.#wanted = 0;
    for (;;) {
      const open = nextTag(this.#bytes, this.#at);
      if (open < 0) {
        this.#at = this.#bytes.length;
        return undefined;
      }
      this.#at = open;
      const found = this.#row(open);
      if (found !== undefined) return found;
      if (this.#at === open) {
        // The element is incomplete. Wait until the buffer has doubled: parsing it again with every piece would take
        // quadratic time.
        this.#wanted = Math.min(2 * (this.#bytes.length - open), xmlLimits.element);
        return undefined;
      }
    }
  }

  #row(open: number): Row | undefined {
    const bytes = this.#bytes;
    const next = bytes[open + 1];
    // Enough to know what begins, unless this is the end.
    if (bytes.length - open < this.#prefixLength + 5) return undefined;
    if (next === 33 || next === 63) {
      const behind = behindMarkup(bytes, open, this.#context.name);
      if (behind >= 0) this.#at = behind;
    } else if (this.#parser === undefined) this.#begin(open);
    else if (next === slash) {
      const end = bytes.indexOf(greater, open);
      if (end < 0) return undefined;
      this.#closed ||= bytes.toString('latin1', open + 2, end).trimEnd() === this.#root;
      this.#at = end + 1;
    } else if (isWord(bytes, open + 1 + this.#prefixLength, rowName)) {
      const end = this.#parser.parse(bytes, open);
      if (end < 0) return undefined;
      this.#at = end;
      return this.#parser.row;
    } else this.#at = open + 1;
    return undefined;
  }

  /** Learns the root's name, and with it the prefix of all elements. */
  #begin(open: number): void {
    const end = this.#bytes.indexOf(greater, open);
    if (end < 0) return;
    const [name = ''] = this.#bytes.toString('latin1', open + 1, end).split(/[\s/]/, 1);
    this.#root = name;
    this.#closed = this.#bytes[end - 1] === slash;
    this.#prefixLength = name.indexOf(':') + 1;
    this.#parser = new RowParser(this.#context, this.#prefixLength);
    this.#at = end + 1;
  }

  /** The rows that are left once all bytes have come. */
  lastRows(): Generator<Row> {
    this.#wanted = 0;
    return this.rows();
  }

  /** A part that stops in the middle would be read as a shorter report. */
  finish(): void {
    if (!this.#closed || this.#at < this.#bytes.length)
      throw new Refusal(finding('container-damaged', { sheet: this.#context.name, value: `</${this.#root}>` }));
  }
}

/** Streams a worksheet part, the rows of one piece after those of another, the same row object each time. @throws Refusal */
export async function* readRows(part: () => Promise<AsyncIterable<Buffer>>, context: SheetContext): AsyncGenerator<Iterable<Row>> {
  const finder = new RowFinder(context);
  let decoder: ReturnType<typeof decoderFor> | undefined;
  for await (const piece of await part()) {
    decoder ??= decoderFor(piece);
    finder.feed(decoder.encoding === 'utf-8' ? piece : Buffer.from(decoder.decode(piece, { stream: true })));
    yield finder.rows();
  }
  yield finder.lastRows();
  finder.finish();
}
