import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';

const action = 'reference-published';

/** Records that figures of other regions were published: the audit trail is all that the ledger knows of them. */
export async function recordReference(
  tx: Writing,
  { government, number, hash, actor }: { government: string; number: number; hash: string; actor: string },
): Promise<void> {
  await appendAudit(tx, { actor, action, government, subject: String(number), detail: { hash } });
}

/** Hashes of every reference edition that was published from here. */
export async function recordedReferences(read: Reading): Promise<Set<string>> {
  const rows = await read.selectFrom('audit').select('detail').where('action', '=', action).execute();
  return new Set(rows.map(({ detail }) => (JSON.parse(detail) as { hash: string }).hash));
}
