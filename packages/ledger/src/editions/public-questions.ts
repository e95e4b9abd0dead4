import type { Code, FiscalYear, IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { addRecorded } from '../obstacles/recorded-rows.ts';
import type { AnswerOutcome } from './openness-tables.ts';

/** The actor of what a reader without an account does. */
export const reader = 'public';

/** The figure that a question is about, in one edition. Codes are '' where they do not narrow it. */
export interface AskedFigure {
  year: FiscalYear;
  edition: number;
  unit: Code;
  activity: Code;
  account: Code;
}

export interface WrittenAnswer {
  seq: number;
  /** The question as it is to be published. */
  asked: string;
  text: string;
  actor: string;
  at: IsoInstant;
}

interface Decision {
  answer: number | null;
  outcome: AnswerOutcome;
  reason: string;
  actor: string;
  at: IsoInstant;
}

/** A reader's question with the last answer that was written and the last decision. */
export interface PublicQuestion extends AskedFigure {
  seq: number;
  text: string;
  at: IsoInstant;
  answer: WrittenAnswer | null;
  decision: Decision | null;
  /** What readers see now, and since when; null where nothing is public. */
  published: (WrittenAnswer & { publishedAt: IsoInstant }) | null;
  /** What it waits for; null where it is answered in public or declined. */
  waitsFor: 'answer' | 'publication' | null;
}

/**
 * Stores a reader's question.
 * @returns whether it is new; false where the same text about the same figure waits already, which stores nothing
 */
export async function askPublicQuestion(
  tx: Writing,
  { government, text, ...figure }: AskedFigure & { government: string; text: string },
): Promise<boolean> {
  const { year, edition, unit, activity, account } = figure;
  const waiting = await heldQuestions(tx, government);
  const isKnown = waiting.some(
    (one) => one.text === text && one.year === year && one.unit === unit && one.activity === activity && one.account === account,
  );
  if (isKnown) return false;
  const row = { government, year, edition, unit, activity, account, text };
  await addRecorded(tx, 'public_question', row, { actor: reader, subject: unit === '' ? government : unit });
  return true;
}

/** The questions of a government that wait for an answer or its publication, the oldest first. */
export async function heldQuestions(read: Reading, government: string): Promise<PublicQuestion[]> {
  return (await publicQuestions(read, government)).filter(({ waitsFor }) => waitsFor !== null);
}

/**
 * Writes an answer, or another in place of the last one; a second person publishes it.
 * @throws LedgerError `not-found`; `wrong-state` where the question was declined
 */
export async function answerPublicQuestion(
  tx: Writing,
  { government, question, asked, text }: { government: string; question: number; asked: string; text: string },
  actor: string,
): Promise<void> {
  const { decision } = await getPublicQuestion(tx, { government, question });
  if (decision?.outcome === 'declined') throw new LedgerError('wrong-state', String(question));
  await addRecorded(tx, 'public_answer', { government, question, asked, text }, { actor, subject: String(question) });
}

/**
 * Publishes an answer together with its question, or sends it back to be written anew.
 * @throws LedgerError `not-found`; `wrong-state` where it is not the last answer or was decided on already; `own-note` where the same
 * person wrote it
 */
export async function decidePublicAnswer(
  tx: Writing,
  { government, question, answer, publish, reason }: Decided & { answer: number; publish: boolean },
  actor: string,
): Promise<void> {
  const found = await getPublicQuestion(tx, { government, question });
  if (found.waitsFor !== 'publication' || found.answer?.seq !== answer) throw new LedgerError('wrong-state', String(question));
  if (found.answer.actor === actor) throw new LedgerError('own-note', String(question));
  await addStep(tx, { government, question, answer, outcome: publish ? 'published' : 'sent-back', reason }, actor);
}

interface Decided {
  government: string;
  question: number;
  reason: string;
}

/** Closes a question without an answer: readers see it in a count only. @throws LedgerError `not-found`; `wrong-state` where it does not wait */
export async function declinePublicQuestion(tx: Writing, { government, question, reason }: Decided, actor: string): Promise<void> {
  const { waitsFor, published } = await getPublicQuestion(tx, { government, question });
  if (waitsFor === null || published !== null) throw new LedgerError('wrong-state', String(question));
  await addStep(tx, { government, question, answer: null, outcome: 'declined', reason }, actor);
}

/** Takes a published answer and its question from the public; the question waits again. @throws LedgerError `not-found`, `wrong-state` */
export async function withdrawPublicAnswer(tx: Writing, { government, question, reason }: Decided, actor: string): Promise<void> {
  const { published } = await getPublicQuestion(tx, { government, question });
  if (published === null) throw new LedgerError('wrong-state', String(question));
  await addStep(tx, { government, question, answer: published.seq, outcome: 'withdrawn', reason }, actor);
}

async function addStep(tx: Writing, step: Decided & Pick<Decision, 'answer' | 'outcome'>, actor: string): Promise<void> {
  await addRecorded(tx, 'public_answer_step', step, { actor, subject: String(step.question) });
}

async function getPublicQuestion(
  read: Reading,
  { government, question }: { government: string; question: number },
): Promise<PublicQuestion> {
  const found = (await publicQuestions(read, government)).find(({ seq }) => seq === question);
  if (found === undefined) throw new LedgerError('not-found', String(question));
  return found;
}

/** All questions of a government, the oldest first. */
export async function publicQuestions(read: Reading, government: string): Promise<PublicQuestion[]> {
  const questions = await read.selectFrom('public_question').selectAll().where('government', '=', government).orderBy('seq').execute();
  const answers = await read.selectFrom('public_answer').selectAll().where('government', '=', government).orderBy('seq').execute();
  const steps = await read.selectFrom('public_answer_step').selectAll().where('government', '=', government).orderBy('seq').execute();
  const answersOf = Map.groupBy(answers, ({ question }) => Number(question));
  const stepsOf = Map.groupBy(steps, ({ question }) => Number(question));
  return questions.map(({ seq, year, edition, unit, activity, account, text, at }) => {
    const written = (answersOf.get(Number(seq)) ?? []).map((row) => ({
      ...{ seq: Number(row.seq), asked: row.asked, text: row.text, actor: row.actor, at: row.at },
    }));
    const decisions = (stepsOf.get(Number(seq)) ?? []).map((row) => ({
      ...{
        answer: row.answer === null ? null : Number(row.answer),
        outcome: row.outcome,
        reason: row.reason,
        actor: row.actor,
        at: row.at,
      },
    }));
    return {
      ...{ seq: Number(seq), year: Number(year) as FiscalYear, edition: Number(edition), unit, activity, account, text, at },
      ...stateOf(written, decisions),
    };
  });
}

/** The state of a question by its answers and decisions, each in the order in which they were stored. */
export function stateOf(
  answers: readonly WrittenAnswer[],
  decisions: readonly Decision[],
): Pick<PublicQuestion, 'answer' | 'decision' | 'published' | 'waitsFor'> {
  const answer = answers.at(-1) ?? null;
  const decision = decisions.at(-1) ?? null;
  const shown = decisions.findLast(({ outcome }) => outcome === 'published' || outcome === 'withdrawn');
  const open = shown?.outcome === 'published' ? answers.find(({ seq }) => seq === shown.answer) : undefined;
  const published = open === undefined || shown === undefined ? null : { ...open, publishedAt: shown.at };
  const isDecided = answer !== null && decisions.some((one) => one.answer === answer.seq);
  if (decision?.outcome === 'declined') return { answer, decision, published: null, waitsFor: null };
  if (answer !== null && !isDecided) return { answer, decision, published, waitsFor: 'publication' };
  return { answer, decision, published, waitsFor: published === null ? 'answer' : null };
}
