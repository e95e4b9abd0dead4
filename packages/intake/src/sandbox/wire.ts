import { writeSync } from 'node:fs';
import { type IsoDate, isoDate, type Line, type StatementKind, statementKinds } from '@sipkadin/budget';
import { wireRecord } from '../limits.ts';
import type { LineSink } from '../reading/lines.ts';

/**
 * Lines on their way out of the child process, as records of 32-bit words: what it is, its length in bytes, the rest.
 * A text (codes and sheet names repeat on every line) is sent once and gets the next number, from 1; 0 is no text.
 */
const textTag = -1;
const restartTag = -2;
/** The first word of a line: its kind, and so many times its statement's slot. */
const kindsAtMost = 16;
/** Words of a line before its package's bytes. */
const lineWords = 15;
const pieceBytes = 1 << 16;
const word = 4;

const padded = (bytes: number) => (bytes + word - 1) & -word;

/** The child's end: writes to a pipe and waits while the other side is busy. `close` sends the rest. */
export class LineSender implements LineSink {
  readonly #file: number;
  readonly #numbers = new Map<string, number>();
  #bytes = Buffer.allocUnsafe(pieceBytes);
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
  #at = 0;

  constructor(file: number) {
    this.#file = file;
  }

  line(kind: StatementKind, line: Line, slot = 0): void {
    if (BigInt.asIntN(64, line.amount) !== line.amount)
      throw new Error(`an amount beyond 64 bits: ${line.sheet} ${line.column}${line.row}`);
    const sheet = this.#number(line.sheet);
    const column = this.#number(line.column);
    const unit = this.#number(line.unit);
    const activity = this.#number(line.activity);
    const account = this.#number(line.account);
    const fund = this.#number(line.fund);
    const date = this.#number(line.date);
    const document = this.#number(line.document);
    this.#room(lineWords * word + line.package.length * 3);
    const start = this.#at;
    const view = this.#view;
    const bytes = line.package === '' ? 0 : this.#bytes.write(line.package, start + lineWords * word);
    view.setInt32(start, statementKinds.indexOf(kind) + slot * kindsAtMost, true);
    view.setInt32(start + 8, sheet, true);
    view.setInt32(start + 12, line.row, true);
    view.setInt32(start + 16, column, true);
    view.setInt32(start + 20, unit, true);
    view.setInt32(start + 24, activity, true);
    view.setInt32(start + 28, account, true);
    view.setInt32(start + 32, fund, true);
    view.setInt32(start + 36, line.month ?? 0, true);
    view.setInt32(start + 40, date, true);
    view.setInt32(start + 44, document, true);
    view.setInt32(start + 48, bytes, true);
    view.setBigInt64(start + 52, line.amount, true);
    this.#end(lineWords * word + bytes);
  }

  restart(slot = 0): void {
    this.#room(3 * word);
    this.#view.setInt32(this.#at, restartTag, true);
    this.#view.setInt32(this.#at + 2 * word, slot, true);
    this.#end(3 * word);
  }

  close(): void {
    for (let from = 0; from < this.#at; ) from += writeSync(this.#file, this.#bytes, from, this.#at - from);
    this.#at = 0;
  }

  #number(text: string | undefined): number {
    if (text === undefined) return 0;
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(text, number);
      this.#room(3 * word + text.length * 3);
      const bytes = this.#bytes.write(text, this.#at + 3 * word);
      this.#view.setInt32(this.#at, textTag, true);
      this.#view.setInt32(this.#at + 8, bytes, true);
      this.#end(3 * word + bytes);
    }
    return number;
  }

  #room(bytes: number): void {
    if (this.#at + bytes + word <= this.#bytes.length) return;
    this.close();
    if (bytes + word <= this.#bytes.length) return;
    this.#bytes = Buffer.allocUnsafe(bytes + word);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
  }

  #end(bytes: number): void {
    this.#view.setInt32(this.#at + word, padded(bytes), true);
    this.#at += padded(bytes);
  }
}

/**
 * The parent's end: pieces of the pipe as they come, lines into a sink. Holds no more than one record and a piece. The other
 * end reads hostile files: what is no record throws.
 */
export class LineReceiver {
  readonly #sink: LineSink;
  readonly #texts: string[] = [''];
  readonly #days = new Map<string, IsoDate>();
  #rest: Buffer = Buffer.alloc(0);

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(piece: Buffer): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at + 2 * word <= bytes.length) {
      const length = view.getInt32(at + word, true);
      if (length < 2 * word || length > wireRecord) throw new Error(`no record is ${length} bytes long`);
      if (at + length > bytes.length) break;
      this.#record(bytes, view, at);
      at += length;
    }
    this.#rest = bytes.subarray(at);
  }

  /** A day that the child sent, checked once: the lines of a register share few. */
  #day(text: string): IsoDate {
    let day = this.#days.get(text);
    if (day === undefined) {
      day = isoDate(text);
      this.#days.set(text, day);
    }
    return day;
  }

  #record(bytes: Buffer, view: DataView, at: number): void {
    const tag = view.getInt32(at, true);
    if (tag === textTag) {
      this.#texts.push(bytes.toString('utf8', at + 3 * word, at + 3 * word + view.getInt32(at + 8, true)));
      return;
    }
    if (tag === restartTag) {
      this.#sink.restart(view.getInt32(at + 2 * word, true));
      return;
    }
    const kind = tag < 0 ? undefined : statementKinds[tag % kindsAtMost];
    if (kind === undefined) throw new Error(`no record is ${tag}`);
    const text = (offset: number) => this.#texts[view.getInt32(at + offset, true)] ?? '';
    const packageBytes = view.getInt32(at + 48, true);
    const packageAt = at + lineWords * word;
    const line: Line = {
      sheet: text(8),
      row: view.getInt32(at + 12, true),
      column: text(16),
      unit: text(20),
      activity: text(24),
      account: text(28),
      fund: text(32),
      amount: view.getBigInt64(at + 52, true),
      package: packageBytes === 0 ? '' : bytes.toString('utf8', packageAt, packageAt + packageBytes),
    };
    const month = view.getInt32(at + 36, true);
    if (month !== 0) line.month = month;
    if (view.getInt32(at + 40, true) !== 0) line.date = this.#day(text(40));
    if (view.getInt32(at + 44, true) !== 0) line.document = text(44);
    this.#sink.line(kind, line, Math.floor(tag / kindsAtMost));
  }
}
