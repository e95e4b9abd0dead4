import { dayInJakarta, type IsoInstant } from '@sipkadin/budget';
import { askPublicQuestion, getGovernment, heldQuestions, type Ledger, LedgerError, listEditions } from '@sipkadin/ledger';
import { Router } from 'express';
import type { Bodies } from '../../../app/bodies.ts';
import { neverStored } from '../../../rights/guard.ts';
import type { RegisterRounds } from '../register-rounds.ts';
import { DailyQuestions, questionLimits } from './question-limits.ts';
import { backOf, isFilledByProgram, languageOf, type QuestionFault, readQuestion, type SentQuestion } from './read-question.ts';
import { type Reply, sendReply } from './reply-page.ts';

interface AskParts {
  ledger: Ledger;
  registers: RegisterRounds;
  bodies: Bodies;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
}

/**
 * Takes readers' questions: a form without a session, a cookie or a script. It is the one address of the desk that writes for people
 * who are not signed in, so everything it takes is limited before the ledger is asked.
 */
export function askRoute({ ledger, registers, bodies, now, log }: AskParts): Router {
  const routes = Router();
  const daily = new DailyQuestions();

  async function take(sent: SentQuestion | QuestionFault, client: string): Promise<Reply> {
    if (typeof sent === 'string') return sent;
    const { government, year, edition } = sent;
    if (!(await takesQuestions(sent))) return 'closed';
    if (!daily.allows({ client, government, day: dayInJakarta(now()) })) return 'too-many';
    const published = await listEditions(ledger.read, government, year);
    if (!published.some(({ number }) => number === edition)) return 'bad-input';
    const isStored = await ledger.transact(async (tx) => {
      if ((await heldQuestions(tx, government)).length >= questionLimits.held) return false;
      const { language: _, ...question } = sent;
      await askPublicQuestion(tx, question);
      return true;
    });
    if (!isStored) return 'too-many';
    await registers.publish(government);
    return 'received';
  }

  async function takesQuestions({ government }: SentQuestion): Promise<boolean> {
    try {
      return (await getGovernment(ledger.read, government)).publicQuestions;
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'not-found') return false;
      throw error;
    }
  }

  routes.post('/', neverStored, bodies.json(), (req, res) => {
    const form = new URLSearchParams(String(req.body ?? ''));
    const sent = readQuestion(form);
    const around = { language: languageOf(form), back: backOf(form) };
    const site = req.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return sendReply(res, 'bad-input', around);
    // Told that it was received, a program does not try again.
    if (isFilledByProgram(form)) return sendReply(res, 'received', around);
    take(sent, req.ip ?? '').then(
      (reply) => sendReply(res, reply, around),
      (error: unknown) => {
        log.error({ err: error }, 'a question of a reader could not be stored');
        sendReply(res, 'failed', around);
      },
    );
  });
  return routes;
}
