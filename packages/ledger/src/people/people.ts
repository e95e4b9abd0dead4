import { appendAudit, type PersonAction } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { instantOf } from '../ledger.ts';

export const roles = ['operator', 'verifier', 'publisher', 'leadership', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A role and, for an operator of one OPD, that OPD's code. */
export interface Held {
  role: Role;
  unit: string | null;
}

/** What a person may do in one government. */
export interface MemberRow extends Held {
  person: string;
  government: string;
}

/** `hand`: given by an admin, kept until an admin takes it; `oidc`: given by a claim of the sign-in service, replaced by the next. */
export type RoleSource = 'hand' | 'oidc';

export const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** Adds a role; nothing, and no record, where it is held already. */
export async function grant(
  tx: Writing,
  { person, government, role, unit }: MemberRow,
  actor: string,
  source: RoleSource = 'hand',
): Promise<void> {
  const added = await tx
    .insertInto('member')
    .values({ person, government, role, unit: unit ?? '', source })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await appendAudit(tx, { actor, action: 'role-granted', government, subject: person, detail: { role, unit } });
}

/** @throws LedgerError `last-admin` where nobody would be left who may give roles */
export async function revoke(tx: Writing, member: MemberRow, actor: string): Promise<void> {
  await removeRole(tx, member, actor);
  if (member.role === 'admin') await mustHaveAdmin(tx, member.government);
}

/** Takes a role, the last admin's too. */
export async function removeRole(tx: Writing, { person, government, role, unit }: MemberRow, actor: string): Promise<void> {
  const removed = await tx
    .deleteFrom('member')
    .where('person', '=', person)
    .where('government', '=', government)
    .where('role', '=', role)
    .where('unit', '=', unit ?? '')
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) return;
  await appendAudit(tx, { actor, action: 'role-revoked', government, subject: person, detail: { role, unit } });
}

async function mustHaveAdmin(tx: Writing, government: string): Promise<void> {
  if (!(await hasAdmin(tx, government))) throw new LedgerError('last-admin', government);
}

/** Whether somebody who is not disabled may give roles in a government. @param but a person who is left out */
export async function hasAdmin(read: Reading, government: string, but = ''): Promise<boolean> {
  const left = await read
    .selectFrom('member')
    .leftJoin('disabled', 'disabled.person', 'member.person')
    .select('member.person')
    .where('government', '=', government)
    .where('role', '=', 'admin')
    .where('member.person', '<>', but)
    .where('disabled.person', 'is', null)
    .executeTakeFirst();
  return left !== undefined;
}

const sameRole = (a: Held, b: Held) => a.role === b.role && a.unit === b.unit;

/** Makes the roles that were given by hand in one government these and no others. @throws LedgerError `last-admin` */
export async function setRoles(
  tx: Writing,
  { person, government, held }: { person: string; government: string; held: readonly Held[] },
  actor: string,
): Promise<void> {
  const before = (await rolesOf(tx, person)).filter((row) => row.government === government);
  // An admin who hands the role on within one change is not without one in between.
  for (const one of held) if (!before.some((row) => sameRole(row, one))) await grant(tx, { person, government, ...one }, actor);
  for (const row of before) if (row.source === 'hand' && !held.some((one) => sameRole(row, one))) await revoke(tx, row, actor);
}

/**
 * Makes the roles that came from the sign-in service these and no others, in all governments; roles given by hand stay.
 * The service has the last word, over the last admin too: a new one is made at the command line.
 */
export async function replaceClaimed(
  tx: Writing,
  { person, held }: { person: string; held: readonly (Held & { government: string })[] },
  actor: string,
): Promise<void> {
  const before = await rolesOf(tx, person);
  const same = (a: Held & { government: string }, b: Held & { government: string }) => a.government === b.government && sameRole(a, b);
  for (const one of held) if (!before.some((row) => same(row, one))) await grant(tx, { person, ...one }, actor, 'oidc');
  for (const row of before) if (row.source === 'oidc' && !held.some((one) => same(row, one))) await removeRole(tx, row, actor);
}

/** Takes the roles that came from the sign-in service, in all governments. @throws LedgerError `last-admin` */
export async function revokeClaimed(tx: Writing, person: string, actor: string): Promise<void> {
  for (const row of await rolesOf(tx, person)) if (row.source === 'oidc') await revoke(tx, row, actor);
}

export async function rolesOf(read: Reading, person: string): Promise<(MemberRow & { source: RoleSource })[]> {
  const rows = await read.selectFrom('member').selectAll().where('person', '=', person).orderBy('government').orderBy('role').execute();
  return rows.flatMap(rowOf);
}

export async function listMembers(read: Reading, government: string): Promise<(MemberRow & { source: RoleSource })[]> {
  const rows = await read.selectFrom('member').selectAll().where('government', '=', government).orderBy('person').orderBy('role').execute();
  return rows.flatMap(rowOf);
}

function rowOf(row: { person: string; government: string; role: string; unit: string; source: string }) {
  const { person, government, role, unit } = row;
  if (!isRole(role)) return [];
  return [
    { person, government, role, unit: unit === '' ? null : unit, source: row.source === 'oidc' ? ('oidc' as const) : ('hand' as const) },
  ];
}

/** Shuts a person out, in every government; roles stay for when they come back. @throws LedgerError `last-admin` */
export async function disablePerson(tx: Writing, person: string, actor: string): Promise<void> {
  if (await isDisabled(tx, person)) return;
  await tx
    .insertInto('disabled')
    .values({ person, at: instantOf(tx) })
    .execute();
  for (const { role, government } of await rolesOf(tx, person)) if (role === 'admin') await mustHaveAdmin(tx, government);
  await recordPerson(tx, { person, action: 'person-disabled', actor });
}

export async function enablePerson(tx: Writing, person: string, actor: string): Promise<void> {
  if (!(await isDisabled(tx, person))) return;
  await tx.deleteFrom('disabled').where('person', '=', person).execute();
  await recordPerson(tx, { person, action: 'person-enabled', actor });
}

/**
 * For the transaction that takes a step: the role may have been taken away while the step waited.
 * @throws LedgerError `no-role` where the person has none of these roles in the government, or was disabled
 */
export async function mustHoldRole(
  read: Reading,
  { person, government, roles: allowed }: { person: string; government: string; roles: readonly Role[] },
): Promise<void> {
  const held = (await rolesOf(read, person)).some((row) => row.government === government && allowed.includes(row.role));
  if (!held || (await isDisabled(read, person))) throw new LedgerError('no-role', `${person} in ${government}`);
}

export async function isDisabled(read: Reading, person: string): Promise<boolean> {
  return (await read.selectFrom('disabled').select('person').where('person', '=', person).executeTakeFirst()) !== undefined;
}

/** An event of a person that belongs to no government is recorded in the trail of every government where they have a role or an
 * offer. @param government another one that it belongs to: of what is done there before they have either */
export async function recordPerson(
  tx: Writing,
  entry: { person: string; action: PersonAction; actor: string; detail?: Record<string, unknown>; government?: string },
): Promise<void> {
  const { person, action, actor, detail = {} } = entry;
  const also = entry.government === undefined ? [] : [{ government: entry.government }];
  const offered = await tx.selectFrom('offered_role').select('government').where('person', '=', person).execute();
  const governments = new Set([...(await rolesOf(tx, person)), ...offered, ...also].map(({ government }) => government));
  for (const government of governments.size === 0 ? [''] : governments)
    await appendAudit(tx, { actor, action, government, subject: person, detail });
}
