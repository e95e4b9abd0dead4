import {
  type AccessChange,
  type ApprovalAct,
  askApproval,
  isDisabled,
  listMembers,
  offersOf,
  openApprovals,
  queueAnew,
  type Role,
  rolesOf,
  type Writing,
} from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../../../rights/authorize.ts';
import { administersAll, type HeldRole } from '../../../../rights/entitled.ts';
import { roleTraits } from '../../../../rights/rights.ts';
import type { DeskContext } from '../../../../rights/trpc.ts';

export type AdminContext = DeskContext & GovernmentGrant;

/*
 * An admin who hands out links, removes second factors, or gives roles to addresses of their own could upload, verify and publish alone.
 * For people who may do one of these, or give roles, another admin has to approve it, where there is another one.
 */

/** Whether the person may move figures towards the public or give roles, or was offered here to do so. */
async function mattersMuch({ ledger: { read }, government }: AdminContext, person: string): Promise<boolean> {
  const held = [...(await rolesOf(read, person)), ...(await offersOf(read, { person, government }))];
  return held.some(({ role }) => roleTraits[role].needsSecondFactor);
}

/** Whether somebody else administers all governments of the person, is not disabled, and has ever signed in. */
async function hasSecondAdmin(
  { ledger: { read }, accounts, person: admin, government }: AdminContext,
  person: string,
  governments: ReadonlySet<string>,
): Promise<boolean> {
  const admins = (await listMembers(read, government)).filter(({ role }) => role === 'admin').map((row) => row.person);
  const others = await accounts.several(admins.filter((id) => id !== admin.id && id !== person));
  for (const { id, lastSeen } of others.values())
    if (lastSeen !== null && !(await isDisabled(read, id)) && administersAll(await rolesOf(read, id), governments)) return true;
  return false;
}

/** Whether there is another admin here, who can approve what this one asks for. */
export async function hasOtherAdmin(ctx: AdminContext): Promise<boolean> {
  return hasSecondAdmin(ctx, ctx.person.id, new Set([ctx.government]));
}

/** Whether a link to the person's account, or the removal of their second factor, has to be approved by a second admin. */
export async function needsApproval(ctx: AdminContext, person: string): Promise<boolean> {
  const governments = new Set([ctx.government, ...(await rolesOf(ctx.ledger.read, person)).map((row) => row.government)]);
  return (await mattersMuch(ctx, person)) && (await hasSecondAdmin(ctx, person, governments));
}

/** The acts of giving a role that moves figures or gives roles, by role. None of these roles is limited to one OPD. */
const givingActs = { verifier: 'give-verifier', publisher: 'give-publisher', admin: 'give-admin' } as const satisfies Partial<
  Record<Role, ApprovalAct>
>;

/** The role that an act gives; null for an act of another kind. */
export function roleGivenBy(act: ApprovalAct): keyof typeof givingActs | null {
  return (['verifier', 'publisher', 'admin'] as const).find((role) => givingActs[role] === act) ?? null;
}

/** Of the roles that an admin wants a person to have here, those that take effect at once, and the acts to ask a second admin for. */
export async function splitRoles(
  ctx: AdminContext,
  person: string,
  held: readonly HeldRole[],
): Promise<{ atOnce: HeldRole[]; acts: ApprovalAct[] }> {
  const { ledger, government } = ctx;
  const known = [...(await rolesOf(ledger.read, person)), ...(await offersOf(ledger.read, { person, government }))];
  const acts = new Map<Role, ApprovalAct>();
  for (const { role } of held)
    if (role in givingActs && !known.some((one) => one.government === government && one.role === role))
      acts.set(role, givingActs[role as keyof typeof givingActs]);
  if (acts.size === 0 || !(await hasSecondAdmin(ctx, person, new Set([government])))) return { atOnce: [...held], acts: [] };
  return { atOnce: held.filter(({ role }) => !acts.has(role)), acts: [...acts.values()] };
}

export async function askForApproval(ctx: AdminContext, person: string, act: ApprovalAct): Promise<void> {
  const { ledger, person: admin, government } = ctx;
  await ledger.transact(async (tx) => {
    await askApproval(tx, { government, person, act }, admin.id);
    await inform(tx, ctx, person, act === 'person-link-made' ? 'link-asked' : 'reset-asked');
  });
}

/** Queues a mail to the person about what is done to their access, where mail is sent. */
export async function inform(tx: Writing, ctx: AdminContext, person: string, change: AccessChange): Promise<void> {
  if (!ctx.mails || !(await mattersMuch(ctx, person))) return;
  await queueAnew(tx, { kind: 'access', government: ctx.government, change }, person);
}

/** What waits for an approval here: who asked for what, for whom, when, and until when it can be given. */
export async function approvalList({ ledger: { read }, now, accounts, person: admin, government }: AdminContext) {
  const open = await openApprovals(read, government, now());
  const known = await accounts.several(open.flatMap(({ person, askedBy }) => [person, askedBy]));
  return open.map(({ seq, person, act, askedBy, askedAt, expiresAt }) => ({
    ...{ seq, person, act, askedAt, expiresAt },
    name: known.get(person)?.name ?? person,
    email: known.get(person)?.email ?? '',
    askedByName: known.get(askedBy)?.name ?? askedBy,
    /** Whether this admin may not approve it: they asked for it, or it is about them. */
    mine: askedBy === admin.id || person === admin.id,
  }));
}
