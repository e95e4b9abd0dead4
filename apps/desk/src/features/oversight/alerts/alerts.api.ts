import { bandAt, isoDate } from '@sipkadin/budget';
import { acknowledgeAlert } from '@sipkadin/ledger';
import { alertKinds } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';
import { reason } from '../../uploads/review/review.api.ts';
import { currentAlerts } from './alert-state.ts';

export const alertsRouter = {
  /** Alerts that hold and those that ended this year, with their rules and who took note of them. */
  list: ofGovernment.query(async ({ ctx, input: { government } }) => {
    const { year, asOf, names, simulated, alerts, limits, bands } = await currentAlerts(ctx.ledger, government, ctx.now());
    const people = await ctx.names(alerts.flatMap(({ acknowledged }) => acknowledged?.actor ?? []));
    return {
      ...{ year, asOf, simulated, kinds: alertKinds, limits },
      /** Tenths of a point below the plan from which an OPD is behind on the day of the figures. */
      behindFrom: bandAt(bands, asOf ?? isoDate(year, 12, 31)).behind,
      alerts: alerts.map(({ signal, acknowledged, ...alert }) => ({
        ...alert,
        ...{ name: names.get(alert.unit) ?? alert.unit, day: signal.day, text: signal.text },
        size: signal.size === null ? null : String(signal.size),
        acknowledged: acknowledged && { ...acknowledged, actor: people.get(acknowledged.actor) ?? acknowledged.actor },
      })),
    };
  }),

  /** The note is kept with the alert and in the audit trail. */
  acknowledge: ofGovernment
    .input(z.object({ year: fiscalYear, key: z.string().min(1).max(1000), reason }))
    .mutation(async ({ ctx, input: { government, year, key, reason: note } }) => {
      await ctx.ledger.transact((tx) => acknowledgeAlert(tx, { government, year, key, note }, ctx.person.id));
      return null;
    }),
};
