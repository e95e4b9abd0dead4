import { listEditions, listUploads, type Role, years } from '@sipkadin/ledger';
import { z } from 'zod';
import { shownUpload } from './shown.ts';
import { fiscalYear, ofGovernment } from './trpc.ts';

const readers: readonly Role[] = ['verifier', 'publisher', 'leadership', 'auditor', 'admin'];

export const publicationRouter = {
  editions: ofGovernment(...readers).query(async ({ ctx, input }) => {
    const editions = await listEditions(ctx.ledger.read, input.government);
    return editions
      .map(({ year, number, hash, asOf, note, publishedAt }) => ({ year, number, hash, asOf, note, publishedAt }))
      .sort((a, b) => b.year - a.year || b.number - a.number);
  }),

  /** Verified and in no edition yet, and the years that could be published. */
  waiting: ofGovernment('publisher', 'admin', 'auditor').query(async ({ ctx, input }) => {
    const uploads = await listUploads(ctx.ledger.read, { government: input.government, state: 'verified', limit: 500 });
    const names = await ctx.names(uploads.map(({ uploadedBy }) => uploadedBy));
    return {
      years: (await years(ctx.ledger.read, input.government)).toSorted((a, b) => b - a),
      uploads: uploads.map((upload) => shownUpload(upload, ctx.person.id, names, null)),
    };
  }),

  /** Publishes what is verified at this moment. A note is public and lets an unchanged state be published again. */
  publish: ofGovernment('publisher')
    .input(z.object({ year: fiscalYear, note: z.string().trim().max(2000).default('') }))
    .mutation(({ ctx, input }) => ctx.jobs.publish({ ...input, actor: ctx.person.id })),
};
