import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Line } from '@sipkadin/budget';
import { bulkLoad, type Reading, type Value, type Writing } from './database.ts';
import { LedgerError } from './error.ts';

/** Lines of a statement in the tables: texts once, each line sealed, all of them hashed in order. */

/** A line as stored, with its place in its statement (from 1). */
export type StoredLine = Line & { position: number; seal: number };

/** The text that a line's seal and its statement's hash are taken over. */
export function lineText(position: number, line: Line): string {
  return `${position}|${line.unit}|${line.activity}|${line.account}|${line.fund}|${line.package}|${line.amount}|${line.month ?? ''}|${line.document ?? ''}|${line.date ?? ''}|${line.sheet}|${line.row}|${line.column}\n`;
}

const largest = 2n ** 63n - 1n;
const batchSize = 1200;
const columns = [
  'statement',
  'position',
  'unit',
  'activity',
  'account',
  'fund',
  'package',
  'amount',
  'month',
  'date',
  'document',
  'sheet',
  'row',
  'col',
  'seal',
];

/** Numbers of texts, new ones added as they come. */
class Dictionary {
  readonly #tx: Writing;
  readonly #ids = new Map<string, number>();

  constructor(tx: Writing) {
    this.#tx = tx;
  }

  async know(texts: Iterable<string>): Promise<void> {
    const unknown = [...new Set(texts)].filter((text) => !this.#ids.has(text));
    for (let at = 0; at < unknown.length; at += 400) {
      const part = unknown.slice(at, at + 400);
      await this.#tx
        .insertInto('text')
        .values(part.map((value) => ({ value })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      for (const { id, value } of await this.#tx.selectFrom('text').selectAll().where('value', 'in', part).execute())
        this.#ids.set(value, Number(id));
    }
  }

  id(text: string): number {
    const id = this.#ids.get(text);
    if (id === undefined) throw new Error(`text not known: ${text}`);
    return id;
  }

  missing(text: string): boolean {
    return !this.#ids.has(text);
  }
}

/** Stores the lines of a statement; `each` sees every line once. @returns how many, their sum and their hash */
export async function storeLines(
  tx: Writing,
  statement: number,
  lines: Iterable<Line>,
  each: (line: Line) => void,
): Promise<{ count: number; total: bigint; hash: string }> {
  const load = bulkLoad(tx);
  const dictionary = new Dictionary(tx);
  const digest: Hash = createHash('sha256');
  let count = 0;
  let total = 0n;
  let batch: Line[] = [];
  const flush = async () => {
    const unknown = new Set<string>();
    const note = (text: string) => {
      if (dictionary.missing(text)) unknown.add(text);
    };
    for (const line of batch) {
      note(line.unit);
      note(line.activity);
      note(line.account);
      note(line.fund);
      note(line.sheet);
      note(line.column);
      note(line.document ?? '');
    }
    if (unknown.size > 0) await dictionary.know(unknown);
    let position = count - batch.length;
    let hashed = '';
    const values: Value[] = [];
    for (const line of batch) {
      position++;
      const text = lineText(position, line);
      hashed += text;
      values.push(statement, position, dictionary.id(line.unit), dictionary.id(line.activity), dictionary.id(line.account));
      values.push(
        dictionary.id(line.fund),
        line.package,
        line.amount,
        line.month ?? 0,
        line.date ?? '',
        dictionary.id(line.document ?? ''),
      );
      values.push(dictionary.id(line.sheet), line.row, dictionary.id(line.column), crc32(text));
    }
    digest.update(hashed);
    await load('line', columns, values);
    batch = [];
  };
  for (const line of lines) {
    if (line.amount > largest || line.amount < -largest)
      throw new LedgerError('amount-too-large', `${line.sheet} ${line.column}${line.row}`);
    count++;
    total += line.amount;
    each(line);
    batch.push(line);
    if (batch.length === batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  return { count, total, hash: digest.digest('hex') };
}

/** Lines of a statement in order, a few thousand at a time; `unit` and `account` narrow by code and what lies below. */
export async function* storedLines(
  read: Reading,
  statement: number,
  options: { after?: number; unit?: string; account?: string } = {},
): AsyncGenerator<StoredLine> {
  const { unit, account } = options;
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
