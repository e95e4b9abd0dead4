import { type Code, isoDate, isWithin, opdOf, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { counting, type FiguresQuery, rollups } from './figures.ts';

export interface MonthAmounts {
  /** OPD, '' for a summary. */
  unit: Code;
  /** Akun: "4", "5" or "6". */
  account: Code;
  month: number;
  /** Cumulative at the month's end; null: nothing reported for that month. */
  realization: Sen | null;
  /** Cumulative plan; null: no cash plan. */
  plan: Sen | null;
  /** The statement that the realization rests on, the latest where there are several. */
  statement: string | null;
}

/** Cumulative position of each OPD and akun at the end of every month of the year. */
export async function figuresByMonth(read: Reading, query: FiguresQuery): Promise<MonthAmounts[]> {
  const count = await counting(read, query);
  const bySeq = new Map(count.statements.map((statement) => [statement.seq, statement]));
  const snapshots = count.of('realization');
  const registers = count.of('register');
  const rows = await rollups(
    read,
    [...snapshots, ...registers, ...count.of('cash-plan')].map(({ seq }) => seq),
    query,
  );
  const cells = new Map<string, MonthAmounts>();
  const cell = (unit: Code, account: Code, month: number) => {
    const key = `${unit}|${account}|${String(month).padStart(2, '0')}`;
    let known = cells.get(key);
    if (!known) {
      known = { unit, account, month, realization: null, plan: null, statement: null };
      cells.set(key, known);
    }
    return known;
  };
  const lastMonth = count.asOf === null ? 0 : Number(count.asOf.slice(5, 7));
  const dayOf = (month: number) => isoDate(query.year, Math.floor(month / 100), month % 100);
  // A summary is the figure only where no unit reports that akun; what lies past the as-of date is no report yet.
  const own = new Set<string>();
  for (const { statement, unit, account, month } of rows) {
    const { kind, asOf } = bySeq.get(statement) ?? {};
    const from = kind === 'register' ? dayOf(month) : (asOf ?? '');
    const reported = kind === 'cash-plan' || (count.asOf !== null && from <= count.asOf);
    if (unit !== '' && reported) own.add(`${kind === 'cash-plan' ? 'plan' : 'real'}${account[0]}`);
  }
  for (const row of rows) {
    const statement = bySeq.get(row.statement);
    if (statement === undefined) continue;
    const akun = row.account.slice(0, 1);
    const opd = opdOf(row.unit);
    // Net financing is 6.1 less 6.2.
    const amount = isWithin(row.account, '6.2') ? -row.amount : row.amount;
    if (row.unit === '' && own.has(`${statement.kind === 'cash-plan' ? 'plan' : 'real'}${akun}`)) continue;
    if (statement.kind === 'cash-plan') {
      if (count.plan(row.unit, akun) !== statement) continue;
      for (let month = row.month; month <= 12; month++) {
        const at = cell(opd, akun, month);
        at.plan = (at.plan ?? 0n) + amount;
      }
    } else if (statement.kind === 'realization' && statement.asOf !== null) {
      const month = Number(statement.asOf.slice(5, 7));
      if (count.snapshotOf(row.unit, akun, month) !== statement) continue;
      const at = cell(opd, akun, month);
      at.realization = (at.realization ?? 0n) + amount;
      if (at.statement === null || statement.id > at.statement) at.statement = statement.id;
    } else if (statement.kind === 'register') {
      const date = dayOf(row.month);
      if (
        count.asOf === null ||
        date > count.asOf ||
        count.snapshot(row.unit, akun) !== undefined ||
        count.register(row.unit, akun, date) !== statement
      )
        continue;
      const reaches = Math.min(lastMonth, 12);
      for (let month = Math.floor(row.month / 100); month <= reaches; month++) {
        const at = cell(opd, akun, month);
        at.realization = (at.realization ?? 0n) + amount;
        if (at.statement === null || statement.id > at.statement) at.statement = statement.id;
      }
    }
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
