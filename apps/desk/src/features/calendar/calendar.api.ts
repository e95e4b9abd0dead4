import { dayInJakarta } from '@sipkadin/budget';
import { calendarOf } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';

export const calendarRouter = {
  /** Due, received and missing reports by OPD and month; for an operator of one OPD only that OPD. */
  year: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(({ ctx, input: { government, year } }) => {
    const { units } = ctx.viewer;
    return calendarOf(ctx.ledger.read, {
      government,
      year,
      today: dayInJakarta(ctx.now()),
      ...(units === null ? {} : { only: [...units] }),
    });
  }),
};
