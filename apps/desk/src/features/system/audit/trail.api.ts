import { checkAudit } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment } from '../../../rights/trpc.ts';
import { trailActors, trailFilter, trailPage } from './trail.ts';

export const trailRouter = {
  /** The audit trail, newest first. */
  records: ofGovernment.input(trailFilter.extend({ before: z.int().optional() })).query(({ ctx, input }) => trailPage(ctx, input)),

  /** The people that the filter offers. */
  actors: ofGovernment.query(({ ctx }) => trailActors(ctx)),

  /** Recomputes the chain of hashes from the first record; all governments share one chain. */
  check: ofGovernment.query(async ({ ctx }) => ({ ...(await checkAudit(ctx.ledger.read)), at: ctx.now() })),
};
