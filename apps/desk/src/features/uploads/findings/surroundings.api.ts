import { rowsAround } from '@sipkadin/intake';
import { correctionsOf } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import pLimit from 'p-limit';
import { z } from 'zod';
import { ofUpload } from '../../../rights/trpc.ts';
import { reportOf } from '../reading/report.ts';

const neighbours = 3;

/** One child process at a time, however many people ask. */
const inTurn = pLimit(1);

/** A row of the file with the three rows before and after it, columns of personal data left out; null where there is no such row. */
export const surroundings = ofUpload
  .input(z.object({ sheet: z.string().max(300), row: z.int().min(1).max(1_048_576) }))
  .query(async ({ ctx, input }) => {
    const sheet = input.sheet === '' ? reportOf(ctx.upload)?.sheetsUsed[0] : input.sheet;
    if (sheet === undefined) throw new Refusal('not-found');
    const { hash, fileName } = ctx.upload;
    const corrections = await correctionsOf(ctx.ledger.read, [ctx.upload.id]);
    const path = await ctx.uploads.file(hash);
    return inTurn(() => rowsAround(path, fileName, { sheet, row: input.row, by: neighbours }, corrections));
  });
