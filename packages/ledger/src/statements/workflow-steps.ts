import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { Step } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { instantOf } from '../ledger.ts';

/** The steps of an upload: append-only, each with its record in the audit trail. */

export async function move(
  tx: Writing,
  upload: { id: string; government: string },
  step: Step,
  actor: string,
  reason = '',
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .insertInto('step')
    .values({ upload: upload.id, step, at: instantOf(tx), actor, reason })
    .execute();
  await appendAudit(tx, {
    actor,
    action: `upload-${step}`,
    government: upload.government,
    subject: upload.id,
    detail: reason === '' ? detail : { ...detail, reason },
  });
}

/** An upload and the last of its steps. @throws LedgerError `not-found` */
export async function headOf(read: Reading, id: string) {
  const upload = await read.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst();
  if (!upload) throw new LedgerError('not-found', id);
  const step = await read.selectFrom('step').selectAll().where('upload', '=', id).orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
  return { upload, step };
}

const chunk = 400;

/** The last step of each of these uploads, by upload. */
export async function lastSteps(read: Reading, uploads: readonly string[]): Promise<Map<string, { step: Step; reason: string }>> {
  const last = new Map<string, { step: Step; reason: string }>();
  for (let at = 0; at < uploads.length; at += chunk) {
    const part = uploads.slice(at, at + chunk);
    const rows = await read
      .selectFrom('step')
      .select(['upload', 'step', 'reason'])
      .where('seq', 'in', ({ selectFrom }) =>
        selectFrom('step')
          .select(({ fn }) => fn.max('seq').as('seq'))
          .where('upload', 'in', part)
          .groupBy('upload'),
      )
      .execute();
    for (const { upload, ...step } of rows) last.set(upload, step);
  }
  return last;
}

/** Steps at which an upload has no statements yet, and may be read. */
export const unread: readonly Step[] = ['received', 'asked', 'refused', 'cancelled'];

/** A read upload has its statements now; for `addStatements`. */
export async function becomeDraft(tx: Writing, id: string): Promise<{ government: string }> {
  const { upload, step } = await headOf(tx, id);
  if (!unread.includes(step.step)) throw new LedgerError('wrong-state', `${id} is ${step.step}`);
  await move(tx, upload, 'draft', upload.uploaded_by);
  return { government: upload.government };
}
