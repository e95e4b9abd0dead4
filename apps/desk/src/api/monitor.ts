import { dayInJakarta, isoDate, type IsoDate, type Month, monthEnd, monthOf, toDecimal, yearOf } from '@sipkadin/budget';
import { figuresByAccount, figuresByMonth, figuresByUnit, heads, listEditions, type Reading, type Role, years } from '@sipkadin/ledger';
import { z } from 'zod';
import { shownStatement } from './shown.ts';
import { fiscalYear, ofGovernment } from './trpc.ts';

const readers: readonly Role[] = ['leadership', 'verifier', 'publisher', 'auditor', 'admin'];

const period = z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12).optional() });

export const monitorRouter = {
  /** Spending (akun 5) of a year up to the end of a month, from verified statements: the whole, each OPD, each month. */
  summary: ofGovernment(...readers)
    .input(period)
    .query(async ({ ctx, input }) => summaryOf(ctx.ledger.read, { ...input, today: dayInJakarta(ctx.now()) })),

  /** One OPD: its months, its spending by kind, and the statements that say so. */
  unit: ofGovernment(...readers)
    .input(period.extend({ unit: z.string().regex(/^[\d.]{1,40}$/) }))
    .query(async ({ ctx, input }) => unitOf(ctx.ledger.read, { ...input, today: dayInJakarta(ctx.now()) })),
};
