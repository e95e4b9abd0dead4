import { fiscalYear as asYear, dayInJakarta, daysBetween, type FiscalYear } from '@sipkadin/budget';
import { type Reading, years } from '@sipkadin/ledger';
import { dutiesOf, shareState } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';

export const dutiesRouter = {
  /** The mandatory shares and the duties of a year; where none is asked for, the latest one with verified figures. */
  list: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(async ({ ctx, input: { government, year: asked } }) => {
    const today = dayInJakarta(ctx.now());
    const known = (await years(ctx.ledger.read, government)).toReversed();
    const year = asked ?? known[0] ?? asYear(Number(today.slice(0, 4)));
    return {
      ...{ year, years: known },
      ...(await sharesDto(ctx.ledger.read, government, year)),
      duties: dutiesOf(year).map((duty) => ({
        ...duty,
        /** Days to its day, below zero where it has passed; null: no day is known. */
        days: duty.due === null ? null : daysBetween(today, duty.due),
        hasEnded: duty.asOf < today,
      })),
    };
  }),
};

async function sharesDto(read: Reading, government: string, year: FiscalYear) {
  const { asOf, shares } = await shareState(read, { government, year });
  const text = (amounts: { part: bigint; whole: bigint } | null) => amounts && { part: String(amounts.part), whole: String(amounts.whole) };
  return {
    asOf,
    shares: shares.map(({ rule, now, budget }) => {
      const { key, name, threshold, from, source, checked, missing, nearest } = rule;
      return { ...{ key, name, threshold, from, source, checked, missing, nearest: nearest.name }, now: text(now), budget: text(budget) };
    }),
  };
}
