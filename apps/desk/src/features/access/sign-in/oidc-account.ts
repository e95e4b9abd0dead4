import { isDisabled, type Ledger, listGovernments, recordPerson, replaceClaimed, revokeClaimed, rolesOf } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { Accounts } from '../people/accounts.ts';
import { type Claims, claimAt, rolesIn } from './claims.ts';
import { tieTo } from './reset.ts';
import type { SignIn } from './sign-in.ts';

/** Why a person from the sign-in service is refused; the sign-in page has words for each reason. */
export type NoEntryReason = 'begin-again' | 'service' | 'unverified' | 'other-account' | 'no-role' | 'disabled';

export class NoEntry extends Error {
  readonly reason: NoEntryReason;
  constructor(reason: NoEntryReason) {
    super(reason);
    this.name = 'NoEntry';
    this.reason = reason;
  }
}

interface Parts {
  settings: { issuer: string; rolesClaim: string };
  ledger: Ledger;
  signIn: SignIn;
}

/**
 * The account of the person in the claims, with the roles of the claims; one is made if the claims have a role.
 * @throws NoEntry `unverified`, `other-account`, `no-role`, `disabled`
 */
export async function accountOfClaims({ settings, ledger, signIn }: Parts, claims: Claims): Promise<{ id: string; email: string }> {
  const governments = new Set((await listGovernments(ledger.read)).map(({ code }) => code));
  const held = rolesIn(claimAt(claims, settings.rolesClaim)).filter(({ government }) => governments.has(government));
  const links = linksOf(signIn, settings.issuer);
  let person = await links.find(claims.sub);
  let made = false;
  if (!person) {
    const { email, email_verified: verified, name } = claims;
    const address = typeof email === 'string' ? email.trim().toLowerCase() : '';
    // An unverified address would let anyone into its owner's account. Letters beyond ASCII would be another mailbox that becomes the
    // same in lower case (K, the sign for kelvin).
    if (typeof email !== 'string' || !/^[!-~]+$/.test(email.trim()) || verified !== true) throw new NoEntry('unverified');
    const { internalAdapter: accounts } = signIn.context;
    person = (await accounts.findUserByEmail(address))?.user ?? null;
    // An address may pass to another official; the account must not.
    if (person && (await links.has(person.id))) throw new NoEntry('other-account');
    if (!person) {
      if (held.length === 0) throw new NoEntry('no-role');
      const called = typeof name === 'string' && name.trim() !== '' ? name.trim() : address;
      person = await accounts.createUser({ name: called, email: address, emailVerified: true }, { method: 'oidc' });
      made = true;
    }
    await links.make(person.id, claims.sub);
    const { id } = person;
    await ledger.transact((tx) => recordPerson(tx, { person: id, action: 'service-linked', actor: id }));
  }
  const { id, email } = person;
  if (await isDisabled(ledger.read, id)) throw new NoEntry('disabled');
  const before = await rolesOf(ledger.read, id);
  // Admins of the governments of before may have had a link to the account: a role in another one begins with nobody inside.
  if (!made && held.some((one) => !before.some(({ government }) => government === one.government))) {
    await signIn.reset(id, { ties: true });
    await ledger.transact((tx) => recordPerson(tx, { person: id, action: 'mailbox-proven', actor: id }));
  }
  await ledger.transact((tx) => replaceClaimed(tx, { person: id, held }, 'oidc'));
  if ((await rolesOf(ledger.read, id)).length === 0) throw new NoEntry('no-role');
  return { id, email };
}

/**
 * Unlinks an account from every sign-in service: roles from there are revoked, sessions end, and one-time links stop working.
 * @throws Refusal `wrong-state` where there is nothing to undo; LedgerError `last-admin`
 */
export async function untie({ ledger, accounts }: { ledger: Ledger; accounts: Accounts }, person: string, actor: string): Promise<void> {
  const { email } = await accounts.find(person);
  const claimed = (await rolesOf(ledger.read, person)).some(({ source }) => source === 'oidc');
  if (!claimed && (await accounts.ties(person)) === 0) throw new Refusal('wrong-state');
  await ledger.transact(async (tx) => {
    // Before the roles are revoked: the record belongs to the trails of the governments of these roles.
    await recordPerson(tx, { person, action: 'service-unlinked', actor });
    await revokeClaimed(tx, person, actor);
  });
  await accounts.forgetTies(person);
  await accounts.dropLinks(email);
  await accounts.endSessions(person);
}

/** Links between accounts and identifiers of one service; an identifier has no meaning at another service. */
function linksOf({ context }: SignIn, issuer: string) {
  const { adapter, internalAdapter: accounts } = context;
  const providerId = tieTo(issuer);
  const found = (field: 'accountId' | 'userId', value: string) =>
    adapter.findOne<{ userId: string }>({
      model: 'account',
      where: [
        { field: 'providerId', value: providerId },
        { field, value },
      ],
    });
  return {
    async find(sub: string): Promise<{ id: string; email: string } | null> {
      const link = await found('accountId', sub);
      return link && accounts.findUserById(link.userId);
    },
    has: async (person: string) => (await found('userId', person)) !== null,
    make: (person: string, sub: string) => accounts.linkAccount({ userId: person, providerId, accountId: sub }),
  };
}
