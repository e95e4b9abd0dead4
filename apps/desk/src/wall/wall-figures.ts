import {
  type Bands,
  type Basis,
  type Camera,
  type Code,
  dayInJakarta,
  daysBetween,
  divideRounded,
  type FiscalYear,
  type IsoDate,
  type IsoInstant,
  type Month,
  monthEnd,
  type Status,
  toDecimal,
  yearOf,
} from '@sipkadin/budget';
import {
  type DeviceRow,
  type EditionRow,
  figuresByAccount,
  getGovernment,
  listEditions,
  loadFigures,
  publicContracts,
  type Reading,
  unitNames,
  years,
} from '@sipkadin/ledger';
import { forecastOf, type Standing, standingOf, worksOf } from '@sipkadin/monitor';

/** Amounts are exact rupiah text, gaps tenths of a point; null where nothing is known. */
export interface WallFigures {
  government: string;
  /** Where the figures come from: the newest edition of the year, or all that is verified. */
  source: { edition: number; publishedAt: IsoInstant } | 'verified';
  year: FiscalYear;
  /** The month that is judged: the last one that enough OPD have reported. */
  month: Month;
  begun: Standing['begun'];
  asOf: IsoDate | null;
  basis: Basis | null;
  simulated: boolean;
  bands: Bands;
  budget: string | null;
  realization: string | null;
  /** The plan that realization is compared with: that of the day which each OPD reported. */
  planToDay: string | null;
  /** What of realization is compared with it; null where it is all, or nothing is. */
  compared: string | null;
  gap: number | null;
  /** What the year is expected to come to, treasury items included; null once it is over, without a budget, and of published figures. */
  forecast: { value: string; band: { low: string; high: string } | null } | null;
  /** Rupiah of the budget that are treasury items, which no OPD is judged by. */
  treasury: string | null;
  months: { month: Month; asOf: IsoDate | null; realization: string | null; plan: string | null }[];
  /** OPD by the rupiah that they are behind the plan, the furthest first. */
  furthest: WallUnit[];
  counts: { units: number; behind: number; attention: number; over: number; reported: number };
  revenue: { asOf: IsoDate | null; whole: WallAmounts; groups: (WallAmounts & { code: Code })[] };
  /** Revenue less spending, of which each has its own day; null where either is not known. */
  balance: string | null;
  cameras: (Camera & { contracts: WallContract[] })[];
}

interface WallAmounts {
  budget: string | null;
  realization: string | null;
}

export interface WallUnit extends WallAmounts {
  code: Code;
  name: string;
  /** Rupiah above the plan of its day; negative where it is behind. */
  toPlan: string;
  gap: number | null;
  /** The plan of its day as a share of the budget, in thousandths. */
  planShare: number | null;
  status: Status;
  asOf: IsoDate | null;
}

interface WallContract {
  object: string;
  value: string | null;
  endsOn: IsoDate | null;
  /** Days since its last day; null where it has not passed. */
  lateDays: number | null;
}

/** OPD on one slide. */
const rows = 6;
const contractsOfPlace = 4;

/**
 * What a wallboard shows on a day, by the rules of leadership's overview. A device for published figures gets the ledger as of the
 * newest edition, under the settings of that edition, and nothing that editions do not hold.
 * @returns null where there are no figures for it
 */
export async function wallFigures(
  read: Reading,
  device: Pick<DeviceRow, 'government' | 'scope'>,
  now: IsoInstant,
): Promise<WallFigures | null> {
  const { government, scope } = device;
  const today = dayInJakarta(now);
  const edition = scope === 'published' ? await newestEdition(read, government, today) : undefined;
  const year = scope === 'published' ? edition?.year : (await years(read, government)).findLast((one) => one <= yearOf(today));
  if (year === undefined) return null;
  const query = { government, year, ...(edition && { sequence: edition.sequence }) };
  const standing = await standingOf(read, { ...query, today, ...(edition && { settings: settingsOf(edition), isPublished: true }) });
  const { name, cameras } = await getGovernment(read, government);
  const revenue = await revenueOf(read, { ...query, ...(edition && { settings: { name, basis: edition.basis } }) }, standing.month);
  const { total, comparable, units } = standing;
  const count = (status: Status) => units.filter((unit) => unit.status === status).length;
  return {
    ...{ government: name, year, month: standing.month, begun: standing.begun, asOf: standing.asOf, basis: standing.basis },
    source: edition === undefined ? 'verified' : { edition: edition.number, publishedAt: edition.publishedAt },
    ...{ simulated: standing.simulated, bands: standing.bands, gap: tenths(standing.gap), treasury: text(standing.treasury.budget) },
    ...{ budget: text(total.budget), realization: text(total.realization), planToDay: text(comparable.amounts.plan) },
    compared: gapIsOfAPart(standing) ? text(comparable.amounts.realization) : null,
    months: standing.months.map(({ month, asOf, realization, plan }) => ({
      month,
      asOf,
      realization: text(realization),
      plan: text(plan),
    })),
    forecast: scope === 'verified' ? await forecastAt(read, query, standing) : null,
    furthest: furthestOf(standing, await unitNames(read, { government, year })),
    counts: {
      ...{ units: units.length, behind: count('behind'), attention: count('attention'), over: count('over') },
      reported: units.filter(({ reporting }) => reporting === 'reported').length,
    },
    revenue: revenue.shown,
    balance: revenue.realization === null || total.realization === null ? null : toDecimal(revenue.realization - total.realization),
    cameras: await Promise.all(cameras.map(async (camera) => ({ ...camera, contracts: await worksAt(read, query, camera, today) }))),
  };
}

/** Whether some of what was paid has no plan, so that less than all of it is compared. */
function gapIsOfAPart({ gap, total, comparable }: Standing): boolean {
  return gap !== null && comparable.amounts.realization !== total.realization;
}

/** The newest edition of the latest year that has begun; undefined where nothing is public. */
async function newestEdition(read: Reading, government: Code, today: IsoDate): Promise<EditionRow | undefined> {
  const newest = (await listEditions(read, government)).findLast(({ year }) => year <= yearOf(today));
  // What was withdrawn down to nothing has no figures.
  return newest === undefined || newest.content === 0 ? undefined : newest;
}

function settingsOf({ basis, bands: { reportDay, ...bands } }: EditionRow) {
  return { basis, bands, reportDay };
}

type Query = Pick<Parameters<typeof standingOf>[1], 'government' | 'year' | 'sequence'>;

/** From the reports up to the end of the month that is judged, so that it is of the same figures. */
async function forecastAt(
  read: Reading,
  { government, year }: Query,
  { month, total: { budget } }: Standing,
): Promise<WallFigures['forecast']> {
  if (month === 12 || budget === null || budget <= 0n) return null;
  const forecast = await forecastOf(read, { government, year, day: monthEnd(year, month) });
  if (forecast === null) return null;
  const { value, band } = forecast.whole;
  return { value: toDecimal(value), band: band && { low: toDecimal(band.low), high: toDecimal(band.high) } };
}

async function revenueOf(read: Reading, query: Parameters<typeof figuresByAccount>[1], month: Month) {
  const asOf = monthEnd(query.year, month);
  const scope = { ...query, account: '4', asOf };
  const whole = (await figuresByAccount(read, scope, 1)).get('4');
  const groups = await figuresByAccount(read, scope, 2);
  const { effective } = await loadFigures(read, scope);
  const realization = whole?.realization ?? null;
  return {
    realization,
    shown: {
      asOf: realization === null ? null : effective.asOf,
      whole: amounts(whole),
      groups: [...groups].map(([code, group]) => ({ code, ...amounts(group) })),
    },
  };
}

function amounts(figures: { budget: bigint | null; realization: bigint | null } | undefined): WallAmounts {
  return { budget: text(figures?.budget ?? null), realization: text(figures?.realization ?? null) };
}

function furthestOf({ units }: Standing, names: ReadonlyMap<Code, string>): WallUnit[] {
  return units
    .flatMap(({ code, figures: { budget, realization, plan }, gap, status, asOf }) => {
      if (realization === null || plan === null) return [];
      const toPlan = realization - plan;
      const planShare = budget === null || budget <= 0n ? null : Number(divideRounded(plan * 1000n, budget));
      return [{ code, name: names.get(code) ?? code, budget, realization, toPlan, planShare, gap: tenths(gap), status, asOf }];
    })
    .toSorted((a, b) => (a.toPlan < b.toPlan ? -1 : a.toPlan > b.toPlan ? 1 : 0))
    .filter(({ toPlan }) => toPlan < 0n)
    .slice(0, rows)
    .map(({ budget, realization, toPlan, ...unit }) => ({
      ...unit,
      ...{ budget: text(budget), realization: text(realization), toPlan: toDecimal(toPlan) },
    }));
}

/** Contracts whose name has the words of a camera's place, the first to end first: of an edition those that it holds. */
async function worksAt(read: Reading, { government, year, sequence }: Query, { works }: Camera, today: IsoDate): Promise<WallContract[]> {
  const words = works.trim().toLowerCase();
  if (words === '') return [];
  const contracts =
    sequence === undefined
      ? (await worksOf(read, { government, year, day: today })).contracts
      : await publicContracts(read, { government, year, sequence });
  return contracts
    .filter(({ object }) => object.toLowerCase().includes(words))
    .toSorted((a, b) => (a.endsOn ?? '9').localeCompare(b.endsOn ?? '9'))
    .slice(0, contractsOfPlace)
    .map(({ object, value, endsOn }) => ({
      ...{ object, value: text(value), endsOn },
      lateDays: endsOn !== null && endsOn < today ? daysBetween(endsOn, today) : null,
    }));
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : toDecimal(amount);
}

function tenths(gap: bigint | null): number | null {
  return gap === null ? null : Number(gap);
}
