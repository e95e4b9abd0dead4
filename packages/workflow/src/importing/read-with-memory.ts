import type { Form, Intake } from '@sipkadin/intake';
import { type Reading, rememberedAnswers, type TakenOver, takenOver, type UploadRow } from '@sipkadin/ledger';
import { equalBudgets, recordsFor, withRecords } from './records.ts';
import { answersToTake } from './take-over.ts';

interface Remembered extends Intake {
  /** Those given and those taken over. */
  answers: Record<string, string>;
  /** All that the upload has taken over by now; undefined where nothing changed. */
  taken: Record<string, TakenOver> | undefined;
}

/**
 * Reads a file, and reads it again with answers that its government gave for the last file of its form, as long as it asks
 * something that can be taken over. What it still asks is offered with what the ledger knows of it.
 * @param takesOver false: it is read once, and asks what it asks
 * @param readWith reads it with these answers, from the beginning
 */
export async function readWithMemory(
  read: Reading,
  { upload, answers, takesOver }: { upload: UploadRow; answers: Record<string, string>; takesOver: boolean },
  readWith: (answers: Record<string, string>) => Promise<Intake>,
): Promise<Remembered> {
  const before = await takenOver(read, upload.id);
  const isAsked = !takesOver || (before !== undefined && Object.keys(before).length === 0);
  const kept = Object.fromEntries(Object.entries(before ?? {}).filter(([key, { value }]) => answers[key] === value));
  let added: Record<string, TakenOver> = {};
  /** Taken over and asked all the same: the file has no use for them. */
  const useless = new Set<string>();
  for (;;) {
    const all = { ...answers, ...valuesOf(added) };
    const intake = await readWith(all);
    const { report, form } = intake;
    const records = report.outcome === 'asked' ? await recordsFor(read, upload) : undefined;
    const offered = records === undefined ? report : withRecords(report, records);
    const result = { ...intake, report: offered, answers: all, taken: changed(before, { ...kept, ...added }) };
    if (records === undefined || form === undefined || isAsked) return result;
    const asked = Object.keys(added).filter((key) => report.questions.some((question) => question.key === key));
    for (const key of asked) useless.add(key);
    const earlier = await rememberedAnswers(read, formIn(upload, form));
    const equal = equalBudgets(report, records.budgets);
    const known = { form, earlier, equal, uploader: upload.uploadedBy, receivedAt: upload.receivedAt };
    const more = Object.entries(answersToTake(offered, known)).filter(([key]) => !useless.has(key) && answers[key] === undefined);
    if (asked.length + more.length === 0) return result;
    added = Object.fromEntries([...Object.entries(added).filter(([key]) => !useless.has(key)), ...more]);
  }
}

export function formIn({ government }: UploadRow, { fingerprint, namePattern }: Form) {
  return { government, form: fingerprint, namePattern };
}

function valuesOf(taken: Record<string, TakenOver>): Record<string, string> {
  return Object.fromEntries(Object.entries(taken).map(([key, { value }]) => [key, value]));
}

function changed(before: Record<string, TakenOver> | undefined, now: Record<string, TakenOver>): Record<string, TakenOver> | undefined {
  return JSON.stringify(before ?? {}) === JSON.stringify(now) ? undefined : now;
}
