import { type FindingArea, findingAreas, ruleBook, settableSeverities, type Words } from '@sipkadin/budget';
import { ruleSettings, setRuleSeverity } from '@sipkadin/ledger';
import { z } from 'zod';
import { ofGovernment } from '../../rights/trpc.ts';

export const rulesRouter = {
  /** The rule book by area, with what each rule weighs in this government, and who set that when. */
  list: ofGovernment.query(async ({ ctx, input }) => {
    const settings = await ruleSettings(ctx.ledger.read, input.government);
    const names = await ctx.names(settings.map(({ actor }) => actor));
    const set = new Map(settings.map((setting) => [setting.code, setting]));
    return Object.entries(findingAreas).map(([area, { name }]) => ({
      area: area as FindingArea,
      name: name as Words,
      rules: ruleBook
        .filter((rule) => rule.area === area)
        .map(({ area: _, ...rule }) => {
          const setting = set.get(rule.code);
          return {
            ...rule,
            set: setting?.severity ?? null,
            changed: setting === undefined ? null : { at: setting.at, by: names.get(setting.actor) ?? setting.actor },
          };
        }),
    }));
  }),

  /** null gives a rule its own severity back. */
  set: ofGovernment
    .input(z.object({ code: z.string().max(60), severity: z.enum(settableSeverities).nullable() }))
    .mutation(async ({ ctx, input }) => {
      await ctx.ledger.transact((tx) => setRuleSeverity(tx, input, ctx.person.id));
      return null;
    }),
};
