import { sendBack, verify, withdraw } from '@sipkadin/workflow';
import { z } from 'zod';
import { ofStatement, ofUpload } from '../../../rights/trpc.ts';
import { linesPage } from '../reading/statement-lines.ts';
import { worksPage } from '../reading/works-page.ts';
import { largeChangesOf } from './large-changes.ts';

/** Why something is returned or withdrawn; other people read it. */
export const reason = z.string().trim().min(5).max(2000);

export const reviewRouter = {
  /** What verifying would change so much that it must be confirmed. */
  largeChanges: ofUpload.query(({ ctx }) => largeChangesOf(ctx)),

  /** @throws LedgerError for one's own upload, unless the government allows it; Refusal `large-change`, `corrections-unseen` without the confirmation */
  verify: ofUpload
    .input(
      z.object({ digits: z.string().max(40).optional(), reason: z.string().max(2000).optional(), corrections: z.int().min(0).optional() }),
    )
    .mutation(async ({ ctx, input: { id: _, ...confirmation } }) => {
      await verify(ctx.ledger, [ctx.upload.id], ctx.person.id, confirmation);
      return null;
    }),

  sendBack: ofUpload.input(z.object({ reason })).mutation(async ({ ctx, input }) => {
    await sendBack(ctx.ledger, { upload: ctx.upload.id, actor: ctx.person.id, reason: input.reason, mail: ctx.mails });
    return null;
  }),

  /** Only while the upload is in no edition. */
  withdraw: ofUpload.input(z.object({ reason })).mutation(async ({ ctx, input }) => {
    await withdraw(ctx.ledger, { upload: ctx.upload.id, actor: ctx.person.id, reason: input.reason });
    return null;
  }),

  /** The contracts, obstacles and targets in the upload, each with its row. */
  works: ofUpload.query(({ ctx }) => worksPage(ctx)),

  /** A page of the statement's lines, each with its cell. */
  lines: ofStatement
    .input(
      z.object({
        offset: z.int().min(0).max(10_000_000).default(0),
        unit: z.string().max(40).optional(),
        activity: z.string().max(40).optional(),
        account: z.string().max(40).optional(),
      }),
    )
    .query(({ ctx, input }) => linesPage(ctx, input)),
};
