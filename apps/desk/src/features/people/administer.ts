import { dropLinkMail, enablePerson, grant, isDisabled, queueLink, recordPerson, rolesOf } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { HeldRole } from '../../rights/entitled.ts';
import type { Person } from '../../rights/person.ts';
import type { DeskContext } from '../../rights/trpc.ts';

/**
 * Disabling a person, signing in as them or removing their second factor reaches into every government they belong to.
 * @throws Refusal `not-found` for a person without a role in this government, `other-admin` for one with a role in a
 * government that the admin does not administer
 */
export async function mustAdminister({ ledger: { read }, person: admin, government }: DeskContext & GovernmentGrant, person: string) {
  const governments = new Set((await rolesOf(read, person)).map((row) => row.government));
  if (!governments.has(government)) throw new Refusal('not-found');
  if (!administersAll(admin, governments)) throw new Refusal('other-admin');
}

/** Whether the admin has that role in all of these governments. */
export function administersAll({ memberships }: Person, governments: Iterable<string>): boolean {
  return [...governments].every((code) => memberships.some(({ government, role }) => government === code && role === 'admin'));
}

/**
 * Makes an account with roles, and a link: mailed where mail is sent, else returned to be handed over. No link for a person
 * with roles in a government that the admin does not administer: they sign in as before, and nobody here signs in as them.
 */
export async function invite(
  { ledger, accounts, mails, person: admin, government }: DeskContext & GovernmentGrant,
  { name, email, held }: { name: string; email: string; held: readonly HeldRole[] },
) {
  const { id, added } = await accounts.add({ name, email });
  const before = await rolesOf(ledger.read, id);
  const mine = administersAll(admin, new Set([...before.map((row) => row.government), government]));
  const mailed = mine && mails;
  await ledger.transact(async (tx) => {
    for (const one of held) await grant(tx, { person: id, government, ...one }, admin.id);
    await recordPerson(tx, { person: id, action: 'person-invited', actor: admin.id });
    if (mailed) await queueLink(tx, { government, person: id });
  });
  return { id, added, mailed, link: mine && !mailed ? await accounts.soleLink(email) : null };
}

/** Another one-time link, to hand over. Earlier links end, those that wait to be mailed too. */
export async function newLink({ ledger, accounts, person: admin }: DeskContext & GovernmentGrant, person: string): Promise<string> {
  const { email } = await accounts.find(person);
  await ledger.transact(async (tx) => {
    await dropLinkMail(tx, person);
    await recordPerson(tx, { person, action: 'person-link-made', actor: admin.id });
  });
  return accounts.soleLink(email);
}

/**
 * Queues a mail with another one-time link, which is made when the mail goes out. Earlier links end now.
 * @throws Refusal `wrong-state` where no mail is sent, or for a disabled person
 */
export async function mailLink({ ledger, accounts, mails, person: admin, government }: DeskContext & GovernmentGrant, person: string) {
  const { email } = await accounts.find(person);
  if (!mails || (await isDisabled(ledger.read, person))) throw new Refusal('wrong-state');
  await ledger.transact(async (tx) => {
    await queueLink(tx, { government, person });
    await recordPerson(tx, { person, action: 'person-link-mailed', actor: admin.id });
  });
  await accounts.dropLinks(email);
}

/** Gives a disabled person access again; links from before end, and so do those that wait to be mailed. */
export async function enable({ ledger, accounts, person: admin }: DeskContext & GovernmentGrant, person: string): Promise<void> {
  await accounts.dropLinks((await accounts.find(person)).email);
  await ledger.transact(async (tx) => {
    await dropLinkMail(tx, person);
    await enablePerson(tx, person, admin.id);
  });
}
