import {
  ancestor,
  type Basis,
  type BudgetVersion,
  type Code,
  type FiscalYear,
  type IsoDate,
  isTreasury,
  type Month,
  monthEnd,
  monthOf,
  opdOf,
  type Sen,
  toDecimal,
} from '@sipkadin/budget';
import { type Amounts, figuresByMonth, loadFigures, type MonthAmounts, type Reading } from '@sipkadin/ledger';

export interface MonthPosition {
  month: Month;
  realization: Sen | null;
  plan: Sen | null;
}

export interface UnitPosition {
  /** OPD. */
  code: Code;
  /** Without treasury items, which would distort a ranking. Realization is the last that was reported. */
  figures: Amounts;
  months: MonthPosition[];
  /** Whether the month that is looked at was reported. */
  reported: boolean;
  lastMonth: Month | null;
}

/** Where a government's spending stands at the end of a month, from what counts among verified statements. */
export interface Standing {
  month: Month;
  /** The latest day that a counted report speaks of. */
  asOf: IsoDate | null;
  version: BudgetVersion | null;
  basis: Basis | null;
  /** The government's basis, and those of verified reports that are not counted because of it. */
  uncounted: { used: Basis; there: Basis[] } | null;
  simulated: boolean;
  /** All spending, treasury items included. */
  total: Amounts;
  /** The same a month earlier; null in January or where nothing was reported. */
  before: Amounts | null;
  /** The treasury items (PPKD) alone. */
  treasury: Amounts;
  units: UnitPosition[];
  /** Of all units together: each with the last it had reported by then; null where none reported that month. */
  months: MonthPosition[];
  accounts: Map<Code, Amounts & { treasury: boolean }>;
  /** Statements that figures rest on. */
  sources: Set<string>;
}

interface PositionQuery {
  government: string;
  year: FiscalYear;
  /** The latest reported one where it is left out. */
  month?: Month | undefined;
  /** Only this OPD. */
  unit?: Code | undefined;
}

type Counting = Awaited<ReturnType<typeof loadFigures>>['counting'];

const treasuryAccounts = ['5.1.03', '5.1.04', '5.1.05', '5.3', '5.4'] as const;
const allMonths: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Spending (akun 5) of a year, by OPD and month. Amounts are null where nothing was reported, which is not zero. */
export async function positionOf(read: Reading, { government, year, month, unit }: PositionQuery): Promise<Standing> {
  const scope = { government, year, account: '5', ...(unit === undefined ? {} : { unit }) };
  const whole = await loadFigures(read, scope);
  const until = month ?? (whole.counting.asOf === null ? 12 : monthOf(whole.counting.asOf));
  const asOf = monthEnd(year, until);
  const { rows, counting } = await loadFigures(read, { ...scope, asOf });

  const total = nothing();
  const treasury = nothing();
  const byUnit = new Map<Code, Amounts>();
  const accounts = new Map<Code, Amounts & { treasury: boolean }>();
  const sources = new Set<string>();
  for (const { measure, version, unit, account, amount, statement } of rows) {
    if (measure === 'budget' && version !== counting.version) continue;
    const jenis = ancestor(account, 3);
    const apart = isTreasury(account);
    const opd = opdOf(unit);
    const ofUnit = byUnit.get(opd) ?? nothing();
    const ofAccount = accounts.get(jenis) ?? { ...nothing(), treasury: apart };
    byUnit.set(opd, ofUnit);
    accounts.set(jenis, ofAccount);
    for (const sum of [total, ofAccount, apart ? treasury : ofUnit]) sum[measure] = (sum[measure] ?? 0n) + amount;
    sources.add(statement);
  }

  const monthly = await figuresByMonth(read, { ...scope, asOf });
  const own = await withoutTreasury(read, { ...scope, asOf }, monthly);
  const units = [...byUnit]
    .filter(([code, { budget, realization }]) => code !== '' && (budget !== null || realization !== null))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, figures]) => unitPosition(code, figures, own.get(code) ?? new Map(), until));
  const months = together(monthly, until);
  const last = months[until - 2];
  const dated = counting.statements.filter(({ id, asOf }) => sources.has(id) && asOf !== null).map(({ asOf }) => asOf ?? '');
  return {
    month: until,
    asOf: dated.toSorted().at(-1) ?? null,
    version: counting.version,
    basis: dated.length === 0 ? null : counting.basis,
    uncounted: uncounted(counting),
    simulated: counting.statements.some(({ id, simulated }) => simulated && sources.has(id)),
    total,
    before:
      last === undefined || last.realization === null ? null : { budget: total.budget, realization: last.realization, plan: last.plan },
    treasury,
    units,
    months,
    accounts: new Map([...accounts].sort(([a], [b]) => (a < b ? -1 : 1))),
    sources,
  };
}

/** Only where no report at all is on the basis: one that is there beside others needs no word. */
function uncounted({ statements, basis: used }: Counting): Standing['uncounted'] {
  const bases = new Set(statements.filter(({ kind }) => kind === 'realization' || kind === 'register').flatMap(({ basis }) => basis ?? []));
  return bases.size === 0 || bases.has(used) ? null : { used, there: [...bases].sort() };
}

function unitPosition(code: Code, figures: Amounts, cells: ReadonlyMap<Month, MonthAmounts>, until: Month): UnitPosition {
  const months = allMonths.map((month) => ({
    month,
    realization: month > until ? null : (cells.get(month)?.realization ?? null),
    plan: cells.get(month)?.plan ?? null,
  }));
  const lastMonth = months.findLast(({ realization }) => realization !== null)?.month ?? null;
  return { code, figures, months, reported: lastMonth === until, lastMonth };
}

type Scope = Parameters<typeof figuresByMonth>[1];

/** Months of each OPD less its treasury items. What an OPD reported stays reported where it has none. */
async function withoutTreasury(
  read: Reading,
  scope: Scope,
  monthly: readonly MonthAmounts[],
): Promise<Map<Code, Map<Month, MonthAmounts>>> {
  const own = new Map<Code, Map<Month, MonthAmounts>>();
  for (const cell of monthly) {
    const months = own.get(cell.unit) ?? new Map<Month, MonthAmounts>();
    own.set(cell.unit, months.set(cell.month, { ...cell }));
  }
  for (const account of treasuryAccounts) {
    for (const { unit, month, realization, plan } of await figuresByMonth(read, { ...scope, account })) {
      const cell = own.get(unit)?.get(month);
      if (cell === undefined) continue;
      if (cell.realization !== null) cell.realization -= realization ?? 0n;
      if (cell.plan !== null) cell.plan -= plan ?? 0n;
    }
  }
  return own;
}

/** Sums over units; a unit that has not reported a month counts with its last position, the month stands if any reported. */
function together(monthly: readonly MonthAmounts[], until: Month): MonthPosition[] {
  const last = new Map<Code, Sen>();
  return allMonths.map((month) => {
    const cells = monthly.filter((cell) => cell.month === month);
    for (const { unit, realization } of cells) if (realization !== null) last.set(unit, realization);
    const reported = month <= until && cells.some(({ realization }) => realization !== null);
    const plans = cells.flatMap(({ plan }) => plan ?? []);
    return {
      month,
      realization: reported ? [...last.values()].reduce((sum, amount) => sum + amount, 0n) : null,
      plan: plans.length === 0 ? null : plans.reduce((sum, amount) => sum + amount, 0n),
    };
  });
}

function nothing(): Amounts {
  return { budget: null, realization: null, plan: null };
}

/** As the screens are given it: exact rupiah text, null kept. */
export function shownFigures({ budget, realization, plan }: Amounts) {
  return { budget: text(budget), realization: text(realization), plan: text(plan) };
}

export function shownMonths(months: readonly MonthPosition[]) {
  return months.map(({ month, realization, plan }) => ({ month, realization: text(realization), plan: text(plan) }));
}

function text(amount: Sen | null): string | null {
  return amount === null ? null : toDecimal(amount);
}
