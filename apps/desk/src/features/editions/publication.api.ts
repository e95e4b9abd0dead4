import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { editionList, mustBeLatest, waitingUploads } from './publication.ts';

export const publicationRouter = {
  editions: ofGovernment.query(({ ctx }) => editionList(ctx)),

  waiting: ofGovernment.query(({ ctx }) => waitingUploads(ctx)),

  /** Publishes what is verified at this moment. A note is public and lets an unchanged state be published again. */
  publish: ofGovernment
    .input(z.object({ year: fiscalYear, note: z.string().trim().max(2000).default('') }))
    .mutation(({ ctx, input }) => ctx.jobs.publish({ ...input, actor: ctx.person.id })),

  /** Publishes anew what was public before the latest edition; `number` is the one that the person saw as the latest. */
  withdraw: ofGovernment
    .input(z.object({ year: fiscalYear, number: z.int().min(1), reason }))
    .mutation(async ({ ctx, input: { government, year, number, reason: note } }) => {
      await mustBeLatest(ctx.ledger.read, { government, year, number });
      return ctx.jobs.publish({ government, year, note, actor: ctx.person.id, correction: 'withdrawal' });
    }),

  /** Publishes the content of an earlier edition anew; `number` is the latest that the person saw. */
  returnTo: ofGovernment
    .input(z.object({ year: fiscalYear, number: z.int().min(1), to: z.int().min(1), reason }))
    .mutation(async ({ ctx, input: { government, year, number, to, reason: note } }) => {
      await mustBeLatest(ctx.ledger.read, { government, year, number });
      return ctx.jobs.publish({ government, year, note, actor: ctx.person.id, correction: { returnTo: to } });
    }),
};
