import {
  ancestor,
  type Bands,
  type Basis,
  type BudgetVersion,
  bandAt,
  type Code,
  type Comparable,
  comparableOf,
  type FiscalYear,
  gapToPlan,
  type IsoDate,
  type IsoInstant,
  isTreasury,
  judge,
  level,
  type Month,
  monthEnd,
  monthOf,
  PlanToDay,
  type ReportingStatus,
  reportDue,
  reportingStatus,
  type Sen,
  type Status,
} from '@sipkadin/budget';
import {
  type Amounts,
  addPlanRow,
  bandsOf,
  figuresByMonth,
  type GovernmentSettings,
  getGovernment,
  loadFigures,
  type MonthSums,
  type Reading,
} from '@sipkadin/ledger';

/** Cumulative amounts of a month; see MonthSums. */
export interface StandingMonth extends MonthSums {
  month: Month;
  /** The last day that realization covers; null: not reported. */
  asOf: IsoDate | null;
  /** Of realization what has a plan, and is held against `planToDay`; sen. */
  compared: Sen | null;
}

export interface UnitStanding {
  /** OPD. */
  code: Code;
  /** Without treasury items, which would distort a ranking. Realization is the last that was reported, the plan that of the same day. */
  figures: Amounts;
  months: StandingMonth[];
  /** The last day that a report of this OPD covers, up to the month that is looked at; null: none. */
  asOf: IsoDate | null;
  /** The last day of each of its units that reported, where they differ; empty where they do not. */
  unitDays: { unit: Code; asOf: IsoDate }[];
  /** The only day for which its cash plan is known, which is that of its report; null: a plan by month, or none. */
  planDay: IsoDate | null;
  /** Whether it reported in time; says nothing about spending. */
  reporting: ReportingStatus;
  /** Tenths of a point; null where it cannot be compared. */
  gap: bigint | null;
  status: Status;
}

/** A government's spending at the end of a month, from the verified statements that count. */
export interface Standing {
  /** The month asked for, but at most the last one with a report. */
  month: Month;
  /** A later month that too few OPD have reported to judge it, while none was asked for; null: none. */
  begun: { month: Month; reported: number; of: number } | null;
  /** The latest day of the year that a counted report covers, in whatever month; null: none. */
  latest: IsoDate | null;
  /** A report of the year was due before the day on which this is asked. */
  isAnyDue: boolean;
  /** The report of 31 December was due before the day on which this is asked. */
  isDecemberDue: boolean;
  /** The latest day that a counted report covers. */
  asOf: IsoDate | null;
  version: BudgetVersion | null;
  basis: Basis | null;
  /** The government's basis, and those of verified reports that are not counted because of it. */
  uncounted: { used: Basis; there: Basis[] } | null;
  simulated: boolean;
  /** The rule by which this is judged. */
  bands: Bands;
  /** All spending, treasury items included; the plan is that of the day that each OPD reported. */
  total: Amounts;
  /** The part of the total that has a cash plan: what it is held against the plan by. */
  comparable: Comparable;
  /** Tenths of a point of the total, of what is comparable; null where it cannot be compared. */
  gap: bigint | null;
  /** The gap at the end of the month before that of `asOf`; null in January or where nothing was reported. */
  gapBefore: bigint | null;
  /** The treasury items (PPKD) alone. */
  treasury: Amounts;
  units: UnitStanding[];
  /** Of all units together: each with the last it had reported by then; null where none reported that month. */
  months: StandingMonth[];
  accounts: Map<Code, Amounts & { treasury: boolean }>;
  /** Statements that figures rest on. */
  sources: Set<string>;
}

interface StandingQuery {
  government: string;
  year: FiscalYear;
  /** The day on which this is asked: whether a report is late depends on it. */
  today: IsoDate;
  /** Where it is left out, the last one that enough OPD have reported (`GovernmentRow.completeShare`), else the latest reported one. */
  month?: Month | undefined;
  /** Only this OPD. */
  unit?: Code | undefined;
  /** What the ledger knew at this instant; judged by the rule of now. */
  at?: IsoInstant | undefined;
  /** Instead of the government's present ones: those of an edition, or those that are tried before they are saved. */
  settings?: GovernmentSettings | undefined;
  /** The day on which OPD belong together as they are taken here, of an earlier year for one; absent: the end of the month. */
  groupedOn?: IsoDate | undefined;
  /** The ledger at this step instead of now. */
  sequence?: number | undefined;
  /** As editions have it; see `FiguresQuery`. */
  isPublished?: boolean | undefined;
}

type Figures = Awaited<ReturnType<typeof loadFigures>>;
type EffectiveStatements = Figures['effective'];
type Monthly = Awaited<ReturnType<typeof figuresByMonth>>;

const allMonths: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Spending (akun 5) of a year, by OPD and month. Amounts are null where nothing was reported, which is not zero. */
export async function standingOf(read: Reading, query: StandingQuery): Promise<Standing> {
  const { government, year, today, month, unit, at, sequence } = query;
  const settings = { ...(await getGovernment(read, government)), ...query.settings };
  const scope = {
    ...{ government, year, account: '5' },
    // Without settings of its own, the basis is that of the moment which is asked about.
    ...(query.settings === undefined ? {} : { settings }),
    ...(unit === undefined ? {} : { unit }),
    ...(at === undefined ? {} : { at }),
    ...(sequence === undefined ? {} : { sequence }),
    ...(query.isPublished === undefined ? {} : { isPublished: query.isPublished }),
  };
  const yearEnd = monthEnd(year, 12);
  const whole = await loadFigures(read, { ...scope, groupedOn: query.groupedOn ?? (today < yearEnd ? today : yearEnd) });
  const latest = whole.effective.asOf;
  const lastMonth = latest === null ? 12 : monthOf(latest);
  const complete = month === undefined && unit === undefined ? lastComplete(whole, lastMonth, settings.completeShare) : undefined;
  const until = complete?.month ?? (month === undefined || month > lastMonth ? lastMonth : month);
  const asOf = monthEnd(year, until);
  const position = { ...scope, asOf, groupedOn: query.groupedOn ?? asOf };
  const figures = await loadFigures(read, position);
  const { effective } = figures;
  const bands = bandsOf(settings);
  const sums = addUp(figures);
  const monthly = Map.groupBy(await figuresByMonth(read, position), ({ unit: opd }) => opd);
  const reported = reportingUnits(figures);
  const units = [...sums.units]
    .filter(([code, { budget, realization }]) => code !== '' && (budget !== null || realization !== null))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, own]): UnitStanding => {
      const days = lastDays(effective, reported.get(code) ?? new Set());
      const ownDay = days.at(-1)?.asOf ?? null;
      return {
        ...{ code, figures: own, months: ownMonths(monthly.get(code) ?? []), asOf: ownDay },
        unitDays: days.some(({ asOf: day }) => day !== ownDay) ? days : [],
        planDay: own.plan !== null && effective.isPlannedForItsDay(code, '5') ? ownDay : null,
        reporting: reportingStatus(ownDay, { year, until: asOf, on: today, reportDay: bands.reportDay }),
        gap: gapToPlan(own),
        // While no budget of the year is known, nothing can be above it.
        status: effective.version === null && own.realization !== null ? 'no-plan' : judge(own, bandAt(bands, ownDay ?? asOf)),
      };
    });
  const comparable = comparableOf(sums.total, sums.parts);
  const months = together([...monthly.values()].flat(), until).map((one) =>
    comparable.tooLittle ? { ...one, plan: null, planToDay: null } : one,
  );
  const dated = effective.statements.flatMap(({ id, asOf }) => (sums.sources.has(id) && asOf !== null ? [asOf] : []));
  const counted = dated.toSorted().at(-1) ?? null;
  const before = counted === null ? undefined : months[monthOf(counted) - 2];
  return {
    ...{ month: until, begun: complete?.begun ?? null, version: effective.version, bands, units, months, sources: sums.sources },
    ...{ latest, isAnyDue: today > reportDue(year, 1, bands.reportDay), isDecemberDue: today > reportDue(year, 12, bands.reportDay) },
    asOf: counted,
    basis: dated.length === 0 ? null : effective.basis,
    uncounted: uncounted(effective),
    simulated: effective.statements.some(({ id, simulated }) => simulated && sums.sources.has(id)),
    ...{ total: sums.total, comparable },
    gap: gapToPlan(comparable.amounts),
    gapBefore: before === undefined ? null : gapToPlan({ budget: sums.total.budget, realization: before.compared, plan: before.planToDay }),
    treasury: sums.treasury,
    accounts: new Map([...sums.accounts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/**
 * The last month that enough OPD have reported, of those with a budget or a report, and the month that has only begun after it.
 * undefined where no month has enough: then the latest is shown.
 */
function lastComplete(
  { rows, effective }: Pick<Figures, 'rows' | 'effective'>,
  lastMonth: Month,
  share: number,
): { month: Month; begun: Standing['begun'] } | undefined {
  const units = new Set(
    rows.flatMap(({ unit, measure, account }) => (unit === '' || measure === 'plan' || isTreasury(account) ? [] : [unit])),
  );
  const months = new Map<Code, number>();
  for (const unit of units) {
    const day = effective.ownDay(unit, '5');
    const opd = effective.opdOf(unit);
    months.set(opd, Math.max(months.get(opd) ?? 0, day === undefined ? 0 : monthOf(day)));
  }
  const reported = (month: Month) => [...months.values()].filter((last) => last >= month).length;
  const month = allMonths.findLast((one) => one <= lastMonth && months.size > 0 && reported(one) * 100 >= months.size * share);
  if (month === undefined) return undefined;
  return { month, begun: month === lastMonth ? null : { month: lastMonth, reported: reported(lastMonth), of: months.size } };
}

/** Amounts of one sum, and its plan by OPD: each OPD's is rounded once, and a total adds what its OPD are compared with. */
class Sum {
  readonly amounts: Amounts = { budget: null, realization: null, plan: null };
  readonly #plans = new Map<Code, PlanToDay>();

  add(row: Figures['rows'][number], effective: EffectiveStatements): void {
    if (row.measure !== 'plan') {
      this.amounts[row.measure] = (this.amounts[row.measure] ?? 0n) + row.amount;
      return;
    }
    const opd = effective.opdOf(row.unit);
    const plan = this.#plans.get(opd) ?? new PlanToDay();
    this.#plans.set(opd, plan);
    addPlanRow(plan, row, effective);
  }

  /** Of one OPD. */
  get shown(): Amounts {
    return { ...this.amounts, plan: addKnown([...this.#plans.values()].map((plan) => plan.shown)) };
  }

  /** Of several OPD: who never reported is in neither amount. */
  get compared(): Amounts {
    const compared = addKnown([...this.#plans.values()].map((plan) => plan.compared));
    return { ...this.amounts, plan: compared ?? this.shown.plan };
  }
}

function addUp({ rows, effective }: Figures) {
  const [total, treasury] = [new Sum(), new Sum()];
  const [units, treasuries, accounts] = [new Map<Code, Sum>(), new Map<Code, Sum>(), new Map<Code, Sum>()];
  const sources = new Set<string>();
  const sumOf = (sums: Map<Code, Sum>, key: Code) => {
    const sum = sums.get(key) ?? new Sum();
    sums.set(key, sum);
    return sum;
  };
  for (const row of rows) {
    if (row.measure === 'budget' && row.version !== effective.version) continue;
    const ofUnit = sumOf(units, effective.opdOf(row.unit));
    // A plan of one day may be stated for several kinds of spending together.
    const ofAccount = level(row.account) < 3 ? [] : [sumOf(accounts, ancestor(row.account, 3))];
    const ofPart = isTreasury(row.account) ? [treasury, sumOf(treasuries, effective.opdOf(row.unit))] : [ofUnit];
    for (const sum of [total, ...ofAccount, ...ofPart]) sum.add(row, effective);
    sources.add(row.statement);
  }
  return {
    ...{ total: total.compared, treasury: treasury.compared, sources },
    units: new Map([...units].map(([code, sum]) => [code, sum.shown])),
    parts: [...units].map(([code, sum]) => ({ own: sum.shown, treasury: (treasuries.get(code) ?? new Sum()).shown })),
    accounts: new Map([...accounts].map(([code, sum]) => [code, { ...sum.compared, treasury: isTreasury(code) }])),
  };
}

/** The units of each OPD that have reported. */
function reportingUnits({ rows, effective }: Figures): Map<Code, Set<Code>> {
  const reporting = Map.groupBy(new Set(rows.flatMap(({ unit, measure }) => (measure === 'realization' ? [unit] : []))), effective.opdOf);
  return new Map([...reporting].map(([opd, units]) => [opd, new Set(units)]));
}

/** The last day that each of these units has reported, the earliest first. */
function lastDays(effective: EffectiveStatements, units: ReadonlySet<Code>): UnitStanding['unitDays'] {
  const days = [...units].flatMap((unit) => {
    const asOf = effective.ownDay(unit, '5');
    return asOf === undefined ? [] : [{ unit, asOf }];
  });
  return days.sort((a, b) => (`${a.asOf}|${a.unit}` < `${b.asOf}|${b.unit}` ? -1 : 1));
}

/** Only where no report at all is on the basis: one that is there beside others needs no word. */
function uncounted({ statements, basis: used }: EffectiveStatements): Standing['uncounted'] {
  const bases = new Set(statements.filter(({ kind }) => kind === 'realization' || kind === 'register').flatMap(({ basis }) => basis ?? []));
  return bases.size === 0 || bases.has(used) ? null : { used, there: [...bases].sort() };
}

/** The months of one OPD, less its treasury items. */
function ownMonths(monthly: Monthly): StandingMonth[] {
  const less = (whole: Sen | null, part: Sen | null) => (whole === null ? null : whole - (part ?? 0n));
  const cells = new Map(monthly.map((cell) => [cell.month, cell]));
  return allMonths.map((month) => {
    const cell = cells.get(month);
    if (cell === undefined) return { month, realization: null, compared: null, plan: null, planToDay: null, asOf: null };
    const { treasury } = cell;
    const realization = less(cell.realization, treasury.realization);
    return {
      ...{ month, asOf: cell.asOf, realization, compared: realization },
      ...{ plan: less(cell.plan, treasury.plan), planToDay: less(cell.planToDay, treasury.planToDay) },
    };
  });
}

/**
 * Sums over units. A unit that has not reported a month counts with its last position, and with the plan of that position's day;
 * the month is shown if any unit reported it.
 */
function together(monthly: Monthly, until: Month): StandingMonth[] {
  const last = new Map<Code, Monthly[number]>();
  const byMonth = Map.groupBy(monthly, ({ month }) => month);
  return allMonths.map((month) => {
    const cells = byMonth.get(month) ?? [];
    const reporting = cells.filter(({ realization }) => realization !== null);
    for (const cell of reporting) last.set(cell.unit, cell);
    const reported = month <= until && reporting.length > 0;
    const known = [...last.values()];
    return {
      ...{ month, plan: addKnown(cells.map(({ plan }) => plan)) },
      realization: reported ? addKnown(known.map(({ realization }) => realization)) : null,
      compared: reported ? addKnown(known.map(plannedPart)) : null,
      planToDay: reported ? addKnown(known.map(({ planToDay }) => planToDay)) : null,
      asOf: reported
        ? (reporting
            .flatMap(({ asOf }) => asOf ?? [])
            .toSorted()
            .at(-1) ?? null)
        : null,
    };
  });
}

/** What of a unit's realization has a plan: an OPD or treasury items without one are in neither side of a gap. */
function plannedPart({ realization, planToDay, treasury }: Monthly[number]): Sen | null {
  if (realization === null || planToDay === null) return null;
  return treasury.planToDay === null ? realization - (treasury.realization ?? 0n) : realization;
}

/** null where no amount is known. */
function addKnown(amounts: readonly (Sen | null)[]): Sen | null {
  return amounts.reduce((sum, amount) => (amount === null ? sum : (sum ?? 0n) + amount), null);
}
