import { finding } from '@sipkadin/budget';
import { SaxesParser } from 'saxes';
import { Refusal } from '../sheet.ts';

/** An element of a small part, by local name: the prefixes that other writers use do not matter. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

const deepest = 64;
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Walks a small part (workbook, relations, styles). A DOCTYPE is refused: no spreadsheet has one, and entities are how
 * small files become large.
 * @throws Refusal
 */
export function walkXml(text: string, part: string, open: (element: Element, path: readonly string[]) => void): void {
  const parser = new SaxesParser();
  const path: string[] = [];
  parser.on('doctype', () => {
    throw new Refusal(finding('container-doctype', { value: part }));
  });
  parser.on('error', (error) => {
    throw new Refusal(finding('container-damaged', { value: `${part}: ${error.message.slice(0, 120)}` }));
  });
  parser.on('opentag', (tag) => {
    if (path.length >= deepest) throw new Refusal(finding('container-damaged', { value: `${part}: > ${deepest}` }));
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = String(value);
    path.push(local(tag.name));
    open({ name: local(tag.name), attributes }, path);
  });
  parser.on('closetag', () => {
    path.pop();
  });
  parser.write(text).close();
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML node: the five named entities, numbers, and Excel's own `_x000D_` escapes. */
export function unescapeXml(text: string): string {
  let plain = text;
  if (plain.includes('&')) {
    plain = plain.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));/g, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
    });
  }
  if (plain.includes('_x')) plain = plain.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain.includes('\r') ? plain.replaceAll('\r\n', '\n') : plain;
}

/**
 * Cuts a streamed part into whole elements of one name, as text, without ever holding more than one of them and a chunk.
 * The parts it serves (rows, shared strings) are flat lists and most of a workbook's bytes: a general parser spends its
 * time on events nobody listens to.
 */
export class ElementCutter {
  readonly #part: string;
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  #open = '';
  #close = '';
  #name: string;
  #started = false;
  /** What stood between elements, for whoever must look at the part's other content (merges); bounded. */
  tail = '';

  constructor(part: string, name: string, limit: number) {
    this.#part = part;
    this.#name = name;
    this.#limit = limit;
  }

  /** @returns the whole elements that this chunk completes, each from its `<` to the end of its closing tag. */
  *push(chunk: Buffer | undefined): Generator<string> {
    let text = this.#rest + (chunk === undefined ? this.#decoder.decode() : this.#decoder.decode(chunk, { stream: true }));
    if (text.includes('<!')) text = this.#plain(text, chunk === undefined);
    if (!this.#started) {
      const root = /<(?:([\w.-]+):)?[A-Za-z][\w.-]*[\s/>]/.exec(text);
      if (!root) {
        this.#keep(text);
        return;
      }
      const prefix = root[1] === undefined ? '' : `${root[1]}:`;
      this.#open = `<${prefix}${this.#name}`;
      this.#close = `</${prefix}${this.#name}>`;
      this.#started = true;
    }
    let at = 0;
    for (;;) {
      const start = this.#next(text, at);
      if (start < 0) break;
      const headEnd = text.indexOf('>', start);
      if (headEnd < 0) break;
      let end: number;
      if (text.charCodeAt(headEnd - 1) === 47) end = headEnd + 1;
      else {
        const close = text.indexOf(this.#close, headEnd);
        if (close < 0) break;
        end = close + this.#close.length;
      }
      if (start > at && this.tail.length < 4_000_000) this.tail += text.slice(at, start);
      yield text.slice(start, end);
      at = end;
    }
    const from = this.#next(text, at);
    const keepFrom = from < 0 ? Math.max(at, text.length - this.#open.length - 1) : from;
    if (keepFrom > at && this.tail.length < 4_000_000) this.tail += text.slice(at, keepFrom);
    this.#keep(text.slice(keepFrom));
  }

  /** Start of the next element of exactly this name (`<row`, not `<rowBreaks`). */
  #next(text: string, from: number): number {
    let at = from;
    for (;;) {
      at = text.indexOf(this.#open, at);
      if (at < 0) return -1;
      const after = text.charCodeAt(at + this.#open.length);
      if (after === 32 || after === 62 || after === 47 || after === 9 || after === 10 || after === 13) return at;
      if (Number.isNaN(after)) return at;
      at += this.#open.length;
    }
  }

  #keep(rest: string): void {
    if (rest.length > this.#limit)
      throw new Refusal(finding('container-element-too-large', { value: this.#part, expected: String(this.#limit) }));
    this.#rest = rest;
  }

  /** Comments go, CDATA becomes text, a DOCTYPE is refused. */
  #plain(text: string, last: boolean): string {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refusal(finding('container-doctype', { value: this.#part }));
    const plain = text
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    if (last && plain.includes('<!')) throw new Refusal(finding('container-damaged', { value: this.#part }));
    return plain;
  }
}
