import { sendBack, verify, withdraw } from '@sipkadin/workflow';
import { z } from 'zod';
import { ofStatement, ofUpload } from '../../../rights/trpc.ts';
import { linesPage } from '../reading/statement-lines.ts';

/** Why something is returned or withdrawn; other people read it. */
export const reason = z.string().trim().min(5).max(2000);

export const reviewRouter = {
  /** @throws LedgerError for one's own upload, unless the government allows it */
  verify: ofUpload.mutation(async ({ ctx }) => {
    await verify(ctx.ledger, [ctx.upload.id], ctx.person.id);
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

  /** A page of the statement's lines, each with its cell. */
  lines: ofStatement
    .input(
      z.object({
        offset: z.int().min(0).max(10_000_000).default(0),
        unit: z.string().max(40).optional(),
        account: z.string().max(40).optional(),
      }),
    )
    .query(({ ctx, input }) => linesPage(ctx, input)),
};
