import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { leadershipSummary, leadershipUnit } from './leadership-data.ts';

const period = z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12).optional() });
const unit = z.string().regex(/^[\d.]{1,40}$/);

export const monitorRouter = {
  summary: ofGovernment.input(period).query(({ ctx, input }) => leadershipSummary(ctx, input)),

  unit: ofGovernment.input(period.extend({ unit })).query(({ ctx, input }) => leadershipUnit(ctx, input)),
};
