import { join } from 'node:path';
import { EditionError, openEdition } from '@sipkadin/edition';
import { type EditionRow, listEditions, listUploads, type Reading, years } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { uploadDto } from '../uploads/upload-dto.ts';

export const publicationRouter = {
  editions: ofGovernment.query(async ({ ctx, input }) => {
    const editions = await listEditions(ctx.ledger.read, input.government);
    return editions
      .map(({ year, number, hash, asOf, note, publishedAt, kind, content }) => ({
        ...{ year, number, hash, asOf, note, publishedAt, kind, content },
        onePerson: onePersonIn(ctx.editionsRoot, { government: input.government, year, number, hash }),
      }))
      .sort((a, b) => b.year - a.year || b.number - a.number);
  }),

  /** Verified and in no edition yet, and the years that could be published. */
  waiting: ofGovernment.query(async ({ ctx, input }) => {
    const uploads = await listUploads(ctx.ledger.read, { government: input.government, state: 'verified', limit: 500 });
    const names = await ctx.names(uploads.map(({ uploadedBy }) => uploadedBy));
    return {
      years: (await years(ctx.ledger.read, input.government)).toSorted((a, b) => b - a),
      uploads: uploads.map((upload) => uploadDto(upload, ctx.person.id, names, null)),
    };
  }),

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

/** What somebody published meanwhile is not withdrawn unseen. @throws Refusal `wrong-state` */
async function mustBeLatest(read: Reading, { government, year, number }: { government: string; year: number; number: number }) {
  if ((await listEditions(read, government, year)).at(-1)?.number !== number) throw new Refusal('wrong-state');
}

/** As its manifest says; null where it says nothing of it, or cannot be read: `verify` names what is wrong with it. */
function onePersonIn(root: string, { government, year, number, hash }: Pick<EditionRow, 'government' | 'year' | 'number' | 'hash'>) {
  try {
    return openEdition(join(root, government, String(year), String(number)), hash).manifest.onePerson ?? null;
  } catch (error) {
    if (error instanceof EditionError) return null;
    throw error;
  }
}
