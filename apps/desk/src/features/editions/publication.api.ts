import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { editionList, mustBeLatest, waitingUploads } from './publication.ts';

export const publicationRouter = {
  editions: ofGovernment.query(({ ctx }) => editionList(ctx)),

  waiting: ofGovernment.query(({ ctx }) => waitingUploads(ctx)),

  /** Publishes what is verified now. The note is public; with one, an unchanged state can be published again. */
  publish: ofGovernment
    .input(z.object({ year: fiscalYear, note: z.string().trim().max(2000).default('') }))
    .mutation(({ ctx, input }) => ctx.jobs.publish({ ...input, actor: ctx.person.id })),

  /** Publishes again what was public before the latest edition; `number` is the latest edition that the person saw. */
  withdraw: ofGovernment
    .input(z.object({ year: fiscalYear, number: z.int().min(1), reason }))
    .mutation(async ({ ctx, input: { government, year, number, reason: note } }) => {
      await mustBeLatest(ctx.ledger.read, { government, year, number });
      return ctx.jobs.publish({ government, year, note, actor: ctx.person.id, correction: 'withdrawal' });
    }),

  /** Publishes the content of an earlier edition again; `number` is the latest edition that the person saw. */
  returnTo: ofGovernment
    .input(z.object({ year: fiscalYear, number: z.int().min(1), to: z.int().min(1), reason }))
    .mutation(async ({ ctx, input: { government, year, number, to, reason: note } }) => {
      await mustBeLatest(ctx.ledger.read, { government, year, number });
      return ctx.jobs.publish({ government, year, note, actor: ctx.person.id, correction: { returnTo: to } });
    }),
};
