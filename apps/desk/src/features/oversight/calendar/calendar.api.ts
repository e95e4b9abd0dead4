import { dayInJakarta } from '@sipkadin/budget';
import { calendarOf, missingReports, punctualityOf } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';

export const calendarRouter = {
  /** Due, received and missing reports by OPD and month; for an operator of one OPD only that OPD. */
  year: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(async ({ ctx, input: { government, year } }) => {
    const { units } = ctx.viewer;
    const today = dayInJakarta(ctx.now());
    const only = units === null ? {} : { only: [...units] };
    const calendar = await calendarOf(ctx.ledger.read, { government, year, today, ...only });
    return { ...calendar, missing: missingReports(calendar.units, today), punctuality: punctualityOf(calendar.units, today) };
  }),
};
