import { changesBetween } from '@sipkadin/edition';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { previewAddress } from './kept-previews.ts';

export const previewRouter = {
  /** Builds the edition that would be published now. What it changes is held against the newest public edition. */
  open: ofGovernment.input(z.object({ year: fiscalYear })).mutation(async ({ ctx, input: { government, year } }) => {
    const { edition, published, at } = await ctx.keptPreviews.open({ government, year, person: ctx.person.id });
    return {
      year,
      number: edition.manifest.number,
      at,
      address: previewAddress({ government, year }),
      changes: changesBetween(published, edition),
    };
  }),
};
