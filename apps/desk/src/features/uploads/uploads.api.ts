import { cancelReading, getUpload, queueAnswers, queueReading } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment, ofUpload } from '../../rights/trpc.ts';
import { uploadDetail } from './detail/upload-detail.ts';
import { surroundings } from './findings/surroundings.api.ts';
import { askTakenOver } from './reading/taken-over.ts';
import { askAgain, discard } from './review/discard.ts';
import { submit } from './review/submit.ts';
import { uploadList } from './upload-list.ts';

export const uploadsRouter = {
  list: ofGovernment
    .input(z.object({ state: z.enum(['draft', 'submitted', 'verified']).optional() }))
    .query(({ ctx, input }) => uploadList(ctx, input.state)),

  get: ofUpload.query(({ ctx }) => uploadDetail(ctx)),

  surroundings,

  /** Answers to the questions asked so far; the kept bytes are read again with them. */
  answer: ofUpload.input(z.object({ answers: z.record(z.string().max(40), z.string().max(200)) })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact(async (tx) => queueAnswers(tx, await getUpload(tx, ctx.upload.id), ctx.person.id, input.answers));
    ctx.jobs.wake();
    return null;
  }),

  /** Asks what was answered by an earlier file of the form. */
  askTakenOver: ofUpload.mutation(({ ctx }) => askTakenOver(ctx)),

  /** For a reading that failed or was cancelled. */
  readAgain: ofUpload.mutation(async ({ ctx }) => {
    await ctx.ledger.transact((tx) => queueReading(tx, ctx.upload.id, ctx.person.id, ctx.upload.answers));
    ctx.jobs.wake();
    return null;
  }),

  /** Ends a reading that waits or is under way; the bytes are kept. */
  cancelReading: ofUpload.mutation(async ({ ctx }) => {
    await ctx.ledger.transact((tx) => cancelReading(tx, ctx.upload.id, ctx.person.id));
    ctx.jobs.drop(ctx.upload.id);
    return null;
  }),

  /** For an upload that was not sent for verification. */
  discard: ofUpload.mutation(async ({ ctx }) => {
    await discard(ctx);
    return null;
  }),

  /** Asks all questions of a file again. */
  askAgain: ofUpload.mutation(({ ctx }) => askAgain(ctx)),

  submit: ofUpload.mutation(async ({ ctx }) => {
    await submit(ctx);
    return null;
  }),
};
