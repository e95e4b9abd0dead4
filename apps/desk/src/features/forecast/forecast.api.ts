import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { forecastYear } from './forecast-data.ts';

export const forecastRouter = {
  year: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(({ ctx, input }) => forecastYear(ctx, input)),
};
