import { ledgerOf, type Reading, readingOfQuestion } from '@sipkadin/ledger';

/** Answers that are kept at most, over all governments and periods. */
const most = 200;

interface Kept {
  /** The last record of the government's audit trail when the answer was begun. */
  record: number;
  answer: Promise<unknown>;
}

const answers = new WeakMap<Reading, Map<string, Kept>>();

/**
 * An answer about a government that is computed once for each state of what the ledger holds of it. Whatever changes a figure, a setting or a
 * name leaves a record in the government's audit trail in the same transaction, so an answer holds as long as that has not grown.
 * @param key names the question and all that it depends on beside the ledger: the day, the period
 * @param compute answers it from a reading that keeps the rows of statements for the next question
 */
export async function kept<T>(reading: Reading, government: string, key: string, compute: (read: Reading) => Promise<T>): Promise<T> {
  const read = ledgerOf(reading);
  const { record } = await read
    .selectFrom('audit')
    .select(({ fn }) => fn.max('seq').as('record'))
    .where('government', '=', government)
    .executeTakeFirstOrThrow();
  const own = answers.get(read) ?? new Map<string, Kept>();
  answers.set(read, own);
  const known = own.get(key);
  if (known !== undefined && known.record === Number(record)) return known.answer as Promise<T>;
  const answer = compute(readingOfQuestion(read));
  own.delete(key);
  own.set(key, { record: Number(record), answer });
  for (const oldest of own.keys()) {
    if (own.size <= most) break;
    own.delete(oldest);
  }
  // A failure is not kept: the next request tries again.
  answer.catch(() => own.delete(key));
  return answer;
}
