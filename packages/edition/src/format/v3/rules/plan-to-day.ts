import { type IsoDate, type Month, monthEnd, monthOf, type Sen, yearOf } from '@sipkadin/budget';

/*
 * The plan of a day as this format has it; `judgement/plan-to-day.ts` of the vocabulary may change. A cash plan has one amount a
 * month and is prorated by days within the month. Parts of sen are kept until the sum is complete, so that a total does not
 * depend on the order or the level at which it is added up.
 */

declare const partsOfSen: unique symbol;
/** Sen in 377,580ths, the least common multiple of 28, 29, 30 and 31: a day's share of any month is exact. */
type PlanParts = bigint & { readonly [partsOfSen]: true };

const partsPerSen = 377_580n;

/**
 * The part of a month's planned amount that is due by the end of a day: all of it once the month is over, none before it
 * begins, within it the days that have passed over the days it has.
 * @param amount the month's planned amount in sen; may be negative
 * @param month of `year`
 */
function planDue(amount: Sen, year: number, month: Month, day: IsoDate): PlanParts {
  const [dayYear, dayMonth] = [yearOf(day), monthOf(day)];
  if (dayYear !== year) return (dayYear > year ? amount * partsPerSen : 0n) as PlanParts;
  if (dayMonth !== month) return (dayMonth > month ? amount * partsPerSen : 0n) as PlanParts;
  return (amount * BigInt(Number(day.slice(8, 10))) * (partsPerSen / BigInt(monthEnd(year, month).slice(8)))) as PlanParts;
}

/** The sum in sen, half rounded away from zero: the only rounding of a plan. */
function planInSen(parts: PlanParts): Sen {
  return divideRounded(parts, partsPerSen);
}

/**
 * The plan of one OPD, or of a part of its spending, up to the day that each of its units has reported. A unit without a report
 * has nothing to be compared with, so its plan is left out beside units that have one.
 */
export class PlanToDay {
  #compared: PlanParts | null = null;
  #waiting: PlanParts | null = null;

  /**
   * @param amount the plan of one month, in sen
   * @param ownDay the last day that a report of this unit covers; undefined: it never reported
   * @param asOf the day of all the figures, up to which the plan of a unit without a report is kept aside
   */
  add(amount: Sen, { year, month }: { year: number; month: Month }, ownDay: IsoDate | undefined, asOf: IsoDate): void {
    if (ownDay === undefined) this.#waiting = ((this.#waiting ?? 0n) + planDue(amount, year, month, asOf)) as PlanParts;
    else this.#compared = ((this.#compared ?? 0n) + planDue(amount, year, month, ownDay)) as PlanParts;
  }

  /** Sen that realization is compared with, and that enters the total of several OPDs; null: no plan, or no report. */
  get compared(): Sen | null {
    return this.#compared === null ? null : planInSen(this.#compared);
  }

  /** Sen to show: `compared`, or the plan up to the day of all the figures where nothing was reported; null: no plan. */
  get shown(): Sen | null {
    if (this.#compared !== null) return planInSen(this.#compared);
    return this.#waiting === null ? null : planInSen(this.#waiting);
  }
}

/** Half is rounded away from zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n;
  const [a, b] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (a * 2n + b) / (b * 2n);
  return isNegative ? -rounded : rounded;
}
