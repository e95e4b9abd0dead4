import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Line } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';

/** Lines of a statement in the tables: texts once, each line sealed, all of them hashed in order. */

/** A line as stored, with its place in its statement (from 1). */
export type StoredLine = Line & { position: number; seal: number };

/** The text that a line's seal and its statement's hash are taken over. */
export function lineText(position: number, line: Line): string {
  return `${position}|${line.unit}|${line.activity}|${line.account}|${line.fund}|${line.package}|${line.amount}|${line.month ?? ''}|${line.document ?? ''}|${line.date ?? ''}|${line.sheet}|${line.row}|${line.column}\n`;
}

const hashedAtOnce = 1 << 16;
const [bar, lineEnd, digitZero, lastOfAscii] = [124, 10, 48, 127];

/** The hash of lines as they come: each text is what `lineText` says, made as bytes at once, without a string that only they are made of. */
export class LineHash {
  readonly #hash = createHash('sha256');
  #bytes = Buffer.allocUnsafe(hashedAtOnce);
  /** How many wait to be hashed. */
  #at = 0;

  /** @returns the line's seal */
  add(position: number, line: Line): number {
    const { unit, activity, account, fund, document = '', date = '', sheet, column } = line;
    const amount = String(line.amount);
    const numbers = 3 * 20;
    const texts = unit.length + activity.length + account.length + fund.length + line.package.length + amount.length + document.length;
    const start = this.#room(numbers + (texts + date.length + sheet.length + column.length) * 3 + 13);
    this.#number(position);
    this.#text(unit);
    this.#text(activity);
    this.#text(account);
    this.#text(fund);
    this.#text(line.package);
    this.#text(amount);
    if (line.month === undefined) this.#text('');
    else this.#number(line.month);
    this.#text(document);
    this.#text(date);
    this.#text(sheet);
    this.#number(line.row);
    this.#text(column);
    this.#bytes[this.#at - 1] = lineEnd;
    return crc32(this.#bytes.subarray(start, this.#at));
  }

  /** Of all lines so far. */
  hex(): string {
    return this.#hash.copy().update(this.#bytes.subarray(0, this.#at)).digest('hex');
  }

  /** @returns where so many bytes can be written */
  #room(bytes: number): number {
    if (this.#bytes.length - this.#at < bytes) {
      this.#hash.update(this.#bytes.subarray(0, this.#at));
      this.#at = 0;
      if (this.#bytes.length < bytes) this.#bytes = Buffer.allocUnsafe(bytes);
    }
    return this.#at;
  }

  #text(text: string): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > lastOfAscii) break;
      bytes[start + at] = unit;
    }
    const end = start + (at === text.length ? at : bytes.write(text, start));
    bytes[end] = bar;
    this.#at = end + 1;
  }

  #number(number: number): void {
    if (!Number.isSafeInteger(number) || number < 0) return this.#text(String(number));
    let digits = 1;
    for (let power = 10; power <= number; power *= 10) digits++;
    const end = this.#at + digits;
    let rest = number;
    for (let at = end - 1; at >= this.#at; at--) {
      const tens = Math.floor(rest / 10);
      this.#bytes[at] = digitZero + (rest - tens * 10);
      rest = tens;
    }
    this.#bytes[end] = bar;
    this.#at = end + 1;
  }
}

/** Lines of a statement in order, a few thousand at a time; `unit`, `activity` and `account` narrow by code and what lies below. */
export async function* storedLines(
  read: Reading,
  statement: number,
  options: { after?: number; unit?: string; activity?: string; account?: string } = {},
): AsyncGenerator<StoredLine> {
  const { unit, activity, account } = options;
  const texts = new Map<number, string>();
  const within = async (prefix: string) =>
    (
      await read
        .selectFrom('text')
        .select('id')
        .where((where) => where.or([where('value', '=', prefix), where('value', 'like', `${prefix}.%`)]))
        .execute()
    ).map(({ id }) => Number(id));
  const units = unit === undefined ? undefined : await within(unit.endsWith('.0000') ? unit.slice(0, -5) : unit);
  const activities = activity === undefined ? undefined : await within(activity);
  const accounts = account === undefined ? undefined : await within(account);
  for (let after = options.after ?? 0; ; ) {
    let query = read
      .selectFrom('line')
      .selectAll()
      .where('statement', '=', statement)
      .where('position', '>', after)
      .orderBy('position')
      .limit(4000);
    if (units !== undefined) query = query.where('unit', 'in', units.length > 0 ? units : [-1]);
    if (activities !== undefined) query = query.where('activity', 'in', activities.length > 0 ? activities : [-1]);
    if (accounts !== undefined) query = query.where('account', 'in', accounts.length > 0 ? accounts : [-1]);
    const rows = await query.execute();
    if (rows.length === 0) return;
    const wanted = new Set<number>();
    for (const row of rows)
      for (const id of [row.unit, row.activity, row.account, row.fund, row.document, row.sheet, row.col])
        if (!texts.has(Number(id))) wanted.add(Number(id));
    const list = [...wanted];
    for (let at = 0; at < list.length; at += 900)
      for (const { id, value } of await read
        .selectFrom('text')
        .selectAll()
        .where('id', 'in', list.slice(at, at + 900))
        .execute())
        texts.set(Number(id), value);
    const text = (id: number | bigint) => texts.get(Number(id)) ?? '';
    for (const row of rows) {
      const document = text(row.document);
      yield {
        position: Number(row.position),
        unit: text(row.unit),
        activity: text(row.activity),
        account: text(row.account),
        fund: text(row.fund),
        package: row.package,
        amount: row.amount,
        ...(Number(row.month) === 0 ? {} : { month: Number(row.month) }),
        ...(row.date === '' ? {} : { date: row.date }),
        ...(document === '' ? {} : { document }),
        sheet: text(row.sheet),
        row: Number(row.row),
        column: text(row.col),
        seal: Number(row.seal),
      };
    }
    after = Number(rows.at(-1)?.position ?? 0);
    if (rows.length < 4000) return;
  }
}

/** Whether a line is as it was stored. */
export function isSealed(line: StoredLine): boolean {
  return crc32(lineText(line.position, line)) === line.seal;
}
