import type { Code, IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import type { ApprovalAct, ApprovalTable } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { instantOf } from '../ledger.ts';
import { recordPerson } from './people.ts';

export type { ApprovalAct, RelaxingAct } from '../database/schema.ts';

/** What an admin asked for, to be approved by another one. */
export interface ApprovalRow {
  seq: number;
  government: Code;
  /** To whom it is done. */
  person: string;
  act: ApprovalAct;
  askedBy: string;
  askedAt: IsoInstant;
  expiresAt: IsoInstant;
}

const hours = 24;

/** Asks for an approval, which can be given for 24 hours; the same one is not asked for twice. */
export async function askApproval(
  tx: Writing,
  { government, person, act }: { government: Code; person: string; act: ApprovalAct },
  actor: string,
): Promise<void> {
  const at = instantOf(tx);
  const open = await openApprovals(tx, government, at);
  if (open.some((one) => one.person === person && one.act === act)) return;
  const expires = new Date(Date.parse(at) + hours * 60 * 60_000).toISOString();
  await tx
    .insertInto('approval')
    .values({ government, person, act, asked_by: actor, asked_at: at, expires_at: expires, settled_at: null })
    .execute();
  await recordPerson(tx, { person, action: 'approval-asked', actor, detail: { act }, government });
}

/** What waits for an approval in a government at an instant, oldest first. */
export async function openApprovals(read: Reading, government: Code, at: IsoInstant): Promise<ApprovalRow[]> {
  const rows = await read
    .selectFrom('approval')
    .selectAll()
    .where('government', '=', government)
    .where('settled_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('seq')
    .execute();
  return rows.map(rowOf);
}

/** @throws LedgerError `not-found` where the government has no such request; it may be settled or past */
export async function getApproval(read: Reading, { government, seq }: { government: Code; seq: number }): Promise<ApprovalRow> {
  const row = await read.selectFrom('approval').selectAll().where('seq', '=', seq).where('government', '=', government).executeTakeFirst();
  if (!row) throw new LedgerError('not-found', String(seq));
  return rowOf(row);
}

/** Gives or declines an approval, once. @throws LedgerError `wrong-state` where it was settled before or has expired */
export async function settleApproval(
  tx: Writing,
  { seq, government, person, act }: ApprovalRow,
  given: boolean,
  actor: string,
): Promise<void> {
  const at = instantOf(tx);
  const settled = await tx
    .updateTable('approval')
    .set({ settled_at: at })
    .where('seq', '=', seq)
    .where('settled_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) throw new LedgerError('wrong-state', String(seq));
  await recordPerson(tx, { person, action: given ? 'approval-given' : 'approval-declined', actor, detail: { act }, government });
}

function rowOf(row: Omit<ApprovalTable, 'seq'> & { seq: number | bigint }): ApprovalRow {
  const { government, person, act } = row;
  return { seq: Number(row.seq), government, person, act, askedBy: row.asked_by, askedAt: row.asked_at, expiresAt: row.expires_at };
}
