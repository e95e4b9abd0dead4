import { z } from 'zod';
import { ofUpload } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { correct } from './corrections/corrected-cells.ts';

const cell = z.object({
  sheet: z.string().min(1).max(300),
  row: z.int().min(1).max(1_048_576),
  column: z.string().min(1).max(300),
});
/** As long as a cell is shown. */
const text = z.string().max(300);

export const workbookRouter = {
  /** The file's sheets with their columns and headers; null for a file that cannot be opened. */
  open: ofUpload.query(async ({ ctx }) => {
    const table = await ctx.tables.of(ctx.upload);
    if (table === undefined) return null;
    const { sheets, pageRows, emptyHolds } = table;
    return { pageRows, emptyHolds, sheets: sheets.map(({ pages: _, ...sheet }) => sheet) };
  }),

  /** The rows of a page of a sheet that hold anything; [] where there is none. */
  page: ofUpload
    .input(z.object({ sheet: z.int().min(0).max(1000), page: z.int().min(0).max(20_000) }))
    .query(({ ctx, input }) => ctx.tables.page(ctx.upload, input.sheet, input.page)),

  /** Corrects cells, takes corrections back, and reads the file again. @returns the upload that is read */
  correct: ofUpload
    .input(
      z
        .object({ typed: z.array(cell.extend({ value: text, seen: text, reason })).max(100), takenBack: z.array(cell).max(100) })
        // A draft is not set aside for nothing.
        .refine(({ typed, takenBack }) => typed.length + takenBack.length > 0),
    )
    .mutation(({ ctx, input: { typed, takenBack } }) => correct(ctx, { typed, takenBack })),
};
