import type { FiscalYear, IsoInstant, Month } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { instantOf } from '../ledger.ts';
import { headOf, lastSteps } from '../statements/workflow-steps.ts';

/** With which answers a file of a form was read. */
export interface RememberedAnswers {
  upload: string;
  fileName: string;
  actor: string;
  at: IsoInstant;
  answers: Record<string, string>;
  about: {
    year: FiscalYear | null;
    /** Months that its name or titles hinted at. */
    months: Month[];
    /** How its titles name an OPD; '' where they do not. */
    opd: string;
  };
}

/** An answer that an upload took over; `records`: it follows from stored amounts, `next-month`: from the answer and the file's name. */
export interface TakenOver {
  value: string;
  how: 'same' | 'next-month' | 'records';
  /** The upload that it was given for, or whose amounts are equal. */
  from: string;
}

/** A form in a government: by the fingerprint of its tables and the pattern of its files' names. */
interface FormOfGovernment {
  government: string;
  form: string;
  namePattern: string;
}

/** Remembers the answers that an upload was read with, for the next file of its form. */
export async function keepAnswers(
  tx: Writing,
  { government, form, namePattern }: FormOfGovernment,
  { upload, actor, answers, about }: Pick<RememberedAnswers, 'upload' | 'actor' | 'answers' | 'about'>,
): Promise<void> {
  await tx
    .insertInto('remembered_answers')
    .values({
      ...{ government, form, upload, actor, name_pattern: namePattern, at: instantOf(tx) },
      ...{ answers: JSON.stringify(answers), about: JSON.stringify(about) },
    })
    .execute();
}

const remembered = ['draft', 'submitted', 'verified', 'published'];

/** Answers that files of a form were read with, the newest first; not those of uploads that were returned or withdrawn. */
export async function rememberedAnswers(
  read: Reading,
  { government, form, namePattern }: FormOfGovernment,
  limit = 20,
): Promise<RememberedAnswers[]> {
  const rows = await read
    .selectFrom('remembered_answers')
    .innerJoin('upload', 'upload.id', 'remembered_answers.upload')
    .select(['remembered_answers.upload', 'file_name', 'actor', 'at', 'answers', 'about'])
    .where('remembered_answers.government', '=', government)
    .where('form', '=', form)
    .where('name_pattern', '=', namePattern)
    .orderBy('remembered_answers.seq', 'desc')
    .limit(limit)
    .execute();
  const steps = await lastSteps(
    read,
    rows.map(({ upload }) => upload),
  );
  return rows
    .filter(({ upload }) => remembered.includes(steps.get(upload)?.step ?? ''))
    .map(({ upload, file_name: fileName, actor, at, answers, about }) => ({
      ...{ upload, fileName, actor, at },
      answers: JSON.parse(answers) as Record<string, string>,
      about: JSON.parse(about) as RememberedAnswers['about'],
    }));
}

/** Takes note of the answers that an upload took over, all of them, each in the trail. */
export async function takeOverAnswers(tx: Writing, upload: string, answers: Record<string, TakenOver>, actor: string): Promise<void> {
  await record(tx, upload, answers);
  const { government } = (await headOf(tx, upload)).upload;
  await appendAudit(tx, { actor, action: 'answers-taken-over', government, subject: upload, detail: answers });
}

/**
 * From now on an upload takes no answers over: its person is asked. What one had taken over is taken back, on record.
 * @param had the upload of the same bytes that had taken answers over
 */
export async function takeAnswersBack(tx: Writing, upload: string, actor: string, had = upload): Promise<void> {
  const taken = Object.keys((await takenOver(tx, had)) ?? {});
  await record(tx, upload, {});
  if (taken.length === 0) return;
  const { government } = (await headOf(tx, had)).upload;
  await appendAudit(tx, { actor, action: 'answers-taken-back', government, subject: had, detail: { answers: taken } });
}

async function record(tx: Writing, upload: string, answers: Record<string, TakenOver>): Promise<void> {
  await tx
    .insertInto('answers_taken_over')
    .values({ upload, at: instantOf(tx), answers: JSON.stringify(answers) })
    .execute();
}

/** The answers that an upload took over, by key; {} where they were taken back, undefined where it never took any over. */
export async function takenOver(read: Reading, upload: string): Promise<Record<string, TakenOver> | undefined> {
  const row = await read
    .selectFrom('answers_taken_over')
    .select('answers')
    .where('upload', '=', upload)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && (JSON.parse(row.answers) as Record<string, TakenOver>);
}
