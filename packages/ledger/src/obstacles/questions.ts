import type { Code, FiscalYear } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { type Authored, addRecorded } from './recorded-rows.ts';

/** What leadership asked an OPD, and what the OPD answered. */
export interface Question extends Authored {
  seq: number;
  unit: Code;
  /** '' where it is about the OPD as such. */
  activity: Code;
  /** Id of the obstacle that it is about; '' for none. */
  obstacle: string;
  text: string;
  answers: (Authored & { text: string })[];
}

interface Scope {
  government: string;
  year: FiscalYear;
}

/** @returns the question's number */
export async function askQuestion(
  tx: Writing,
  { government, year, unit, activity, obstacle, text }: Scope & Pick<Question, 'unit' | 'activity' | 'obstacle' | 'text'>,
  actor: string,
): Promise<number> {
  return addRecorded(tx, 'question', { government, year, unit, activity, obstacle, text }, { actor, subject: obstacle || unit });
}

/** Adds an answer; a further one goes beneath the earlier. @throws LedgerError `not-found` */
export async function answerQuestion(
  tx: Writing,
  { government, question, text }: { government: string; question: number; text: string },
  actor: string,
): Promise<void> {
  const { unit } = await getQuestion(tx, { government, question });
  await addRecorded(tx, 'answer', { government, question, text }, { actor, subject: unit });
}

/** @throws LedgerError `not-found` */
export async function getQuestion(
  read: Reading,
  { government, question }: { government: string; question: number },
): Promise<{ unit: Code }> {
  const row = await read
    .selectFrom('question')
    .select('unit')
    .where('seq', '=', question)
    .where('government', '=', government)
    .executeTakeFirst();
  if (!row) throw new LedgerError('not-found', String(question));
  return row;
}

/** All questions of a year with their answers, the oldest first. */
export async function questionsOf(read: Reading, { government, year }: Scope): Promise<Question[]> {
  const rows = await read
    .selectFrom('question')
    .selectAll()
    .where('government', '=', government)
    .where('year', '=', year)
    .orderBy('seq')
    .execute();
  const answers = await read
    .selectFrom('answer')
    .innerJoin('question', 'question.seq', 'answer.question')
    .select(['answer.question as question', 'answer.text as text', 'answer.actor as actor', 'answer.at as at'])
    .where('question.government', '=', government)
    .where('question.year', '=', year)
    .orderBy('answer.seq')
    .execute();
  const byQuestion = Map.groupBy(answers, ({ question }) => Number(question));
  return rows.map(({ seq, unit, activity, obstacle, text, actor, at }) => ({
    ...{ seq: Number(seq), unit, activity, obstacle, text, actor, at },
    answers: (byQuestion.get(Number(seq)) ?? []).map((one) => ({ text: one.text, actor: one.actor, at: one.at })),
  }));
}
