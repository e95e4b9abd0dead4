import { appendAudit } from './audit.ts';
import type { Reading, Writing } from './database.ts';

export const roles = ['operator', 'verifier', 'publisher', 'leadership', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a person may do in one government; `unit` narrows an operator to one OPD. */
export interface MemberRow {
  person: string;
  government: string;
  role: Role;
  unit: string | null;
}

const isRole = (text: string): text is Role => roles.some((role) => role === text);

export async function grant(tx: Writing, { person, government, role, unit }: MemberRow, actor: string): Promise<void> {
  await tx
    .insertInto('member')
    .values({ person, government, role, unit: unit ?? '' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await appendAudit(tx, { actor, action: 'role-granted', government, subject: person, detail: { role, unit } });
}

export async function revoke(tx: Writing, { person, government, role, unit }: MemberRow, actor: string): Promise<void> {
  await tx
    .deleteFrom('member')
    .where('person', '=', person)
    .where('government', '=', government)
    .where('role', '=', role)
    .where('unit', '=', unit ?? '')
    .execute();
  await appendAudit(tx, { actor, action: 'role-revoked', government, subject: person, detail: { role, unit } });
}

const rowOf = (row: { person: string; government: string; role: string; unit: string }): MemberRow[] =>
  isRole(row.role) ? [{ person: row.person, government: row.government, role: row.role, unit: row.unit === '' ? null : row.unit }] : [];

export async function rolesOf(read: Reading, person: string): Promise<MemberRow[]> {
  const rows = await read.selectFrom('member').selectAll().where('person', '=', person).orderBy('government').orderBy('role').execute();
  return rows.flatMap(rowOf);
}

export async function listMembers(read: Reading, government: string): Promise<MemberRow[]> {
  const rows = await read.selectFrom('member').selectAll().where('government', '=', government).orderBy('person').orderBy('role').execute();
  return rows.flatMap(rowOf);
}
