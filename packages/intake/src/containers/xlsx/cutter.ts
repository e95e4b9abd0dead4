import { finding } from '@sipkadin/budget';
import { Refusal } from '../../table/sheet.ts';
import { plainMarkup } from './markup.ts';
import { decoderFor } from './xml.ts';

/**
 * Cuts a streamed part into whole elements of one name, as text, without ever holding more than one of them and a chunk.
 * The parts it serves (rows, shared strings) are flat lists and most of a workbook's bytes: a general parser spends its
 * time on events nobody listens to.
 */
export class ElementCutter {
  readonly #part: string;
  readonly #name: string;
  readonly #limit: number;
  #decoder: ReturnType<typeof decoderFor> | undefined;
  #rest = '';
  #closed = false;
  #root = '';
  #open = '';
  #close = '';
  /** Of the part's elements ("x:"), known once the first element came; '' for most writers. */
  prefix = '';

  /** @param limit characters of one element */
  constructor(part: string, name: string, limit: number) {
    this.#part = part;
    this.#name = name;
    this.#limit = limit;
  }

  /**
   * @param chunk undefined at the end of the part
   * @returns the whole elements that this chunk completes, each from its `<` to the end of its closing tag
   */
  *push(chunk: Buffer | undefined): Generator<string> {
    if (chunk !== undefined) this.#decoder ??= decoderFor(chunk);
    let text = this.#rest + (this.#decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '');
    let held = '';
    if (text.includes('<!') || text.includes('<?')) [text, held] = plainMarkup(text, this.#part);
    let at = this.#root === '' ? this.#start(text) : 0;
    for (let start = this.#next(text, at); start >= 0; start = this.#next(text, at)) {
      const end = this.#end(text, start);
      if (end < 0) break;
      yield text.slice(start, end);
      at = end;
    }
    if (this.#root !== '') this.#closed ||= text.indexOf(`</${this.#root}`, at) >= 0;
    if (chunk === undefined) this.#finish(text, at, held);
    else this.#keep(text.slice(this.#rests(text, at)) + held);
  }

  /** Learns the root's name and prefix. @returns where to go on; 0 while its tag has not come whole. */
  #start(text: string): number {
    const open = text.indexOf('<');
    const end = open < 0 ? -1 : text.indexOf('>', open);
    if (end < 0) return 0;
    const [name = ''] = text.slice(open + 1, end).split(/[\s/]/, 1);
    this.#root = name;
    this.#closed = text.charCodeAt(end - 1) === 47;
    this.prefix = name.slice(0, name.indexOf(':') + 1);
    this.#open = `<${this.prefix}${this.#name}`;
    this.#close = `</${this.prefix}${this.#name}`;
    return end + 1;
  }

  /** Start of the next element of exactly this name (`<row`, not `<rowBreaks`); -1 if there is none yet. */
  #next(text: string, from: number): number {
    if (this.#root === '') return -1;
    for (let at = text.indexOf(this.#open, from); at >= 0; at = text.indexOf(this.#open, at + 1)) {
      const after = text.charCodeAt(at + this.#open.length);
      if (after === 62 || after === 47 || after === 32 || after === 10 || after === 13 || after === 9) return at;
    }
    return -1;
  }

  /** End of the element that starts there; -1 if it has not come whole. */
  #end(text: string, start: number): number {
    const head = text.indexOf('>', start);
    if (head < 0) return -1;
    if (text.charCodeAt(head - 1) === 47) return head + 1;
    const close = text.indexOf(this.#close, head);
    if (close < 0) return -1;
    const end = text.indexOf('>', close);
    return end < 0 ? -1 : end + 1;
  }

  /** From where on the text is needed again: an element begun, or what may become the start of one. */
  #rests(text: string, at: number): number {
    if (this.#root === '') return 0;
    const begun = this.#next(text, at);
    return begun >= 0 ? begun : Math.max(at, text.length - Math.max(this.#open.length, this.#root.length + 2) - 1);
  }

  #keep(rest: string): void {
    if (rest.length > this.#limit)
      throw new Refusal(finding('container-element-too-large', { value: this.#part, expected: String(this.#limit) }));
    this.#rest = rest;
  }

  /** A part that stops in the middle would be read as a shorter report. */
  #finish(text: string, at: number, held: string): void {
    if (!this.#closed || held !== '' || this.#next(text, at) >= 0)
      throw new Refusal(finding('container-damaged', { value: `${this.#part}: </${this.#root}>` }));
  }
}
