import { type IsoDate, isIsoDate } from '@sipkadin/budget';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { changesSince } from './overview/changes-data.ts';
import { yearEndForecast } from './overview/forecast-data.ts';
import { leadershipSummary } from './overview/overview-data.ts';
import { leadershipUnit, unitActivities } from './unit/unit-data.ts';

const period = z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12).optional() });
const unit = z.string().regex(/^[\d.]{1,40}$/);
const day = z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value));

export const monitorRouter = {
  summary: ofGovernment.input(period).query(({ ctx, input }) => leadershipSummary(ctx, input)),

  changes: ofGovernment
    .input(z.object({ year: fiscalYear.optional(), from: day.optional(), to: day.optional() }))
    .query(({ ctx, input }) => changesSince(ctx, input)),

  forecast: ofGovernment
    .input(z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12), unit: unit.optional() }))
    .query(({ ctx, input }) => yearEndForecast(ctx, input)),

  unit: ofGovernment.input(period.extend({ unit })).query(({ ctx, input }) => leadershipUnit(ctx, input)),

  activities: ofGovernment
    .input(period.extend({ unit, within: z.string().regex(/^[\d.]{0,40}$/), level: z.enum(['program', 'kegiatan', 'sub kegiatan']) }))
    .query(({ ctx, input }) => unitActivities(ctx, input)),
};
