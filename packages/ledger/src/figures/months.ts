import { type Code, type IsoDate, isTreasury, type Month, monthOf, netInto, PlanToDay, type Sen, yearOf } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { rolledDay } from '../statements/rollup.ts';
import { type EffectiveStatements, isPlanOfOneDay } from './effective.ts';
import { effectiveStatements, type FiguresQuery, rollups } from './figures.ts';
import type { Verified } from './verified-statements.ts';

/** Cumulative amounts of a month. */
export interface MonthSums {
  /** Sen; null: nothing reported for that month. */
  realization: Sen | null;
  /** Planned up to the month's end, sen; null: no cash plan. */
  plan: Sen | null;
  /** Planned up to the day that realization is known, by the units that reported that month, sen; null: no plan or no report. */
  planToDay: Sen | null;
}

export interface MonthAmounts extends MonthSums {
  /** OPD, '' for a summary. */
  unit: Code;
  /** Akun: "4", "5" or "6". */
  account: Code;
  month: Month;
  /** The last day that realization covers: the month's end, or a day within it. null: nothing reported. */
  asOf: IsoDate | null;
  /** The treasury items (PPKD) among these amounts. */
  treasury: MonthSums;
  /** The statement that the realization rests on, the latest where there are several. */
  statement: string | null;
}

/** Amounts of one OPD, akun and month while they are added up. */
interface Cell extends MonthAmounts {
  planned: { all: PlanToDay; treasury: PlanToDay };
}

/** Roll-up rows of one statement, unit, akun and month together: what counts is decided for all of them alike. */
interface Part {
  statement: number;
  unit: Code;
  akun: string;
  /** Akun 6 is net financing, 6.1 less 6.2. */
  amount: Sen;
  isTreasury: boolean;
  /** As the roll-up has it: of a register a day. */
  month: number;
}

/** Cumulative position of each OPD and akun at the end of every month of the year, or on the day within it that was reported. */
export async function figuresByMonth(read: Reading, query: FiguresQuery): Promise<MonthAmounts[]> {
  const count = await effectiveStatements(read, query);
  const bySeq = new Map(count.statements.map((statement) => [statement.seq, statement]));
  const rows = await rollups(
    read,
    [...count.of('realization'), ...count.of('register'), ...count.plans()].map(({ seq }) => seq),
    query,
  );
  const cells = new Cells();
  const parts = partsOf(rows);
  const ofUnits = unitsOwn(parts, bySeq, count, query.year);
  for (const row of parts) {
    const statement = bySeq.get(row.statement);
    // A summary is the figure only where no unit reports that akun.
    if (statement === undefined || (row.unit === '' && ofUnits.has(measureOf(statement, row.akun)))) continue;
    if (statement.kind === 'cash-plan') addPlan(cells, row, statement, count, query.year);
    else if (statement.kind === 'realization') addSnapshot(cells, row, statement, count);
    else if (statement.kind === 'register') addPayments(cells, row, statement, count, query.year);
  }
  return cells.sorted();
}

function partsOf(rows: Awaited<ReturnType<typeof rollups>>): Part[] {
  const parts = new Map<string, Part>();
  for (const { statement, unit, account, month, amount } of rows) {
    const [akun, isOfTreasury] = [account.slice(0, 1), isTreasury(account)];
    const key = `${statement}|${unit}|${akun}|${isOfTreasury}|${month}`;
    const net = netInto(akun, account, amount);
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { statement, unit, akun, amount: net, isTreasury: isOfTreasury, month });
    else known.amount += net;
  }
  return [...parts.values()];
}

class Cells {
  readonly #cells = new Map<string, Cell>();

  of(unit: Code, account: Code, month: Month): Cell {
    const key = `${unit}|${account}|${String(month).padStart(2, '0')}`;
    let cell = this.#cells.get(key);
    if (!cell) {
      const planned = { all: new PlanToDay(), treasury: new PlanToDay() };
      cell = { unit, account, month, ...nothing(), asOf: null, treasury: nothing(), statement: null, planned };
      this.#cells.set(key, cell);
    }
    return cell;
  }

  sorted(): MonthAmounts[] {
    return [...this.#cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { planned, treasury, ...cell }]) => ({
        ...cell,
        planToDay: cell.realization === null ? null : planned.all.compared,
        treasury: { ...treasury, planToDay: cell.realization === null ? null : planned.treasury.compared },
      }));
  }
}

const nothing = (): MonthSums => ({ realization: null, plan: null, planToDay: null });

/** An amount into a cell, and among its treasury items where it is one. */
function add(cell: Cell, measure: 'realization' | 'plan', part: Part): void {
  cell[measure] = (cell[measure] ?? 0n) + part.amount;
  if (part.isTreasury) cell.treasury[measure] = (cell.treasury[measure] ?? 0n) + part.amount;
}

function addPlan(cells: Cells, part: Part, statement: Verified, count: EffectiveStatements, year: number): void {
  const { unit, akun, month: planned, amount } = part;
  if (isPlanOfOneDay(statement)) return addPlanOfOneDay(cells, part, statement, count);
  if (count.plan(unit, akun) !== statement) return;
  for (let month = 1; month <= 12; month++) {
    const cell = cells.of(count.opdOf(unit), akun, month);
    if (month >= planned) add(cell, 'plan', part);
    if (!count.reportedIn(unit, akun, month)) continue;
    const day = count.ownDay(unit, akun, month);
    for (const plan of part.isTreasury ? [cell.planned.all, cell.planned.treasury] : [cell.planned.all])
      if (day !== undefined) plan.add(amount, { year, month: planned }, day, day);
  }
}

/** In the month of its day alone, and compared with what was reported for that very day. */
function addPlanOfOneDay(cells: Cells, part: Part, { id, asOf }: Verified & { asOf: IsoDate }, count: EffectiveStatements): void {
  const { unit, akun, amount } = part;
  if (count.planOfDay(unit, akun, asOf)?.id !== id) return;
  const month = monthOf(asOf);
  const cell = cells.of(count.opdOf(unit), akun, month);
  add(cell, 'plan', part);
  if (!count.reportedIn(unit, akun, month) || count.ownDay(unit, akun, month) !== asOf) return;
  // Month 0 is over on every day of the year: all of the amount is due.
  for (const plan of part.isTreasury ? [cell.planned.all, cell.planned.treasury] : [cell.planned.all])
    plan.add(amount, { year: yearOf(asOf), month: 0 }, asOf, asOf);
}

function addSnapshot(cells: Cells, part: Part, statement: Verified, count: EffectiveStatements): void {
  const { unit, akun } = part;
  if (statement.asOf === null) return;
  for (let month = monthOf(statement.asOf); month <= 12; month++)
    if (count.monthSnapshot(unit, akun, month) === statement)
      report(cells.of(count.opdOf(unit), akun, month), part, statement, statement.asOf);
}

/** Payments are added to every month that a register reaches, from their own; a unit with any snapshot is not counted from its register. */
function addPayments(cells: Cells, part: Part, statement: Verified, count: EffectiveStatements, year: number): void {
  const { unit, akun } = part;
  const date = rolledDay(year, part);
  if (count.asOf === null || date > count.asOf || count.snapshot(unit, akun) !== undefined) return;
  if (count.register(unit, akun, date) !== statement) return;
  for (let month = Number(date.slice(5, 7)); month <= Number(count.asOf.slice(5, 7)); month++) {
    if (!count.reportedIn(unit, akun, month)) continue;
    report(cells.of(count.opdOf(unit), akun, month), part, statement, count.ownDay(unit, akun, month) ?? date);
  }
}

function report(cell: Cell, part: Part, { id }: Verified, day: IsoDate): void {
  add(cell, 'realization', part);
  if (cell.asOf === null || day > cell.asOf) cell.asOf = day;
  if (cell.statement === null || id > cell.statement) cell.statement = id;
}

const measureOf = ({ kind }: Verified, akun: string) => `${kind === 'cash-plan' ? 'plan' : 'realization'}${akun}`;

/** What units report themselves; what lies after the as-of date is not reported yet. */
function unitsOwn(parts: readonly Part[], bySeq: ReadonlyMap<number, Verified>, count: EffectiveStatements, year: number): Set<string> {
  const own = new Set<string>();
  for (const part of parts) {
    const statement = bySeq.get(part.statement);
    if (statement === undefined || part.unit === '') continue;
    const from = statement.kind === 'register' ? rolledDay(year, part) : (statement.asOf ?? '');
    if (statement.kind === 'cash-plan' || (count.asOf !== null && from <= count.asOf)) own.add(measureOf(statement, part.akun));
  }
  return own;
}
