import { settableSeverities } from '@sipkadin/budget';
import { setGovernment, setRuleSeverity } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment } from '../../rights/trpc.ts';
import { reason } from '../uploads/review/review.api.ts';
import { bases, basisState } from './basis-state.ts';
import { ruleList } from './rule-list.ts';

export const rulesRouter = {
  list: ofGovernment.query(({ ctx }) => ruleList(ctx)),

  /** The basis that counts, what is kept on each, and its earlier changes. */
  basis: ofGovernment.query(({ ctx }) => basisState(ctx)),

  /** From now on; what was published keeps its own. */
  setBasis: ofGovernment
    .input(z.object({ basis: z.enum(bases), reason }))
    .mutation(async ({ ctx, input: { government, basis, reason } }) => {
      await ctx.ledger.transact((tx) => setGovernment(tx, government, { basis }, ctx.person.id, reason));
      return null;
    }),

  /** null restores the rule's own severity. */
  set: ofGovernment
    .input(z.object({ code: z.string().max(60), severity: z.enum(settableSeverities).nullable() }))
    .mutation(async ({ ctx, input }) => {
      await ctx.ledger.transact((tx) => setRuleSeverity(tx, input, ctx.person.id));
      return null;
    }),
};
