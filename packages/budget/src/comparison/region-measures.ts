import { type Code, isWithin } from '../codes/code.ts';
import { type Sen, sum } from '../money/money.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/**
 * What regions are compared by, in the order of the page: personnel (5.1.01), capital (5.2), grants (5.1.05) and last year's surplus
 * (6.1.01) as shares of spending, own revenue (4.1) as a share of revenue, realized as a share of budgeted spending, spending by resident.
 */
export const regionMeasures = ['personnel', 'capital', 'own', 'grants', 'silpa', 'realized', 'resident'] as const;
export type RegionMeasure = (typeof regionMeasures)[number];

export type MeasuresOfRegion = Readonly<Partial<Record<RegionMeasure, Ratio>>>;

/** Amounts of a budget whose lines are jenis; a kelompok without lines is 0 where its akun has any. */
export function budgetMeasures(
  jenis: ReadonlyMap<Code, Sen>,
  residents: number | undefined,
): { spending: Sen; measures: MeasuresOfRegion } {
  const total = (code: Code) => sum([...jenis].flatMap(([account, amount]) => (isWithin(account, code) ? [amount] : [])));
  const spending = total('5');
  const measures = {
    personnel: ratioOf(total('5.1.01'), spending),
    capital: ratioOf(total('5.2'), spending),
    own: ratioOf(total('4.1'), total('4')),
    grants: ratioOf(total('5.1.05'), spending),
    silpa: ratioOf(total('6.1.01'), spending),
    resident: perResident(spending, residents),
  };
  return { spending, measures: known(measures) };
}

/** Budget and realization of one account at the end of a year, in sen. */
interface YearEnd {
  budget: Sen;
  realization: Sen;
}

/** Realization at the end of a year. What the table does not have is left out: grants and the surplus of the year before are never in it. */
export function yearMeasures(
  accounts: ReadonlyMap<Code, YearEnd>,
  residents: number | undefined,
): { spending: Sen; measures: MeasuresOfRegion } {
  const realized = (code: Code) => {
    const amount = accounts.get(code)?.realization;
    // A negative sum of a year is a mistake of the source.
    return amount === undefined || amount < 0n ? undefined : amount;
  };
  const spending = realized('5') ?? 0n;
  const measures = {
    personnel: ratioOf(realized('5.1.01'), spending),
    capital: ratioOf(realized('5.2'), spending),
    own: ratioOf(realized('4.1'), realized('4')),
    realized: ratioOf(realized('5'), accounts.get('5')?.budget),
    resident: perResident(spending, residents),
  };
  return { spending, measures: known(measures) };
}

/**
 * Whether the figures of a year cannot be whole: less than half of the budgeted spending is reported. Of 2021-2025 that is true of eight
 * regions in 2025 and one in 2024, all of them plainly incomplete in DJPK's table; a year that went badly stays above it.
 */
export function isIncompleteYear(accounts: ReadonlyMap<Code, YearEnd>): boolean {
  const spending = accounts.get('5');
  return spending === undefined || spending.realization * 2n < spending.budget;
}

function perResident(spending: Sen, residents: number | undefined): Ratio | undefined {
  return residents === undefined ? undefined : ratioOf(spending, BigInt(residents));
}

function known(measures: Partial<Record<RegionMeasure, Ratio | undefined>>): MeasuresOfRegion {
  return Object.fromEntries(Object.entries(measures).filter(([, ratio]) => ratio !== undefined)) as MeasuresOfRegion;
}
