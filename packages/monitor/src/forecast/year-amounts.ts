import {
  type Code,
  type FiscalYear,
  type IsoDate,
  isTreasury,
  type Month,
  monthEnd,
  netInto,
  planToDay,
  reportDue,
  type Sen,
} from '@sipkadin/budget';
import { figuresByMonth, loadFigures, type Reading, type VersionDay, versionDays } from '@sipkadin/ledger';
import { monthsAt, type Position, type YearSeries } from './series.ts';

/** Keys of the series that are of no single OPD. */
export const treasuryKey = 'treasury';
const revenueKey = 'revenue';

/** A government's year as series of positions. */
export interface YearAmounts {
  year: FiscalYear;
  /** Spending of each OPD without treasury items; '' where only a summary of the government was reported. */
  units: YearSeries[];
  /** Treasury items (PPKD) of all OPD; null: none. */
  treasury: YearSeries | null;
  revenue: YearSeries | null;
  /** Net financing (6.1 less 6.2) of the last budget and as reported; null: not known. */
  financing: { budget: Sen | null; realized: Sen | null };
  simulated: boolean;
}

type Cells = Awaited<ReturnType<typeof figuresByMonth>>;
type Part = 'own' | 'treasury';
interface Row {
  unit: Code;
  account: Code;
  part: Part;
}

const months: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/**
 * From when a revised budget (perubahan) is taken to have been in force where all versions were brought in after the year: it is
 * usually adopted about the end of September.
 */
const revisedFrom: Month = 10;

interface YearQuery {
  government: string;
  year: FiscalYear;
  /** Only reports up to it count. */
  day?: IsoDate;
  reportDay: number;
  /** The day on which OPD belong together as they are taken here; absent: `day`, else the year's end. */
  groupedOn?: IsoDate | undefined;
}

/**
 * Positions of a year, each with the budget and plan that were known when its report was due, so that a back-test does not look ahead.
 */
export async function yearAmounts(read: Reading, { government, year, day, reportDay, groupedOn }: YearQuery): Promise<YearAmounts> {
  const grouping = { groupedOn: groupedOn ?? day ?? monthEnd(year, 12) };
  const scope = { government, year, ...grouping, ...(day === undefined ? {} : { asOf: day }) };
  const versions = await versionDays(read, { government, year });
  const cells = await figuresByMonth(read, scope);
  const figures = await loadFigures(read, scope);
  const plans: Cells[] = [];
  for (const [index] of versions.entries()) {
    const next = versions[index + 1];
    plans.push(next === undefined ? cells : await figuresByMonth(read, { government, year, ...grouping, sequence: next.sequence - 1 }));
  }
  const budgets = budgetsOf(figures);
  const known = new Known({ year, versions, budgets, plans: plans.length === 0 ? [cells] : plans, reportDay, day });
  const spending = cells.filter(({ account }) => account === '5');
  const unitsOf = (rows: Cells) => [...new Set(rows.map(({ unit }) => unit))].sort();
  const withBudget = [...budgets.keys()].flatMap((key) => (key.includes('|5|own|') ? [key.slice(0, key.indexOf('|'))] : []));
  const codes = [...new Set([...unitsOf(spending), ...withBudget])].sort();
  const financing = cells.filter(({ account, realization }) => account === '6' && realization !== null);
  return {
    year,
    units: codes.flatMap((unit) => known.series(unit, [{ unit, account: '5', part: 'own' }], cells) ?? []),
    treasury: known.series(
      treasuryKey,
      codes.map((unit) => ({ unit, account: '5', part: 'treasury' })),
      cells,
    ),
    revenue: known.series(
      revenueKey,
      unitsOf(cells).map((unit) => ({ unit, account: '4', part: 'own' })),
      cells,
    ),
    financing: {
      budget: known.total('6'),
      realized: lastOfEach(financing),
    },
    simulated: figures.effective.statements.some(({ simulated }) => simulated),
  };
}

/** Sen by "unit|akun|part|version". Revenue and financing are never treasury items here: only spending is split. */
function budgetsOf({ rows, effective }: Pick<Awaited<ReturnType<typeof loadFigures>>, 'rows' | 'effective'>): Map<string, Sen> {
  const budgets = new Map<string, Sen>();
  for (const { measure, unit, account, version, amount } of rows) {
    if (measure !== 'budget') continue;
    const akun = account.slice(0, 1);
    const part: Part = akun === '5' && isTreasury(account) ? 'treasury' : 'own';
    const key = `${effective.opdOf(unit)}|${akun}|${part}|${version}`;
    budgets.set(key, (budgets.get(key) ?? 0n) + netInto(akun, account, amount));
  }
  return budgets;
}

function lastOfEach(cells: Cells): Sen | null {
  const last = new Map<Code, Sen>();
  for (const { unit, realization } of cells.toSorted((a, b) => a.month - b.month)) if (realization !== null) last.set(unit, realization);
  return last.size === 0 ? null : [...last.values()].reduce((sum, amount) => sum + amount, 0n);
}

interface KnownOf {
  year: FiscalYear;
  versions: readonly VersionDay[];
  budgets: ReadonlyMap<string, Sen>;
  plans: readonly Cells[];
  reportDay: number;
  day: IsoDate | undefined;
}

/** What was known of a year's budgets and plans when the report of a month was due. */
class Known {
  readonly #year: FiscalYear;
  readonly #versions: readonly VersionDay[];
  readonly #budgets: ReadonlyMap<string, Sen>;
  /** By version: the planned amount of each "unit|akun|month". */
  readonly #plans: readonly ReadonlyMap<string, Cells[number]>[];
  readonly #reportDay: number;
  /** The day of a forecast: the last position has the budget of that day. undefined: the year is over. */
  readonly #day: IsoDate | undefined;

  constructor({ year, versions, budgets, plans, reportDay, day }: KnownOf) {
    this.#year = year;
    this.#versions = versions;
    this.#budgets = budgets;
    this.#plans = plans.map((cells) => new Map(cells.map((cell) => [`${cell.unit}|${cell.account}|${cell.month}`, cell])));
    this.#reportDay = reportDay;
    this.#day = day;
  }

  /** The index of the version in force when a month's report was due; 0 for the beginning of the year. */
  #versionAt(month: Month | 0): number {
    const last = this.#versions.length - 1;
    if (month === 0 || last < 1) return 0;
    const broughtInLater = this.#versions.every(({ day }) => day > monthEnd(this.#year, 12));
    if (broughtInLater) return month < revisedFrom ? 0 : last;
    return this.#versionOn(reportDue(this.#year, month, this.#reportDay));
  }

  #versionOn(day: IsoDate): number {
    return Math.max(
      0,
      this.#versions.findLastIndex((version) => version.day <= day),
    );
  }

  /** The last version's budget of an akun over all units. */
  total(akun: Code): Sen | null {
    const version = this.#versions.at(-1)?.version;
    const parts = [...this.#budgets].filter(([key]) => key.endsWith(`|${version}`) && key.split('|')[1] === akun);
    return parts.length === 0 ? null : parts.reduce((sum, [, amount]) => sum + amount, 0n);
  }

  #budget(rows: readonly Row[], index: number): Sen | null {
    const version = this.#versions[index]?.version;
    return addKnown(rows.map(({ unit, account, part }) => this.#budgets.get(`${unit}|${account}|${part}|${version}`) ?? null));
  }

  #plan(rows: readonly Row[], index: number, month: Month | 0): Sen | null {
    const cells = this.#plans[Math.min(index, this.#plans.length - 1)];
    return addKnown(
      rows.map(({ unit, account, part }) => {
        const whole = cells?.get(`${unit}|${account}|12`);
        if (whole === undefined || whole.plan === null) return null;
        const cell = month === 0 ? undefined : cells?.get(`${unit}|${account}|${month}`);
        return amountOf(cell, 'plan', part, account) ?? 0n;
      }),
    );
  }

  /** One series of all the rows together; null where they have neither a budget nor a report. */
  series(key: string, rows: readonly Row[], cells: Cells): YearSeries | null {
    const start = this.#at(rows, 0, 0, 0n);
    const positions: Position[] = [start];
    const last = new Map<Code, Sen>();
    let final: Sen | null = null;
    for (const month of months) {
      let asOf: IsoDate | null = null;
      for (const { unit, account, part } of rows) {
        const cell = cells.find((one) => one.unit === unit && one.account === account && one.month === month);
        const amount = amountOf(cell, 'realization', part, account);
        if (cell === undefined || cell.asOf === null || amount === null) continue;
        last.set(unit, amount);
        if (asOf === null || cell.asOf > asOf) asOf = cell.asOf;
      }
      if (asOf === null) continue;
      const realized = [...last.values()].reduce((sum, amount) => sum + amount, 0n);
      positions.push(this.#at(rows, month, monthsAt(asOf), realized, asOf));
      if (asOf === monthEnd(this.#year, 12)) final = realized;
    }
    const newest = positions.at(-1);
    if (this.#day !== undefined && newest !== undefined) positions[positions.length - 1] = this.#now(rows, newest, this.#day);
    const isKnown = last.size > 0 || start.budget !== null || this.#budget(rows, this.#versions.length - 1) !== null;
    return isKnown ? { key, year: this.#year, positions, final } : null;
  }

  /** A position with the budget and plan of a later day. */
  #now(rows: readonly Row[], position: Position, day: IsoDate): Position {
    const index = this.#versionOn(day);
    const month = Math.ceil(position.months - 1e-9);
    const [before, end] = [this.#plan(rows, index, Math.max(0, month - 1)), this.#plan(rows, index, month)];
    const within = BigInt(Math.round((position.months - month + 1) * 1_000_000));
    const planned = before === null || end === null || month === 0 ? end : before + ((end - before) * within) / 1_000_000n;
    return { ...position, budget: this.#budget(rows, index), planned, plannedYear: this.#plan(rows, index, 12) };
  }

  #at(rows: readonly Row[], month: Month | 0, covered: number, realized: Sen, asOf?: IsoDate): Position {
    const index = this.#versionAt(month);
    const [before, end] = [this.#plan(rows, index, month === 0 ? 0 : month - 1), this.#plan(rows, index, month)];
    const planned =
      before === null || end === null || asOf === undefined || month === 0
        ? end
        : planToDay(before, end, { year: this.#year, month }, asOf);
    return { months: covered, realized, budget: this.#budget(rows, index), planned, plannedYear: this.#plan(rows, index, 12) };
  }
}

function amountOf(cell: Cells[number] | undefined, measure: 'realization' | 'plan', part: Part, account: Code): Sen | null {
  if (cell === undefined) return null;
  const treasury = cell.treasury[measure];
  if (part === 'treasury') return treasury;
  const whole = cell[measure];
  return whole === null || account !== '5' ? whole : whole - (treasury ?? 0n);
}

/** null where no amount is known. */
function addKnown(amounts: readonly (Sen | null)[]): Sen | null {
  return amounts.reduce((sum, amount) => (amount === null ? sum : (sum ?? 0n) + amount), null);
}
