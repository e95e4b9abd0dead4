import { dayInJakarta } from '@sipkadin/budget';
import { calendarOf } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';

export const calendarRouter = {
  /** Reports due, brought and missing by OPD and month; an operator of one OPD sees that one. */
  year: ofGovernment('operator', 'verifier', 'publisher', 'leadership', 'auditor', 'admin')
    .input(z.object({ year: fiscalYear.optional() }))
    .query(({ ctx, input: { government, year } }) => {
      const only = ctx.held.flatMap(({ role, unit }) => (role === 'operator' && unit !== null ? [unit] : []));
      const narrow = only.length === ctx.held.length;
      return calendarOf(ctx.ledger.read, { government, year, today: dayInJakarta(ctx.now()), ...(narrow ? { only } : {}) });
    }),
};
