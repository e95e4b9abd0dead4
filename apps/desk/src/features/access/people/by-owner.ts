import { grant, type Ledger, type MemberRow, queueAnew, recordPerson, rolesOf } from '@sipkadin/ledger';
import type { Accounts } from './accounts.ts';

/*
 * For the owner of the machine, at the command line: no second admin is asked, and the audit trail says that it was done there.
 */

/**
 * Adds a person or roles. An account that others may have had a link to, because it has no role in one of these governments yet, is
 * reset first. @returns a link that signs in once, within 15 minutes
 */
export async function addByOwner(
  { ledger, accounts }: { ledger: Ledger; accounts: Accounts },
  { name, email, held }: { name: string; email: string; held: readonly Omit<MemberRow, 'person'>[] },
  actor: string,
): Promise<string> {
  const { id: person, added } = await accounts.add({ name, email });
  const before = await rolesOf(ledger.read, person);
  const isNew = ({ government }: { government: string }) => !before.some((row) => row.government === government);
  if (!added && held.some(isNew)) await accounts.reset(person);
  await ledger.transact(async (tx) => {
    for (const one of held) {
      const has = before.some((row) => row.government === one.government && row.role === one.role && row.unit === one.unit);
      if (!has) await grant(tx, { person, ...one }, actor);
    }
    await recordPerson(tx, { person, action: 'person-link-made', actor });
  });
  return accounts.link(email);
}

/** Removes a person's second factor; their sessions end. @returns a link as above. @throws Refusal `not-found` */
export async function resetByOwner(
  { ledger, accounts, mails }: { ledger: Ledger; accounts: Accounts; mails: boolean },
  email: string,
  actor: string,
): Promise<string> {
  const { id: person } = await accounts.findByEmail(email);
  await accounts.forgetSecondFactor(person);
  await accounts.endSessions(person);
  const [first] = await rolesOf(ledger.read, person);
  await ledger.transact(async (tx) => {
    await recordPerson(tx, { person, action: 'second-factor-reset', actor });
    await recordPerson(tx, { person, action: 'person-link-made', actor });
    if (mails && first) await queueAnew(tx, { kind: 'access', government: first.government, change: 'reset-done' }, person);
  });
  return accounts.soleLink(email);
}
