import { toDecimal } from '@sipkadin/budget';
import { queueMail, returnUpload, statementLines, verifyUpload, withdrawUpload } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofStatement, ofUpload } from '../../../rights/trpc.ts';
import { statementDto } from '../upload-dto.ts';

/** Why something is returned or withdrawn, for others to read. */
export const reason = z.string().trim().min(5).max(2000);

export const reviewRouter = {
  /** The ledger refuses one's own upload, unless the government is set to one person. */
  verify: ofUpload.mutation(async ({ ctx }) => {
    await ctx.ledger.transact((tx) => verifyUpload(tx, ctx.upload.id, ctx.person.id));
    return null;
  }),

  sendBack: ofUpload.input(z.object({ reason })).mutation(async ({ ctx, input }) => {
    const { id, government, uploadedBy } = ctx.upload;
    await ctx.ledger.transact(async (tx) => {
      await returnUpload(tx, id, ctx.person.id, input.reason);
      if (ctx.mails) await queueMail(tx, { kind: 'returned', government, upload: id }, [uploadedBy]);
    });
    return null;
  }),

  /** Takes back what was verified and is in no edition yet. */
  withdraw: ofUpload.input(z.object({ reason })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => withdrawUpload(tx, ctx.upload.id, ctx.person.id, input.reason));
    return null;
  }),

  /** A statement's lines, each with its cell: the end of every trace. Leadership traces what was verified. */
  lines: ofStatement
    .input(
      z.object({
        offset: z.int().min(0).max(10_000_000).default(0),
        unit: z.string().max(40).optional(),
        account: z.string().max(40).optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { offset, unit, account } = input;
      const lines = await statementLines(ctx.ledger.read, ctx.statement.id, {
        offset,
        limit: pageSize + 1,
        ...(unit === undefined ? {} : { unit }),
        ...(account === undefined ? {} : { account }),
      });
      return {
        statement: statementDto(ctx.statement),
        upload: { id: ctx.upload.id, fileName: ctx.upload.fileName, receivedAt: ctx.upload.receivedAt, state: ctx.upload.state },
        more: lines.length > pageSize,
        lines: lines.slice(0, pageSize).map(({ amount, ...line }) => ({ ...line, amount: toDecimal(amount) })),
      };
    }),
};

const pageSize = 200;
