import { fiscalYear, statementKinds } from '@sipkadin/budget';
import { cancelReading, getUpload, queueAnswers, queueReading, type UploadState } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment, ofUpload } from '../../rights/trpc.ts';
import { uploadDetail } from './detail/upload-detail.ts';
import { surroundings } from './findings/surroundings.api.ts';
import { type ListFilter, uploadPage, uploadTasks } from './list/upload-list.ts';
import { askTakenOver } from './reading/taken-over.ts';
import { askAgain, discard } from './review/discard.ts';
import { submit } from './review/submit.ts';

const uploadStates = [
  'received',
  'asked',
  'refused',
  'cancelled',
  'draft',
  'submitted',
  'returned',
  'verified',
  'published',
  'superseded',
  'withdrawn',
  'discarded',
] as const satisfies readonly UploadState[];

const monthOfYear = (text: string) => ({ year: fiscalYear(Number(text.slice(0, 4))), month: Number(text.slice(5)) });

/** Without what was left out. */
function given(filter: { [Key in keyof ListFilter]?: ListFilter[Key] | undefined }): ListFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export const uploadsRouter = {
  /** `month` is "2026-03": a statement as of a day in it. */
  list: ofGovernment
    .input(
      z.object({
        state: z.enum(uploadStates).optional(),
        unit: z.string().max(40).optional(),
        kind: z.enum(statementKinds).optional(),
        month: z
          .string()
          .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
          .optional(),
        search: z.string().trim().min(1).max(100).optional(),
        page: z.int().min(0).max(100_000).default(0),
        oldestFirst: z.boolean().default(false),
      }),
    )
    .query(({ ctx, input: { government: _, page, oldestFirst, month, ...filter } }) =>
      uploadPage(ctx, { page, oldestFirst, ...given(filter), ...(month === undefined ? {} : { month: monthOfYear(month) }) }),
    ),

  tasks: ofGovernment.query(({ ctx }) => uploadTasks(ctx)),

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
