import { isDisabled, type Ledger, type Role, rolesOf, type UploadRow } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { Account } from '../features/account/sign-in.api.ts';

/** What a person may do in one government; `unit` narrows an operator to one OPD. */
export interface Membership {
  government: string;
  role: Role;
  unit: string | null;
}

export interface Person extends Account {
  /** [] while the second factor is missing: whoever forgets to ask for it lets nobody in. */
  memberships: Membership[];
  /** A role demands a second factor, and none is set up: only the account screen is open. */
  lacksSecondFactor: boolean;
}

/** Roles that move figures towards the public, or give roles. */
export const withSecondFactor: readonly Role[] = ['verifier', 'publisher', 'admin'];

/** Who an account is at this moment; null for one who is shut out. Asked anew at every request. */
export async function personOf(
  read: Ledger['read'],
  account: Account,
  { secondFactorRequired }: { secondFactorRequired: boolean },
): Promise<Person | null> {
  if (await isDisabled(read, account.id)) return null;
  const memberships = (await rolesOf(read, account.id)).map(({ government, role, unit }) => ({ government, role, unit }));
  const lacksSecondFactor =
    secondFactorRequired && !account.secondFactor && memberships.some(({ role }) => withSecondFactor.includes(role));
  return { ...account, memberships: lacksSecondFactor ? [] : memberships, lacksSecondFactor };
}

/** @throws Refusal `signed-out`, `second-factor` */
export function mustBeSeated(person: Person | null): Person {
  if (person === null) throw new Refusal('signed-out');
  if (person.lacksSecondFactor) throw new Refusal('second-factor');
  return person;
}

export function membershipsIn(person: Person, government: string, roles: readonly Role[]): Membership[] {
  return person.memberships.filter((membership) => membership.government === government && roles.includes(membership.role));
}

/** The memberships by which a person reaches an upload. @throws Refusal `not-found`: who may not see it learns nothing of it. */
export function reach(person: Person, upload: UploadRow, roles: readonly Role[]): Membership[] {
  const held = membershipsIn(person, upload.government, roles).filter(
    ({ role, unit }) => role !== 'operator' || unit === null || upload.uploadedBy === person.id,
  );
  if (held.length === 0) throw new Refusal('not-found');
  return held;
}
