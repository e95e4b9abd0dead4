import {
  askApproval,
  dropLinkMail,
  enablePerson,
  grant,
  isDisabled,
  offersOf,
  queueAnew,
  recordPerson,
  rolesOf,
  setOffers,
  setRoles,
} from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { administersAll, type HeldRole } from '../../../rights/entitled.ts';
import { type AdminContext, askForApproval, inform, needsApproval, splitRoles } from './approval/second-admin.ts';

/**
 * Disabling a person, signing in as them or removing their second factor reaches into every government they belong to.
 * @throws Refusal `not-found` for a person without a role in this government, `other-admin` for one with a role in a
 * government that the admin does not administer
 */
export async function mustAdminister({ ledger: { read }, person: admin, government }: AdminContext, person: string) {
  const governments = new Set((await rolesOf(read, person)).map((row) => row.government));
  if (!governments.has(government)) throw new Refusal('not-found');
  if (!administersAll(admin.memberships, governments)) throw new Refusal('other-admin');
}

/** Whether roles are offered to the person here. If not, the admin must administer them. @throws Refusal as `mustAdminister` */
export async function mayReach(ctx: AdminContext, person: string): Promise<boolean> {
  const offered = (await offersOf(ctx.ledger.read, { person, government: ctx.government })).length > 0;
  if (!offered) await mustAdminister(ctx, person);
  return offered;
}

/**
 * Makes an account with roles, and a link: mailed where mail is sent, else returned to be handed over. Roles for an account that
 * exists, but has none here, are offers until a link proves the mailbox. No link for a person with roles here and in a government
 * that the admin does not administer: they sign in as before, and nobody here signs in as them. Roles that a second admin has to approve
 * are asked for (`rolesAsked`), and the others are given.
 */
export async function invite(ctx: AdminContext, { name, email, held }: { name: string; email: string; held: readonly HeldRole[] }) {
  const { ledger, accounts, mails, person: admin, government } = ctx;
  const { id, added } = await accounts.add({ name, email });
  const before = await rolesOf(ledger.read, id);
  const offered = !added && !before.some((row) => row.government === government);
  const mine = offered || administersAll(admin.memberships, new Set([...before.map((row) => row.government), government]));
  const { atOnce, acts } = await splitRoles(ctx, id, held);
  const enters = mine && atOnce.length > 0;
  const mailed = enters && mails;
  await ledger.transact(async (tx) => {
    if (offered && atOnce.length > 0) await setOffers(tx, { person: id, government, held: atOnce }, admin.id);
    if (!offered) for (const one of atOnce) await grant(tx, { person: id, government, ...one }, admin.id);
    await recordPerson(tx, { person: id, action: 'person-invited', actor: admin.id, government });
    for (const act of acts) await askApproval(tx, { government, person: id, act }, admin.id);
    if (mailed) await queueAnew(tx, { kind: 'sign-in', government }, id);
  });
  if (mailed) await accounts.dropLinks(email, { of: { government } });
  const handed = enters && !mailed ? await newLink(ctx, id) : { link: null, asked: false };
  return { id, added, mailed, ...handed, rolesAsked: acts.length > 0 };
}

/**
 * Makes the roles of a person here these and no others, whether in effect or offered. Those that a second admin has to approve are asked
 * for; a person who would have no other until then keeps the present ones. @throws Refusal `not-found`; LedgerError `last-admin`
 */
export async function changeRoles(ctx: AdminContext, person: string, held: readonly HeldRole[]): Promise<{ asked: boolean }> {
  const { ledger, person: admin, government } = ctx;
  const present = (await rolesOf(ledger.read, person)).filter((row) => row.government === government);
  const inEffect = present.length > 0;
  const offers = await offersOf(ledger.read, { person, government });
  if (!inEffect && offers.length === 0) throw new Refusal('not-found');
  const { atOnce, acts } = await splitRoles(ctx, person, held);
  const kept = acts.length > 0 && atOnce.length === 0 ? (inEffect ? present : offers) : atOnce;
  await ledger.transact(async (tx) => {
    await (inEffect ? setRoles : setOffers)(tx, { person, government, held: kept }, admin.id);
    for (const act of acts) await askApproval(tx, { government, person, act }, admin.id);
  });
  // What waits to be mailed would be a link without a purpose; links that were sent prove nothing any more.
  if (!inEffect && kept.length === 0) await ledger.transact((tx) => dropLinkMail(tx, person, government));
  return { asked: acts.length > 0 };
}

/**
 * Another one-time link, to hand over; of a person who may move figures or give roles, once a second admin approves. Earlier links
 * end, those that wait to be mailed too. @throws Refusal `wrong-state` where the link would prove a mailbox, and mail is sent
 */
export async function newLink(ctx: AdminContext, person: string): Promise<{ link: string | null; asked: boolean }> {
  if ((await mayReach(ctx, person)) && ctx.mails) throw new Refusal('wrong-state');
  if (await needsApproval(ctx, person)) {
    await askForApproval(ctx, person, 'person-link-made');
    return { link: null, asked: true };
  }
  return { link: await handOver(ctx, person), asked: false };
}

/** Makes the link. Where it proves a mailbox, roles of governments that this admin does not administer will not stay. */
export async function handOver(ctx: AdminContext, person: string): Promise<string> {
  const { ledger, accounts, mails, person: admin, government } = ctx;
  const offered = await mayReach(ctx, person);
  if (offered && mails) throw new Refusal('wrong-state');
  const { email } = await accounts.find(person);
  const elsewhere = new Set((await rolesOf(ledger.read, person)).map((row) => row.government));
  await ledger.transact(async (tx) => {
    await dropLinkMail(tx, person, government);
    await recordPerson(tx, { person, action: 'person-link-made', actor: admin.id });
    await inform(tx, ctx, person, 'link-made');
  });
  return accounts.soleLink(email, offered ? { government, way: administersAll(admin.memberships, elsewhere) ? 'all' : 'own' } : null);
}

/**
 * Queues a mail with another one-time link, which is made when the mail goes out. Earlier links end now.
 * @throws Refusal `wrong-state` where no mail is sent, or for a disabled person
 */
export async function mailLink(ctx: AdminContext, person: string) {
  const { ledger, accounts, mails, person: admin, government } = ctx;
  await mayReach(ctx, person);
  const { email } = await accounts.find(person);
  if (!mails || (await isDisabled(ledger.read, person))) throw new Refusal('wrong-state');
  await ledger.transact(async (tx) => {
    await queueAnew(tx, { kind: 'sign-in', government }, person);
    await recordPerson(tx, { person, action: 'person-link-mailed', actor: admin.id });
  });
  await accounts.dropLinks(email, { of: { government } });
}

/** Removes a second factor; of a person who may move figures or give roles, once a second admin approves. */
export async function resetSecondFactor(ctx: AdminContext, person: string): Promise<{ asked: boolean }> {
  const asked = await needsApproval(ctx, person);
  if (asked) await askForApproval(ctx, person, 'second-factor-reset');
  else await forgetSecondFactor(ctx, person);
  return { asked };
}

/** The person's sessions end; where a role demands a second factor, they set up a new one first. */
export async function forgetSecondFactor(ctx: AdminContext, person: string): Promise<void> {
  const { ledger, accounts, person: admin } = ctx;
  await accounts.forgetSecondFactor(person);
  await accounts.endSessions(person);
  await ledger.transact(async (tx) => {
    await recordPerson(tx, { person, action: 'second-factor-reset', actor: admin.id });
    await inform(tx, ctx, person, 'reset-done');
  });
}

/** Gives a disabled person access again; links from before end, and so do those that wait to be mailed. */
export async function enable({ ledger, accounts, person: admin }: AdminContext, person: string): Promise<void> {
  await accounts.dropLinks((await accounts.find(person)).email);
  await ledger.transact(async (tx) => {
    await dropLinkMail(tx, person);
    await enablePerson(tx, person, admin.id);
  });
}
