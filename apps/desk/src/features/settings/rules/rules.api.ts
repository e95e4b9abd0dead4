import { settableSeverities } from '@sipkadin/budget';
import { setRuleSeverity } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment } from '../../../rights/trpc.ts';
import { ruleList } from './rule-list.ts';

export const rulesRouter = {
  list: ofGovernment.query(({ ctx }) => ruleList(ctx)),

  /** null restores the rule's own severity. */
  set: ofGovernment
    .input(z.object({ code: z.string().max(60), severity: z.enum(settableSeverities).nullable() }))
    .mutation(async ({ ctx, input }) => {
      await ctx.ledger.transact((tx) => setRuleSeverity(tx, input, ctx.person.id));
      return null;
    }),
};
