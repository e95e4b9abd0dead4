import { dayInJakarta } from '@sipkadin/budget';
import { getPromise, makePromise, noteMeeting, openMeeting, settlePromise } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { ofGovernment } from '../../../rights/trpc.ts';
import { isoDay, line, unitCode } from '../obstacles/obstacles.api.ts';
import { mustBeImpersonal } from '../obstacles/write-obstacle.ts';
import { dayOfMeeting, meetingList, meetingSession, nextMeeting } from './meeting-data.ts';

export const meetingRouter = {
  /** The meetings so far, and what the next one would look at. */
  list: ofGovernment.query(({ ctx }) => meetingList(ctx)),

  /** One meeting: each OPD with its figures, promises and obstacles, and what was noted. */
  session: ofGovernment.input(z.object({ day: isoDay })).query(({ ctx, input }) => meetingSession(ctx, input.day)),

  /** Opens the meeting of today. */
  open: ofGovernment.mutation(async ({ ctx }) => {
    const meeting = await nextMeeting(ctx);
    await ctx.ledger.transact((tx) => openMeeting(tx, { government: ctx.government, ...meeting }, ctx.person.id));
    return { day: meeting.day };
  }),

  note: ofGovernment.input(z.object({ unit: unitCode, text: z.string().trim().max(4000) })).mutation(async ({ ctx, input }) => {
    mustBeImpersonal(input.text);
    await ctx.ledger.transact(async (tx) => noteMeeting(tx, { ...input, day: await dayOfMeeting(tx, ctx, input.unit) }, ctx.person.id));
    return null;
  }),

  promise: ofGovernment
    .input(z.object({ unit: unitCode, what: line(600), owner: line(120), due: isoDay }))
    .mutation(async ({ ctx, input }) => {
      mustBeImpersonal(input.what, input.owner);
      if (input.due < dayInJakarta(ctx.now())) throw new Refusal('bad-input');
      await ctx.ledger.transact(async (tx) => makePromise(tx, { ...input, day: await dayOfMeeting(tx, ctx, input.unit) }, ctx.person.id));
      return null;
    }),

  /** What became of a promise, once: by the day on which it was done or dropped. */
  settle: ofGovernment
    .input(
      z.object({
        ...{ promise: z.int().min(1).max(2_000_000_000), outcome: z.enum(['done', 'dropped']), day: isoDay },
        text: z.string().trim().max(600),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      mustBeImpersonal(input.text);
      await ctx.ledger.transact(async (tx) => {
        const { madeOn, outcome } = await getPromise(tx, input);
        if (input.day < madeOn || input.day > dayInJakarta(ctx.now())) throw new Refusal('bad-input');
        if (outcome !== null) throw new Refusal('wrong-state');
        await settlePromise(tx, input, ctx.person.id);
      });
      return null;
    }),
};
