import { fiscalYear as asYear, dayInJakarta, daysBetween, type FiscalYear, monthEnd } from '@sipkadin/budget';
import { getGovernment, type Reading, years } from '@sipkadin/ledger';
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
      duties: dutiesOf(year, (await getGovernment(ctx.ledger.read, government)).duties)
        .map(({ rule: { name, to, source, answer, covers }, dues, periods, lra }) => {
          const due = dues.find((day) => day >= today) ?? dues.at(-1) ?? null;
          return {
            ...{ name, to, source, answer, covers, periods, due },
            /** Days to its next day, below zero where the last has passed; null: no day is known. */
            days: due === null ? null : daysBetween(today, due),
            /** The months up to which an LRA can be exported now: those that are over. */
            lra: lra.filter((month) => monthEnd(year, month) < today),
          };
        })
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
    shares: shares.map(({ rule, now, budget, isKept }) => {
      const { name, limit, percent, from, source, missing, counted } = rule;
      return { ...{ name, limit, percent, from, source, missing, counted, isKept }, now: text(now), budget: text(budget) };
    }),
  };
}
