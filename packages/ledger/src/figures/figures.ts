import assert from 'node:assert/strict';
import {
  ancestor,
  type Basis,
  type BudgetVersion,
  type Code,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type IsoInstant,
  isoDate,
  isWithin,
  membersOn,
  netInto,
  opdOn,
  PlanToDay,
  type Sen,
  type Succession,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { getGovernment, governmentAt } from '../governments.ts';
import { rolledDay } from '../statements/rollup.ts';
import { EffectiveStatements, isPlanOfOneDay } from './effective.ts';
import { oncePerQuestion, rowsOfStatements } from './kept-rows.ts';
import { sequenceAt, type Verified, verified, verifiedStatements } from './verified-statements.ts';

/** Figures of one government's year from the roll-ups of what counts. */
export interface FiguresQuery {
  government: string;
  year: FiscalYear;
  /** Realization up to this day. */
  asOf?: IsoDate;
  /** The ledger at this instant, */
  at?: IsoInstant;
  /** or at this step. */
  sequence?: number;
  /** Instead of the government's present settings: those that an edition was gathered under. */
  settings?: { name: string; basis: Basis; successions?: readonly Succession[] };
  /** OPD are taken together as they are on this day, see `Succession`; absent: each under its own code. */
  groupedOn?: IsoDate;
  /** Without cash plans that are known for one day: editions do not hold them. */
  isPublished?: boolean;
  /** Only this OPD or unit, only accounts within this code. */
  unit?: Code;
  account?: Code;
}

/** Sums; null where nothing was reported, which is not zero. */
export interface Amounts {
  budget: Sen | null;
  realization: Sen | null;
  /** Cash plan up to the day that each unit has reported; see PlanToDay. */
  plan: Sen | null;
}

/** One roll-up row that counts. */
export interface FigureRow {
  measure: 'budget' | 'realization' | 'plan';
  version: BudgetVersion | null;
  statement: string;
  unit: Code;
  account: Code;
  bidang: Code;
  fund: Code;
  month: number;
  amount: Sen;
}

export interface Figures {
  effective: EffectiveStatements;
  rows: FigureRow[];
}

/** The settings that a question is answered under: those it names, else those of its moment. */
export async function settingsOf(
  read: Reading,
  { government, settings, at }: Pick<FiguresQuery, 'government' | 'settings' | 'at'>,
): Promise<{ name: string; basis: Basis }> {
  return settings ?? (at === undefined ? getGovernment(read, government) : governmentAt(read, government, at));
}

export function effectiveStatements(read: Reading, query: FiguresQuery): Promise<EffectiveStatements> {
  const { government, year, asOf, at, sequence, settings, groupedOn, isPublished } = query;
  const key = JSON.stringify([government, year, asOf, at, sequence, settings?.basis, settings?.successions, groupedOn, isPublished]);
  return oncePerQuestion(read, `effective|${key}`, () => findEffective(read, query));
}

async function findEffective(read: Reading, query: FiguresQuery): Promise<EffectiveStatements> {
  const { basis } = await settingsOf(read, query);
  const sequence = query.sequence ?? (query.at === undefined ? undefined : await sequenceAt(read, query.at));
  const verified = await verifiedStatements(read, {
    government: query.government,
    year: query.year,
    ...(sequence === undefined ? {} : { sequence }),
  });
  const statements = query.isPublished === true ? verified.filter((statement) => !isPlanOfOneDay(statement)) : verified;
  const { groupedOn } = query;
  if (groupedOn === undefined) return new EffectiveStatements(statements, basis, query.asOf);
  return new EffectiveStatements(statements, basis, query.asOf, opdOn(await successionsOf(read, query), groupedOn));
}

/** Those of now also for a question about an earlier state of the ledger, so that two states are compared by the same OPD. */
async function successionsOf(read: Reading, { government, settings }: FiguresQuery): Promise<readonly Succession[]> {
  return settings?.successions ?? (await getGovernment(read, government)).successions;
}

/** The codes under which the unit of a question has rows: its own, and those of OPD that are part of it. undefined: every unit. */
export async function codesOf(read: Reading, query: FiguresQuery): Promise<Code[] | undefined> {
  const { unit, groupedOn } = query;
  if (unit === undefined || groupedOn === undefined) return unit === undefined ? undefined : [unit];
  return membersOn(await successionsOf(read, query), groupedOn, unit);
}

interface RollupRow {
  statement: number;
  unit: Code;
  account: Code;
  bidang: Code;
  fund: Code;
  month: number;
  amount: Sen;
}

/** Roll-up rows of statements, as far as the question reaches. */
export async function rollups(read: Reading, statements: readonly number[], query: FiguresQuery): Promise<readonly RollupRow[]> {
  const units = await codesOf(read, query);
  const { account } = query;
  const what = JSON.stringify(['roll-ups', units, account]);
  return rowsOfStatements(read, what, statements, (missing) => loadRollups(read, missing, { units, account }));
}

async function loadRollups(
  read: Reading,
  statements: readonly number[],
  { units, account }: { units: readonly Code[] | undefined; account: Code | undefined },
): Promise<RollupRow[]> {
  const rows: RollupRow[] = [];
  for (let at = 0; at < statements.length; at += 400) {
    let select = read
      .selectFrom('rollup')
      .selectAll()
      .where('statement', 'in', statements.slice(at, at + 400));
    if (units !== undefined)
      select = select.where(({ eb, or }) =>
        or(units.map((unit) => eb('unit', 'like', unit.endsWith('.0000') ? `${unit.slice(0, -4)}%` : unit))),
      );
    if (account !== undefined) select = select.where('account', 'like', `${account}%`);
    for (const row of await select
      .orderBy('statement')
      .orderBy('unit')
      .orderBy('account')
      .orderBy('bidang')
      .orderBy('fund')
      .orderBy('month')
      .execute()) {
      if (account !== undefined && !isWithin(row.account, account)) continue;
      rows.push({
        statement: Number(row.statement),
        unit: row.unit,
        account: row.account,
        bidang: row.bidang,
        fund: row.fund,
        month: Number(row.month),
        amount: row.amount,
      });
    }
  }
  return rows;
}

/** What a summary and the units' own lines can both cover: a measure in an akun, of a budget in one version. */
export function partOf({ measure, version, account }: { measure: string; version: BudgetVersion | null; account: Code }): string {
  return `${measure}|${measure === 'budget' ? version : ''}|${account.slice(0, 1)}`;
}

/** All that counts, as roll-up rows; rows of summaries that the units' own statements cover are in `official`. */
export async function loadFigures(read: Reading, query: FiguresQuery): Promise<Figures & { official: FigureRow[] }> {
  const count = await effectiveStatements(read, query);
  const bySeq = new Map(count.statements.map((statement) => [statement.seq, statement]));
  const budgets = count.of('budget');
  const plans = count.plans();
  const registers = count.of('register');
  // Of snapshots only those that are the latest for some unit are read; a unit that no statement names goes with its OPD.
  const units = new Set(count.of('realization').flatMap(({ covers }) => (covers.size === 0 ? [''] : [...covers])));
  const snapshots = new Set([...units].flatMap((unit) => ['4', '5', '6'].flatMap((akun) => count.snapshot(unit, akun)?.seq ?? [])));
  const wanted = [...[...budgets, ...plans, ...registers].map(({ seq }) => seq), ...snapshots];
  const all: FigureRow[] = [];
  const planMonth = count.asOf === null ? 12 : Number(count.asOf.slice(5, 7));
  for (const row of await rollups(read, wanted, query)) {
    const statement = bySeq.get(row.statement);
    assert.ok(statement !== undefined, 'a roll-up row is of a statement that was asked for');
    const measure = countsAs(count, statement, row, query.year, planMonth);
    if (measure === undefined) continue;
    const version = measure === 'realization' ? null : statement.version;
    all.push({ ...row, measure, version, statement: statement.id });
  }
  // Where units themselves report, a summary is the official total and no figure.
  const own = new Set(all.filter(({ unit }) => unit !== '').map(partOf));
  const counts = (row: FigureRow) => row.unit !== '' || !own.has(partOf(row));
  return { effective: count, rows: all.filter(counts), official: all.filter((row) => !counts(row)) };
}

/** What a roll-up row of a statement counts as; undefined where another statement covers its unit. */
function countsAs(
  count: EffectiveStatements,
  statement: Verified,
  row: RollupRow,
  year: FiscalYear,
  planMonth: number,
): FigureRow['measure'] | undefined {
  const { kind } = statement;
  if (kind === 'progress' || (kind === 'cash-plan' && row.month > planMonth)) return undefined;
  const date = kind === 'register' ? rolledDay(year, row) : undefined;
  if (!count.counts(statement, row.unit, row.account.slice(0, 1), date)) return undefined;
  return kind === 'budget' ? 'budget' : kind === 'cash-plan' ? 'plan' : 'realization';
}

/** Adds a plan row of `loadFigures` up to the day that its unit has reported. */
export function addPlanRow(plan: PlanToDay, { amount, month, unit, account }: FigureRow, effective: EffectiveStatements): void {
  const year = effective.statements[0]?.year ?? 0;
  const ownDay = effective.ownDay(unit, account.slice(0, 1));
  plan.add(amount, { year, month }, ownDay, effective.asOf ?? isoDate(year, 12, 31));
}

const emptyAmounts = (): Amounts => ({ budget: null, realization: null, plan: null });

function addUp(figures: Figures, key: (row: FigureRow, effective: EffectiveStatements) => string | undefined): Map<string, Amounts> {
  const { effective } = figures;
  const sums = new Map<string, Amounts>();
  const plans = new Map<string, PlanToDay>();
  for (const row of figures.rows) {
    if (row.measure === 'budget' && row.version !== effective.version) continue;
    const at = key(row, effective);
    if (at === undefined) continue;
    let sum = sums.get(at);
    if (!sum) {
      sum = emptyAmounts();
      sums.set(at, sum);
    }
    if (row.measure === 'plan') {
      const plan = plans.get(at) ?? new PlanToDay();
      plans.set(at, plan);
      addPlanRow(plan, row, effective);
    } else sum[row.measure] = (sum[row.measure] ?? 0n) + row.amount;
  }
  for (const [at, plan] of plans) (sums.get(at) ?? emptyAmounts()).plan = plan.shown;
  return new Map([...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** By OPD ('' for a summary), spending unless `account` says otherwise. */
export async function figuresByUnit(read: Reading, query: FiguresQuery): Promise<Map<Code, Amounts>> {
  return addUp(await loadFigures(read, { account: '5', ...query }), ({ unit }, { opdOf }) => opdOf(unit));
}

/** By account at a number of parts (1 akun, 2 kelompok, 3 jenis); akun 6 is net financing, 6.1 less 6.2. */
export async function figuresByAccount(read: Reading, query: FiguresQuery, parts: 1 | 2 | 3 = 3): Promise<Map<Code, Amounts>> {
  const figures = await loadFigures(read, query);
  const rows = figures.rows.map((row) => ({ ...row, amount: netInto(ancestor(row.account, parts), row.account, row.amount) }));
  return addUp({ ...figures, rows }, ({ account }) => ancestor(account, parts));
}

/** Years of which something is verified. */
export async function years(read: Reading, government: string): Promise<FiscalYear[]> {
  const rows = await verified(read, { government }).clearSelect().clearOrderBy().select('year').distinct().orderBy('year').execute();
  return rows.map(({ year }) => fiscalYear(Number(year)));
}
