import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Line, StatementKind } from '@sipkadin/budget';
import type { LineSink } from './pass.ts';

/**
 * Lines on their way out of the child process, one file a kind: text, one line a record. `=text` gives the next number
 * to a text (codes and sheet names repeat on every line); anything else is a line's fields by tabs, texts by number.
 */
const flushAt = 1 << 18;

const spoolFile = (folder: string, kind: StatementKind) => join(folder, `${kind}.spool`);

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const plain: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' };
// oxlint-disable-next-line no-control-regex
const special = /[\\\t\n\r]/;
const escape = (text: string) => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? '') : text);
const unescape = (text: string) => (text.includes('\\') ? text.replace(/\\[\\tnr]/g, (pair) => plain[pair] ?? '') : text);

class Writer {
  readonly #file: number;
  readonly #numbers = new Map<string, number>();
  #pending = '';

  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  #number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
      this.#pending += `=${escape(text)}\n`;
    }
    return number;
  }

  write(line: Line): void {
    const texts = `${this.#number(line.sheet)}\t${line.row}\t${this.#number(line.column)}\t${this.#number(line.unit)}\t${this.#number(line.activity)}\t${this.#number(line.account)}\t${this.#number(line.fund)}`;
    const document = line.document === undefined ? '' : this.#number(line.document);
    this.#pending += `${texts}\t${line.amount}\t${line.month ?? ''}\t${line.date ?? ''}\t${document}\t${escape(line.package)}\n`;
    if (this.#pending.length >= flushAt) this.#flush();
  }

  #flush(): void {
    writeSync(this.#file, this.#pending);
    this.#pending = '';
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

/** The child's end: what intake finds goes to files in a folder. `close` before anyone reads them. */
export function spoolTo(folder: string): LineSink & { close(): void } {
  const writers = new Map<StatementKind, Writer>();
  const close = () => {
    for (const writer of writers.values()) writer.close();
    writers.clear();
  };
  return {
    line(kind, line) {
      let writer = writers.get(kind);
      if (!writer) {
        writer = new Writer(spoolFile(folder, kind));
        writers.set(kind, writer);
      }
      writer.write(line);
    },
    restart: close,
    close,
  };
}

function* textLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new TextDecoder('utf-8');
    const buffer = Buffer.alloc(flushAt);
    let rest = '';
    for (;;) {
      const bytes = readSync(file, buffer, 0, buffer.length, null);
      const text = rest + (bytes === 0 ? decoder.decode() : decoder.decode(buffer.subarray(0, bytes), { stream: true }));
      if (bytes === 0) return;
      let at = 0;
      for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
        yield text.slice(at, end);
        at = end + 1;
      }
      rest = text.slice(at);
    }
  } finally {
    closeSync(file);
  }
}

/** The parent's end: the lines of one kind in the order they were read, held one at a time. */
export function* readSpool(folder: string, kind: StatementKind): Generator<Line> {
  const texts: string[] = [];
  for (const text of textLines(spoolFile(folder, kind))) {
    if (text.charCodeAt(0) === 61) {
      texts.push(unescape(text.slice(1)));
      continue;
    }
    const fields = text.split('\t');
    const at = (index: number) => texts[Number(fields[index])] ?? '';
    const line: Line = {
      sheet: at(0),
      row: Number(fields[1]),
      column: at(2),
      unit: at(3),
      activity: at(4),
      account: at(5),
      fund: at(6),
      amount: BigInt(fields[7] ?? '0'),
      package: unescape(fields[11] ?? ''),
    };
    if (fields[8] !== '') line.month = Number(fields[8]);
    if (fields[9] !== undefined && fields[9] !== '') line.date = fields[9];
    if (fields[10] !== '') line.document = at(10);
    yield line;
  }
}
