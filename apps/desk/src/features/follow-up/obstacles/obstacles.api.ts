import { type Cause, causeWords, type IsoDate, isIsoDate } from '@sipkadin/budget';
import { answerQuestion, askQuestion, getQuestion, releaseObstacle, unitActivities } from '@sipkadin/ledger';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../../rights/trpc.ts';
import { obstacleList, obstacleTasks } from './obstacle-list.ts';
import { endObstacle, mustBeImpersonal, mustReadUnit, mustWriteFor, saveObstacle } from './write-obstacle.ts';

export const unitCode = z.string().regex(/^[\d.]{1,40}$/);
export const isoDay = z.string().refine((text): text is IsoDate => isIsoDate(text));
/** Texts that people write: one paragraph, plain; a screen and a CSV show them as they are. */
export const line = (most: number) => z.string().trim().min(3).max(most);
const maybe = (most: number) => z.string().trim().max(most);
const obstacleId = z.string().regex(/^(?:o\d{6,12}|f[0-9a-f]{16})$/);
const number = z.int().min(1).max(2_000_000_000);
const cause = z.enum(Object.keys(causeWords) as [Cause, ...Cause[]]);

export const obstaclesRouter = {
  /** Obstacles and questions of a year, open and ended; for an operator of one OPD only that OPD's. */
  list: ofGovernment.input(z.object({ year: fiscalYear.optional() })).query(({ ctx, input }) => obstacleList(ctx, input)),

  /** How much waits for the person: unanswered questions, and obstacles that the last report left out. */
  tasks: ofGovernment.query(({ ctx }) => obstacleTasks(ctx)),

  /** The activities of an OPD by name, to choose from. */
  activities: ofGovernment.input(z.object({ year: fiscalYear, unit: unitCode })).query(async ({ ctx, input }) => {
    mustReadUnit(ctx.viewer, input.unit);
    return [...(await unitActivities(ctx.ledger.read, input))].map(([code, name]) => ({ code, name }));
  }),

  /** A new obstacle, or the next state of one; what was written before is kept. */
  write: ofGovernment
    .input(
      z.object({
        year: fiscalYear,
        id: obstacleId.optional(),
        unit: unitCode,
        activity: z.string().regex(/^[\d.X]{0,40}$/),
        cause,
        what: line(600),
        followUp: maybe(600),
        unblocker: maybe(120),
        promisedOn: isoDay.nullable(),
        owner: maybe(120),
        mayBePublic: z.boolean(),
      }),
    )
    .mutation(({ ctx, input }) => saveObstacle(ctx, input)),

  /** Resolved or dropped, in words. */
  end: ofGovernment
    .input(z.object({ year: fiscalYear, id: obstacleId, state: z.enum(['resolved', 'dropped']), ending: line(600) }))
    .mutation(({ ctx, input }) => endObstacle(ctx, input)),

  /** Lets what an OPD wrote go to the public with the next edition, or not. */
  release: ofGovernment.input(z.object({ entry: number, released: z.boolean() })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => releaseObstacle(tx, input, ctx.person.id));
    return null;
  }),

  ask: ofGovernment
    .input(
      z.object({
        ...{ year: fiscalYear, unit: unitCode, activity: z.string().regex(/^[\d.X]{0,40}$/) },
        ...{ obstacle: z.union([z.literal(''), obstacleId]), text: line(600) },
      }),
    )
    .mutation(async ({ ctx, input }) => {
      mustBeImpersonal(input.text);
      await ctx.ledger.transact(async (tx) => {
        await mustWriteFor(tx, ctx, input);
        await askQuestion(tx, input, ctx.person.id);
      });
      return null;
    }),

  answer: ofGovernment.input(z.object({ question: number, text: line(1200) })).mutation(async ({ ctx, input }) => {
    mustBeImpersonal(input.text);
    await ctx.ledger.transact(async (tx) => {
      mustReadUnit(ctx.viewer, (await getQuestion(tx, input)).unit);
      await answerQuestion(tx, input, ctx.person.id);
    });
    return null;
  }),
};
