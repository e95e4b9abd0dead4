import { fiscalYear as asYear, dayInJakarta, daysBetween, type FiscalYear, monthEnd } from '@sipkadin/budget';
import { type Reading, years } from '@sipkadin/ledger';
import { dutiesOf, shareState } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';

export const dutiesRouter = {
  /** The mandatory shares and the duties of a year; where none is asked for, the latest one with verified figures that has begun. */
  list: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(async ({ ctx, input: { government, year: asked } }) => {
    const today = dayInJakarta(ctx.now());
    const known = (await years(ctx.ledger.read, government)).toReversed();
    const running = asYear(Number(today.slice(0, 4)));
    // The budget of the next year is uploaded before it begins.
    const year = asked ?? known.find((one) => one <= running) ?? running;
    const { simulated, ...shares } = await sharesDto(ctx.ledger.read, government, year);
    return {
      ...{ year, years: known },
      ...shares,
      simulated,
      duties: dutiesOf(year)
        .map(({ lra, ...duty }) => ({
          ...duty,
          /** Days to its day, below zero where it has passed; null: no day is known. */
          days: duty.due === null ? null : daysBetween(today, duty.due),
          /** The months up to which an LRA can be exported now: those that are over. */
          lra: lra.filter((month) => monthEnd(year, month) < today),
        }))
        .toSorted((a, b) => rankOf(a) - rankOf(b)),
    };
  }),
};

/** What is still to come before what has no day, and that before what has passed. */
function rankOf({ days }: { days: number | null }): number {
  return days === null ? 1 : days >= 0 ? 0 : 2;
}

async function sharesDto(read: Reading, government: string, year: FiscalYear) {
  const { asOf, simulated, shares } = await shareState(read, { government, year });
  const text = (amounts: { part: bigint; whole: bigint } | null) => amounts && { part: String(amounts.part), whole: String(amounts.whole) };
  return {
    ...{ asOf, simulated },
    shares: shares.map(({ rule, now, budget }) => {
      const { key, name, threshold, from, source, checked, missing, nearest } = rule;
      return { ...{ key, name, threshold, from, source, checked, missing, nearest: nearest.name }, now: text(now), budget: text(budget) };
    }),
  };
}
