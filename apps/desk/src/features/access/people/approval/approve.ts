import {
  type ApprovalAct,
  type ApprovalRow,
  type GovernmentSettings,
  getApproval,
  grant,
  offersOf,
  queueAnew,
  type Role,
  rolesOf,
  setGovernment,
  setOffers,
  settleApproval,
} from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { forgetSecondFactor, handOver, mayReach } from '../administer.ts';
import { type AdminContext, roleGivenBy } from './second-admin.ts';

/**
 * Does what another admin asked for. @returns the link, where one was asked for, or is needed for a role to take effect
 * @throws Refusal `own-request` for the admin who asked and the person concerned, `not-found`, `other-admin`; LedgerError
 * `wrong-state` where it was settled before or has expired
 */
export async function approve(ctx: AdminContext, seq: number): Promise<{ link: string | null }> {
  const { ledger, person: admin, government } = ctx;
  const asked = await getApproval(ledger.read, { government, seq });
  if (asked.askedBy === admin.id || asked.person === admin.id) throw new Refusal('own-request');
  const role = roleGivenBy(asked.act);
  if (role !== null) return { link: await giveRole(ctx, asked, role) };
  const relaxed = relaxedBy(asked.act);
  if (relaxed !== null) {
    await ledger.transact(async (tx) => {
      await settleApproval(tx, asked, true, admin.id);
      await setGovernment(tx, government, relaxed, admin.id);
    });
    return { link: null };
  }
  await mayReach(ctx, asked.person);
  await ledger.transact((tx) => settleApproval(tx, asked, true, admin.id));
  if (asked.act === 'person-link-made') return { link: await handOver(ctx, asked.person) };
  await forgetSecondFactor(ctx, asked.person);
  return { link: null };
}

/** The setting that an act changes; null for an act that concerns a person. */
function relaxedBy(act: ApprovalAct): GovernmentSettings | null {
  if (act === 'allow-verify-own') return { onePerson: true };
  return act === 'allow-publish-own' ? { publishOwn: true } : null;
}

/** Gives a role; to a person without one here as an offer, which takes effect by a link: mailed where mail is sent, else returned. */
async function giveRole(ctx: AdminContext, asked: ApprovalRow, role: Role): Promise<string | null> {
  const { ledger, accounts, mails, person: admin, government } = ctx;
  const { person } = asked;
  const { email } = await accounts.find(person);
  const inEffect = (await rolesOf(ledger.read, person)).some((row) => row.government === government);
  await ledger.transact(async (tx) => {
    await settleApproval(tx, asked, true, admin.id);
    const added = { role, unit: null };
    if (inEffect) return grant(tx, { person, government, ...added }, admin.id);
    await setOffers(tx, { person, government, held: [...(await offersOf(tx, { person, government })), added] }, admin.id);
    if (mails) await queueAnew(tx, { kind: 'sign-in', government }, person);
  });
  if (inEffect) return null;
  if (!mails) return handOver(ctx, person);
  await accounts.dropLinks(email, { of: { government } });
  return null;
}

/** Declines it; the admin who asked takes it back. @throws Refusal `not-found`; LedgerError `wrong-state` as above */
export async function decline({ ledger, person: admin, government }: AdminContext, seq: number): Promise<void> {
  const asked = await getApproval(ledger.read, { government, seq });
  await ledger.transact((tx) => settleApproval(tx, asked, false, admin.id));
}
