import { type Code, opdOf } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { Granularity } from '../statements/rollup.ts';
import { part } from './coverage.ts';

/** How fine a statement's lines are, by OPD and akun (see `part`). */
export type Granularities = ReadonlyMap<string, Granularity>;

/**
 * Whether a statement has finer lines of a unit's OPD in an akun than another: at least as deep in activity, account and fund, and
 * deeper in one. Of "by account" and "by activity" neither is finer; nor is a statement without any lines there.
 */
export function isFiner(a: Granularities, b: Granularities, unit: Code, akun: string): boolean {
  const key = part(opdOf(unit), akun);
  const [one, other] = [a.get(key), b.get(key)];
  if (!one || !other) return false;
  const isAtLeast = one.activity >= other.activity && one.account >= other.account && one.fund >= other.fund;
  return isAtLeast && (one.activity > other.activity || one.account > other.account || one.fund > other.fund);
}

const chunk = 400;

/** What is stored of statements, by number. */
export async function granularitiesOf(read: Reading, statements: readonly number[]): Promise<{ statement: number; own: Granularity }[]> {
  const found: { statement: number; own: Granularity }[] = [];
  for (let at = 0; at < statements.length; at += chunk)
    for (const { statement, opd, akun, activity, account, fund } of await read
      .selectFrom('granularity')
      .selectAll()
      .where('statement', 'in', statements.slice(at, at + chunk))
      .execute())
      found.push({
        statement: Number(statement),
        own: { opd, akun, activity: Number(activity), account: Number(account), fund: Number(fund) },
      });
  return found;
}

/** By statement. */
export async function granularities(read: Reading, statements: readonly number[]): Promise<Map<number, Granularities>> {
  const all = Map.groupBy(await granularitiesOf(read, statements), ({ statement }) => statement);
  return new Map([...all].map(([statement, rows]) => [statement, new Map(rows.map(({ own }) => [part(own.opd, own.akun), own]))]));
}
