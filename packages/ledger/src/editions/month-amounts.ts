import { ancestor, type Code, type IsoDate, type Month, monthOf, opdOf, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { EffectiveStatements } from '../figures/effective.ts';
import { wins } from '../figures/effective-lines.ts';
import { type FiguresQuery, rollups } from '../figures/figures.ts';
import type { Verified } from '../figures/verified-statements.ts';
import { storedLines } from '../statements/lines.ts';
import { rolledDay } from '../statements/rollup.ts';

/*
 * Amounts by month as the statements have them, for an edition to compute its positions from. No mean, proration or net sum is
 * made here: those rules belong to a format of editions, which keeps them for ever, while the ledger's own may change.
 */

/** See `MonthAmount` of an edition's content. */
export interface StateMonth {
  measure: 'plan' | 'position' | 'payment';
  unit: Code;
  account: Code;
  month: Month;
  asOf: IsoDate | null;
  amount: Sen;
  source: string;
}

/** See `MonthProgress` of an edition's content. */
export interface StateProgress {
  unit: Code;
  activity: Code;
  month: Month;
  asOf: IsoDate;
  hundredths: Sen;
  source: string;
}

/** See `MonthDay` of an edition's content. */
export interface StateDay {
  unit: Code;
  account: Code;
  month: Month;
  asOf: IsoDate;
}

type Row = Awaited<ReturnType<typeof rollups>>[number];

/** What counts for each month of a year, by statement, unit, jenis and month, in the order of verification. */
export async function monthAmounts(read: Reading, query: FiguresQuery, count: EffectiveStatements): Promise<StateMonth[]> {
  const bySeq = new Map(count.statements.map((statement) => [statement.seq, statement]));
  const rows = await rollups(
    read,
    [...count.of('realization'), ...count.of('register'), ...count.of('cash-plan')].map(({ seq }) => seq),
    query,
  );
  const sums = new Map<string, StateMonth>();
  const counted = rows.flatMap((row) => {
    const statement = bySeq.get(row.statement);
    return statement === undefined ? [] : [{ row, statement }];
  });
  // A summary counts only where no unit reports that akun; what lies after the as-of date is not reported yet.
  const ofUnits = new Set(counted.flatMap((one) => (one.row.unit !== '' && isKnown(one, count, query.year) ? [partOf(one)] : [])));
  for (const one of counted) {
    const { row, statement } = one;
    if (row.unit === '' && ofUnits.has(partOf(one))) continue;
    const account = ancestor(row.account, 3);
    for (const what of measured(one, count, query.year)) {
      const key = `${statement.seq}|${row.unit}|${account}|${what.month}`;
      const known = sums.get(key);
      if (known) known.amount += row.amount;
      else sums.set(key, { ...what, unit: row.unit, account, amount: row.amount, source: statement.id });
    }
  }
  return [...sums.values()];
}

interface CountedRow {
  row: Row;
  statement: Verified;
}

function partOf({ row, statement }: CountedRow): string {
  return `${statement.kind === 'cash-plan' ? 'plan' : 'realization'}${row.account.slice(0, 1)}`;
}

function isKnown({ row, statement }: CountedRow, count: EffectiveStatements, year: number): boolean {
  if (statement.kind === 'cash-plan') return true;
  const from = statement.kind === 'register' ? rolledDay(year, row) : (statement.asOf ?? '');
  return count.asOf !== null && from <= count.asOf;
}

/** What a row is, and of which months; none where another statement counts instead. */
function measured(
  { row, statement }: CountedRow,
  count: EffectiveStatements,
  year: number,
): Pick<StateMonth, 'measure' | 'month' | 'asOf'>[] {
  const { unit } = row;
  const { asOf } = statement;
  const akun = row.account.slice(0, 1);
  if (statement.kind === 'cash-plan') {
    return count.plan(unit, akun) === statement ? [{ measure: 'plan', month: row.month, asOf }] : [];
  }
  if (statement.kind === 'realization') {
    if (asOf === null) return [];
    const months = monthsFrom(monthOf(asOf)).filter((month) => count.monthSnapshot(unit, akun, month) === statement);
    return months.map((month) => ({ measure: 'position', month, asOf }));
  }
  const date = rolledDay(year, row);
  if (!count.counts(statement, unit, akun, date)) return [];
  // A format adds payments up to the month of the unit's last report; in later months of its OPD they are its last position.
  const last = monthOf(count.ownDay(unit, akun) ?? date);
  const carried = monthsFrom(last + 1).filter((month) => count.reportedIn(unit, akun, month));
  return [
    { measure: 'payment', month: monthOf(date), asOf },
    ...carried.map((month) => ({ measure: 'position' as const, month, asOf: count.ownDay(unit, akun, month) ?? asOf })),
  ];
}

function monthsFrom(first: Month): Month[] {
  return Array.from({ length: Math.max(0, 13 - first) }, (_, index) => first + index);
}

/**
 * Of each OPD, akun and month the statement that its realization rests on, of several the one with the highest id. An edition
 * names these among its sources. It is part of what every edition was built from, so this choice does not change.
 */
export function latestByMonth(amounts: readonly StateMonth[], asOf: IsoDate | null): Set<string> {
  const latest = new Map<string, string>();
  for (const { measure, unit, account, month, source } of amounts) {
    if (measure === 'plan') continue;
    const last = measure === 'payment' && asOf !== null ? monthOf(asOf) : month;
    for (let at = month; at <= last; at++) {
      const key = `${opdOf(unit)}|${account.slice(0, 1)}|${at}`;
      if (source > (latest.get(key) ?? '')) latest.set(key, source);
    }
  }
  return new Set(latest.values());
}

/** Physical progress of each activity in each month: the last report of its unit within the month. */
export async function monthProgress(read: Reading, count: EffectiveStatements): Promise<StateProgress[]> {
  const reports: StateProgress[] = [];
  for (const statement of count.of('progress')) {
    const { asOf } = statement;
    if (asOf === null) continue;
    const month = monthOf(asOf);
    if (!wins(statement, (unit) => count.progress(unit, month) === statement)) continue;
    for await (const { unit, activity, amount } of storedLines(read, statement.seq)) {
      if (count.progress(unit, month) === statement)
        reports.push({ unit, activity, month, asOf, hundredths: amount, source: statement.id });
    }
  }
  return reports;
}

/**
 * The days up to which each unit and akun is known, for every month that it reported: of all that have a plan, a realization
 * that counts now, or one that counted for a month alone.
 */
export function monthDays(
  count: EffectiveStatements,
  lines: Iterable<{ measure: string; unit: Code; activity: Code; account: Code }>,
  months: Iterable<StateMonth>,
): StateDay[] {
  const days = new Map<string, StateDay[]>();
  const addUnit = (unit: Code, akun: string) => {
    const key = `${unit}|${akun}`;
    if (days.has(key)) return;
    const own: StateDay[] = [];
    for (let month = 1; month <= 12; month++) {
      const asOf = count.reportedIn(unit, akun, month) ? count.ownDay(unit, akun, month) : undefined;
      if (asOf !== undefined) own.push({ unit, account: akun, month, asOf });
    }
    days.set(key, own);
  };
  for (const { measure, unit, account, activity } of lines) {
    if (measure === 'plan' || measure === 'realization') addUnit(unit, account === '' && activity !== '' ? '5' : account.slice(0, 1));
  }
  for (const { unit, account } of months) addUnit(unit, account.slice(0, 1));
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => own);
}
