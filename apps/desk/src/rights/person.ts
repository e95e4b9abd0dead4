import { isDisabled, type Reading, rolesOf } from '@sipkadin/ledger';
import type { Account } from '../features/access/sign-in/sign-in.ts';
import type { HeldRole } from './entitled.ts';
import { roleTraits } from './rights.ts';

export interface Membership extends HeldRole {
  government: string;
}

export interface Person extends Account {
  /** [] while the second factor is missing, so that a check that forgets to ask for it lets nobody through. */
  memberships: Membership[];
  /** Whether a role demands a second factor that is not set up: then only the account screen is open. */
  lacksSecondFactor: boolean;
}

/** The person of an account with the roles of this moment; null for a disabled one. Read anew at every request. */
export async function personOf(read: Reading, account: Account, rules: { secondFactorRequired: boolean }): Promise<Person | null> {
  if (await isDisabled(read, account.id)) return null;
  const memberships = (await rolesOf(read, account.id)).map(({ government, role, unit }) => ({ government, role, unit }));
  const lacksSecondFactor = !account.secondFactor && demandsSecondFactor(memberships, rules);
  return { ...account, memberships: lacksSecondFactor ? [] : memberships, lacksSecondFactor };
}

/** The roles of a person in one government; [] for none. */
export function membershipsIn(person: Person, government: string): Membership[] {
  return person.memberships.filter((membership) => membership.government === government);
}

/** Whether one of the roles demands a second factor, where the deployment demands it at all. */
export function demandsSecondFactor(held: readonly HeldRole[], { secondFactorRequired }: { secondFactorRequired: boolean }): boolean {
  return secondFactorRequired && held.some(({ role }) => roleTraits[role].needsSecondFactor);
}
