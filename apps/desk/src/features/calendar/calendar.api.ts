import { dayInJakarta } from '@sipkadin/budget';
import { calendarOf } from '@sipkadin/monitor';
import { z } from 'zod';
import { isOfOneUnit } from '../../rights/entitled.ts';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';

export const calendarRouter = {
  /** Due, received and missing reports by OPD and month; for an operator of one OPD only that OPD. */
  year: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(({ ctx, input: { government, year } }) => {
    const only = ctx.held.flatMap((one) => (isOfOneUnit(one) && one.unit !== null ? [one.unit] : []));
    const narrow = only.length === ctx.held.length;
    return calendarOf(ctx.ledger.read, { government, year, today: dayInJakarta(ctx.now()), ...(narrow ? { only } : {}) });
  }),
};
