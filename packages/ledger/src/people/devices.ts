import type { Code, IsoInstant } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { DeviceScope, DeviceTable } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { instantOf } from '../ledger.ts';

export type { DeviceScope } from '../database/schema.ts';

/** A screen without a person, such as a wallboard, that reads figures by a link. */
export interface DeviceRow {
  id: number;
  government: Code;
  /** Where it hangs. */
  name: string;
  scope: DeviceScope;
  madeBy: string;
  madeAt: IsoInstant;
  /** null while its link works. */
  withdrawnAt: IsoInstant | null;
}

/** @param tokenHash the token itself is not stored. @returns the id of the device */
export async function addDevice(
  tx: Writing,
  { government, name, scope, tokenHash }: Pick<DeviceRow, 'government' | 'name' | 'scope'> & { tokenHash: string },
  actor: string,
): Promise<number> {
  const { seq } = await tx
    .insertInto('device')
    .values({ government, name, scope, token_hash: tokenHash, made_by: actor, made_at: instantOf(tx), withdrawn_at: null })
    .returning('seq')
    .executeTakeFirstOrThrow();
  const id = Number(seq);
  await appendAudit(tx, { actor, action: 'device-made', government, subject: String(id), detail: { name, scope } });
  return id;
}

/** Ends a device's link for good. @throws LedgerError `not-found`, or `wrong-state` where it was withdrawn before */
export async function withdrawDevice(tx: Writing, { government, id }: Pick<DeviceRow, 'government' | 'id'>, actor: string): Promise<void> {
  const row = await tx.selectFrom('device').selectAll().where('seq', '=', id).where('government', '=', government).executeTakeFirst();
  if (row === undefined) throw new LedgerError('not-found', String(id));
  if (row.withdrawn_at !== null) throw new LedgerError('wrong-state', String(id));
  await tx
    .updateTable('device')
    .set({ withdrawn_at: instantOf(tx) })
    .where('seq', '=', id)
    .execute();
  const { name, scope } = row;
  await appendAudit(tx, { actor, action: 'device-withdrawn', government, subject: String(id), detail: { name, scope } });
}

/** All of a government, the latest first. */
export async function listDevices(read: Reading, government: Code): Promise<DeviceRow[]> {
  const rows = await read.selectFrom('device').selectAll().where('government', '=', government).orderBy('seq', 'desc').execute();
  return rows.map(rowOf);
}

/** The device of a token; null where there is none, or its link was withdrawn. */
export async function deviceOf(read: Reading, tokenHash: string): Promise<DeviceRow | null> {
  const row = await read
    .selectFrom('device')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : rowOf(row);
}

function rowOf(row: Omit<DeviceTable, 'seq'> & { seq: number | bigint }): DeviceRow {
  const { government, name, scope } = row;
  return { id: Number(row.seq), government, name, scope, madeBy: row.made_by, madeAt: row.made_at, withdrawnAt: row.withdrawn_at };
}
