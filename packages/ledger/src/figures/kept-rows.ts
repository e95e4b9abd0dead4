import type { Reading } from '../database/database.ts';

/** Rows that are kept of one ledger at most. */
const mostRows = 400_000;

/** Rows of statements by what they are and whose, the longest unused first. */
interface Rows {
  lists: Map<string, readonly unknown[]>;
  count: number;
}

interface Question {
  ledger: Reading;
  rows: Rows;
  /** What was worked out for this question. */
  answers: Map<string, Promise<unknown>>;
}

const rowsOfLedgers = new WeakMap<Reading, Rows>();
const questions = new WeakMap<Reading, Question>();

/**
 * A reading of the same ledger for one question about its figures. Rows of a statement that this or an earlier question has read are
 * not read again, for statements are append-only; which statements are effective is worked out once. Not for what verifies the ledger:
 * that must see what is stored now.
 * @param read of the ledger, not of a transaction: what a transaction has written may be undone
 */
export function readingOfQuestion(read: Reading): Reading {
  const ledger = questions.get(read)?.ledger ?? read;
  const rows = rowsOfLedgers.get(ledger) ?? { lists: new Map(), count: 0 };
  rowsOfLedgers.set(ledger, rows);
  const own = new Proxy(ledger, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      // `fn` is a function with functions of its own; the others need the ledger as their `this`.
      return typeof value === 'function' && key !== 'fn' ? value.bind(target) : value;
    },
  });
  questions.set(own, { ledger, rows, answers: new Map() });
  return own;
}

/** The ledger that a reading of a question is of; any other reading is its own. */
export const ledgerOf = (read: Reading): Reading => questions.get(read)?.ledger ?? read;

/** What is worked out once for a question; each time for any other reading. */
export function oncePerQuestion<T>(read: Reading, key: string, compute: () => Promise<T>): Promise<T> {
  const answers = questions.get(read)?.answers;
  if (answers === undefined) return compute();
  const known = answers.get(key);
  if (known !== undefined) return known as Promise<T>;
  const answer = compute();
  answers.set(key, answer);
  return answer;
}

/**
 * Rows of statements, in the order of the statements' numbers.
 * @param what names the rows and all that they depend on beside their statement
 * @param load reads those of these statements
 */
export async function rowsOfStatements<Row extends { statement: number }>(
  read: Reading,
  what: string,
  statements: readonly number[],
  load: (statements: readonly number[]) => Promise<Row[]>,
): Promise<readonly Row[]> {
  const sorted = [...new Set(statements)].sort((a, b) => a - b);
  const kept = questions.get(read)?.rows;
  if (kept === undefined) return load(sorted);
  const missing = sorted.filter((statement) => !kept.lists.has(`${what}|${statement}`));
  const loaded = missing.length === 0 ? undefined : Map.groupBy(await load(missing), ({ statement }) => statement);
  const lists = sorted.map((statement) => {
    const key = `${what}|${statement}`;
    const list = (loaded?.get(statement) ?? kept.lists.get(key) ?? []) as readonly Row[];
    keep(kept, key, list);
    return list;
  });
  return lists.flat();
}

function keep(rows: Rows, key: string, list: readonly unknown[]): void {
  rows.count += list.length - (rows.lists.get(key)?.length ?? 0);
  rows.lists.delete(key);
  rows.lists.set(key, list);
  for (const [oldest, { length }] of rows.lists) {
    if (rows.count <= mostRows) break;
    rows.lists.delete(oldest);
    rows.count -= length;
  }
}
