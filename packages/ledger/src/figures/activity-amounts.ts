import { type Code, type IsoDate, isoDate, isTreasury, PlanToDay, type Sen } from '@sipkadin/budget';
import { sql } from 'kysely';
import type { Reading } from '../database/database.ts';
import { type EffectiveStatements, isPlanOfOneDay } from './effective.ts';
import { wins } from './effective-lines.ts';
import { type Amounts, codesOf, effectiveStatements, type FiguresQuery } from './figures.ts';
import { rowsOfStatements } from './kept-rows.ts';
import type { Verified } from './verified-statements.ts';

/** Spending of one sub kegiatan of an OPD, less its treasury items; with `byAccount` of one account in it. */
export interface ActivityAmounts extends Amounts {
  /** OPD, with the amounts of its sub-units. */
  unit: Code;
  /** As deep as the files name it; '' where they name none. */
  activity: Code;
  /** '' unless asked by account. */
  account: Code;
  /** Statements that the amounts are in, by measure. */
  sources: Record<'budget' | 'realization' | 'plan', Set<string>>;
}

/** Physical progress that a unit reported for an activity of any level. */
export interface ActivityProgress {
  unit: Code;
  activity: Code;
  /** Hundredths of a percent, 0 to 10,000. */
  hundredths: number;
  statement: string;
}

interface ActivityQuery extends FiguresQuery {
  /** Only this OPD, with its sub-units. */
  unit?: Code;
  /** Each account of a sub kegiatan for itself. */
  byAccount?: boolean;
}

/**
 * Budget, realization and plan to the day of each sub kegiatan, from the lines that count: `loadFigures` has them by bidang only.
 * Amounts are null where nothing is budgeted, reported or planned. Lines of a summary are left out: they are of no OPD.
 */
export async function activityAmounts(
  read: Reading,
  query: ActivityQuery,
): Promise<{ amounts: ActivityAmounts[]; progress: ActivityProgress[] }> {
  const count = await effectiveStatements(read, query);
  const bySeq = new Map(count.statements.map((statement) => [statement.seq, statement]));
  const isWanted = (statement: Verified) => {
    const reaches = (unit: Code) => query.unit === undefined || unit === query.unit || count.opdOf(unit) === query.unit;
    if (statement.kind === 'budget' && statement.version !== count.version) return false;
    if (statement.kind === 'register') return true;
    // A plan of one day is stated by sub kegiatan, not by account.
    if (query.byAccount === true && isPlanOfOneDay(statement)) return false;
    const akun = statement.kind === 'progress' ? '' : '5';
    return wins(statement, (unit) => reaches(unit) && count.counts(statement, unit, akun));
  };
  const wanted = (['budget', 'cash-plan', 'realization', 'register', 'progress'] as const)
    .flatMap((kind) => (kind === 'cash-plan' ? count.plans() : count.of(kind)))
    .filter(isWanted);
  const sums = new Map<string, ActivityAmounts & { planned: PlanToDay }>();
  const progress: ActivityProgress[] = [];
  for (const row of await lineSums(read, wanted, query)) {
    const statement = bySeq.get(row.statement);
    if (statement === undefined || row.unit === '') continue;
    if (statement.kind === 'progress') {
      if (count.progress(row.unit) !== statement) continue;
      progress.push({ unit: count.opdOf(row.unit), activity: row.activity, hundredths: Number(row.amount), statement: statement.id });
      continue;
    }
    const date = statement.kind === 'register' ? (row.date ?? isoDate(query.year, 1, 1)) : undefined;
    if (!count.counts(statement, row.unit, '5', date)) continue;
    add(at(sums, count.opdOf(row.unit), row), statement, row, count);
  }
  const amounts = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { planned, ...sum }]) => ({ ...sum, plan: planned.shown }));
  return { amounts, progress };
}

interface LineSum {
  statement: number;
  unit: Code;
  activity: Code;
  account: Code;
  /** 0 of statements without months. */
  month: number;
  date: IsoDate | undefined;
  amount: Sen;
}

function at(sums: Map<string, ActivityAmounts & { planned: PlanToDay }>, unit: Code, { activity, account }: LineSum) {
  const key = `${unit}|${activity}|${account}`;
  const sources = () => ({ budget: new Set<string>(), realization: new Set<string>(), plan: new Set<string>() });
  const known = sums.get(key) ?? {
    ...{ unit, activity, account, budget: null, realization: null, plan: null },
    ...{ sources: sources(), planned: new PlanToDay() },
  };
  sums.set(key, known);
  return known;
}

function add(sum: ActivityAmounts & { planned: PlanToDay }, { id, kind, year }: Verified, row: LineSum, count: EffectiveStatements): void {
  const measure = kind === 'budget' ? 'budget' : kind === 'cash-plan' ? 'plan' : 'realization';
  sum.sources[measure].add(id);
  if (measure !== 'plan') {
    sum[measure] = (sum[measure] ?? 0n) + row.amount;
    return;
  }
  const asOf = count.asOf ?? isoDate(year, 12, 31);
  sum.planned.add(row.amount, { year, month: row.month }, count.ownDay(row.unit, '5'), asOf);
}

/** Sums of spending lines of these statements, by unit and activity, less treasury items; of progress its hundredths. */
async function lineSums(read: Reading, statements: readonly Verified[], query: ActivityQuery): Promise<readonly LineSum[]> {
  const { byAccount = false } = query;
  const codes = await codesOf(read, query);
  const kinds = new Map(statements.map((statement) => [statement.seq, statement]));
  const what = JSON.stringify(['line sums', codes, byAccount]);
  return rowsOfStatements(read, what, [...kinds.keys()], (missing) =>
    loadLineSums(
      read,
      missing.flatMap((seq) => kinds.get(seq) ?? []),
      { codes, byAccount },
    ),
  );
}

async function loadLineSums(
  read: Reading,
  statements: readonly Verified[],
  { codes, byAccount }: { codes: readonly Code[] | undefined; byAccount: boolean },
): Promise<LineSum[]> {
  const within = async (unit: Code) => (await textsWithin(read, unit.replace(/\.0000$/, ''))).map(({ id }) => Number(id));
  const units = codes === undefined ? undefined : (await Promise.all(codes.map(within))).flat();
  const treasury = (await textsWithin(read, '5')).flatMap(({ id, value }) => (isTreasury(value) ? [Number(id)] : []));
  const of = (kinds: readonly Verified[]) => kinds.map(({ seq }) => seq);
  const [reports, money] = [statements.filter(({ kind }) => kind === 'progress'), statements.filter(({ kind }) => kind !== 'progress')];
  const rows = [
    ...(await sumsOf(read, of(money), { units, treasury, byAccount })),
    ...(await sumsOf(read, of(reports), { units, treasury: undefined, byAccount: false })),
  ];
  const texts = await textsOf(
    read,
    rows.flatMap(({ unit: own, activity, account }) => [Number(own), Number(activity), ...(account === null ? [] : [Number(account)])]),
  );
  return rows.map(({ statement, unit: own, activity, account, month, date, amount }) => ({
    ...{ statement: Number(statement), unit: texts.get(Number(own)) ?? '', activity: texts.get(Number(activity)) ?? '' },
    account: account === null ? '' : (texts.get(Number(account)) ?? ''),
    ...{ month: Number(month), date: date === '' ? undefined : date, amount: BigInt(amount) },
  }));
}

const chunk = 400;

/** @param treasury accounts that are left out, and with them everything but spending; undefined: every line */
async function sumsOf(
  read: Reading,
  statements: readonly number[],
  { units, treasury, byAccount }: { units: number[] | undefined; treasury: number[] | undefined; byAccount: boolean },
) {
  const found = [];
  for (let from = 0; from < statements.length; from += chunk) {
    let query = read
      .selectFrom('line')
      .select(['statement', 'unit', 'activity', 'month', 'date', sql<string>`cast(sum(amount) as text)`.as('amount')])
      .select(byAccount ? 'account' : sql<null>`null`.as('account'))
      .where('statement', 'in', statements.slice(from, from + chunk))
      .groupBy(['statement', 'unit', 'activity', 'month', 'date']);
    if (byAccount) query = query.groupBy('account');
    if (units !== undefined) query = query.where('unit', 'in', units.length > 0 ? units : [-1]);
    if (treasury !== undefined) {
      query = query.where('account', 'in', (of) => of.selectFrom('text').select('id').where('value', '>=', '5').where('value', '<', '6'));
      if (treasury.length > 0) query = query.where('account', 'not in', treasury);
    }
    found.push(...(await query.execute()));
  }
  return found;
}

async function textsWithin(read: Reading, code: Code) {
  return read
    .selectFrom('text')
    .selectAll()
    .where((where) => where.or([where('value', '=', code), where('value', 'like', `${code}.%`)]))
    .execute();
}

async function textsOf(read: Reading, ids: readonly number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)];
  const texts = new Map<number, string>();
  for (let from = 0; from < wanted.length; from += chunk)
    for (const { id, value } of await read
      .selectFrom('text')
      .selectAll()
      .where('id', 'in', wanted.slice(from, from + chunk))
      .execute())
      texts.set(Number(id), value);
  return texts;
}
