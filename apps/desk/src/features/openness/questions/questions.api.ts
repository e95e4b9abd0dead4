import { accountWords, personalData } from '@sipkadin/budget';
import {
  activityNames,
  answerPublicQuestion,
  decidePublicAnswer,
  declinePublicQuestion,
  getGovernment,
  type PublicQuestion,
  publicQuestions,
  readsUnit,
  unitNames,
  withdrawPublicAnswer,
} from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import { type DeskContext, ofGovernment } from '../../../rights/trpc.ts';
import { questionLimits } from './question-limits.ts';

const number = z.int().min(1).max(2_000_000_000);
const asked = z.string().trim().min(questionLimits.shortest).max(questionLimits.longest);
const answer = z.string().trim().min(3).max(4000);
const reason = z.string().trim().min(5).max(2000);

/** How many questions that wait for nothing are listed. */
const mostClosed = 200;

export const questionsRouter = {
  /** Questions that wait, the oldest first, and the last ones that were published or declined. */
  list: ofGovernment.query(({ ctx }) => questionList(ctx)),

  /** How many questions wait for what the person may do. */
  tasks: ofGovernment.query(async ({ ctx }) => {
    const own = await readable(ctx);
    return {
      toAnswer: own.filter(({ waitsFor }) => waitsFor === 'answer').length,
      toPublish: own.filter(({ waitsFor, answer: last }) => waitsFor === 'publication' && last?.actor !== ctx.person.id).length,
    };
  }),

  answer: ofGovernment.input(z.object({ question: number, asked, text: answer })).mutation(async ({ ctx, input }) => {
    if ([input.asked, input.text].some((text) => personalData(text) !== undefined)) throw new Refusal('personal-text');
    await mustRead(ctx, input.question);
    await ctx.ledger.transact((tx) => answerPublicQuestion(tx, input, ctx.person.id));
    await ctx.registers.publish(input.government);
    return null;
  }),

  /** Publishes an answer with its question, or sends it back. */
  decide: ofGovernment
    .input(z.object({ question: number, answer: number, publish: z.boolean(), reason: z.union([z.literal(''), reason]) }))
    .mutation(async ({ ctx, input }) => {
      if (!input.publish && input.reason === '') throw new Refusal('bad-input');
      await ctx.ledger.transact((tx) => decidePublicAnswer(tx, input, ctx.person.id));
      await ctx.registers.publish(input.government);
      return null;
    }),

  decline: ofGovernment.input(z.object({ question: number, reason })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => declinePublicQuestion(tx, input, ctx.person.id));
    await ctx.registers.publish(input.government);
    return null;
  }),

  withdraw: ofGovernment.input(z.object({ question: number, reason })).mutation(async ({ ctx, input }) => {
    await ctx.ledger.transact((tx) => withdrawPublicAnswer(tx, input, ctx.person.id));
    await ctx.registers.publish(input.government);
    return null;
  }),
};

type Asking = DeskContext & GovernmentGrant;

/** The questions that the person may read: of an operator of one OPD those about it. */
async function readable({ ledger, government, viewer }: Asking): Promise<PublicQuestion[]> {
  return (await publicQuestions(ledger.read, government)).filter(({ unit }) => readsUnit(viewer, unit));
}

/** @throws Refusal `not-found` for a question about an OPD that is not the person's */
async function mustRead(asking: Asking, question: number): Promise<void> {
  if (!(await readable(asking)).some(({ seq }) => seq === question)) throw new Refusal('not-found');
}

async function questionList(ctx: Asking) {
  const { ledger, government, person } = ctx;
  const all = await readable(ctx);
  const waiting = all.filter(({ waitsFor }) => waitsFor !== null);
  const closed = all
    .filter(({ waitsFor }) => waitsFor === null)
    .toReversed()
    .slice(0, mostClosed);
  const shown = [...waiting, ...closed];
  const people = await ctx.names(shown.flatMap(({ answer: last, decision }) => [last?.actor, decision?.actor].flatMap((id) => id ?? [])));
  const called = (id: string) => people.get(id) ?? id;
  const years = new Set(shown.map(({ year }) => year));
  const units = new Map(
    await Promise.all([...years].map(async (year) => [year, await unitNames(ledger.read, { government, year })] as const)),
  );
  const activities = new Map(
    await Promise.all(
      [...years].map(async (year) => {
        const codes = shown.flatMap((one) => (one.year === year && one.activity !== '' ? [one.activity] : []));
        return [year, await activityNames(ledger.read, { government, year }, [...new Set(codes)])] as const;
      }),
    ),
  );
  return {
    now: ctx.now(),
    /** Whether readers may ask now. */
    taken: (await getGovernment(ledger.read, government)).publicQuestions,
    questions: shown.map(({ answer: last, decision, published, ...question }) => ({
      ...question,
      unitName: units.get(question.year)?.get(question.unit) ?? '',
      activityName: activities.get(question.year)?.get(question.activity) ?? '',
      accountName: accountWords(question.account) ?? null,
      answer: last && {
        seq: last.seq,
        asked: last.asked,
        text: last.text,
        by: called(last.actor),
        at: last.at,
        isOwn: last.actor === person.id,
      },
      decision: decision && { outcome: decision.outcome, reason: decision.reason, by: called(decision.actor), at: decision.at },
      publishedAt: published?.publishedAt ?? null,
    })),
  };
}
