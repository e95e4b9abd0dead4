import { forgetMapping } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment, ofUpload } from '../../rights/trpc.ts';
import { answerMapping, askMappingAgain, changeMapping, mappingList, previewMapping } from './mapping-actions.ts';

/** A mapping of columns as JSON (docs/inspect.md). */
const mapping = z.string().max(20_000);
const fingerprint = z.string().regex(/^[0-9a-f]{32}$/);

export const mappingsRouter = {
  preview: ofUpload.input(z.object({ mapping })).mutation(({ ctx, input }) => previewMapping(ctx, input.mapping)),

  answer: ofUpload.input(z.object({ mapping })).mutation(async ({ ctx, input }) => {
    await answerMapping(ctx, input.mapping);
    return null;
  }),

  again: ofUpload.mutation(({ ctx }) => askMappingAgain(ctx)),

  list: ofGovernment.query(({ ctx }) => mappingList(ctx)),

  change: ofGovernment.input(z.object({ fingerprint, mapping })).mutation(async ({ ctx, input }) => {
    await changeMapping(ctx, input);
    return null;
  }),

  forget: ofGovernment.input(z.object({ fingerprint })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => forgetMapping(tx, { ...input, actor: ctx.person.id }));
    return null;
  }),
};
