import { Refusal } from '@sipkadin/workflow';
import type { SignIn } from '../sign-in/sign-in.ts';

/** What an admin sees of an account. No secret is in it. */
export interface AccountRow {
  id: string;
  name: string;
  email: string;
  /** null: never signed in. */
  lastSeen: string | null;
  secondFactor: boolean;
}

export interface SessionRow {
  id: string;
  begun: string;
  lastSeen: string;
  address: string;
  /** As the browser names itself. */
  agent: string;
}

export type Accounts = ReturnType<typeof createAccounts>;

const service = 'oidc ';
/** What stands beside an account is its identity at that sign-in service, or else its password. */
export const tieTo = (issuer: string) => `${service}${issuer}`;
const isTie = ({ providerId }: { providerId: string }) => providerId.startsWith(service);

/** Accounts as those see them who look after people: by id, whoever is signed in. */
export function createAccounts({ context, link, soleLink, mailedLink, dropLinks }: SignIn) {
  const { internalAdapter: accounts, adapter } = context;

  const shown = (user: { id: string; name: string; email: string }): AccountRow => {
    const { lastSeenAt, twoFactorEnabled } = user as { lastSeenAt?: Date | string | null; twoFactorEnabled?: boolean | null };
    const { id, name, email } = user;
    return { id, name, email, lastSeen: lastSeenAt ? new Date(lastSeenAt).toISOString() : null, secondFactor: twoFactorEnabled === true };
  };

  async function tokenOf(person: string, session: string): Promise<string> {
    const found = (await accounts.listSessions(person)).find(({ id }) => id === session);
    if (!found) throw new Refusal('not-found');
    return found.token;
  }

  return {
    ...{ link, soleLink, mailedLink, dropLinks },
    /** Makes the account unless the address has one. Nobody signs up by themselves. */
    async add({ name, email }: { name: string; email: string }): Promise<AccountRow & { added: boolean }> {
      const address = email.trim().toLowerCase();
      const known = await accounts.findUserByEmail(address);
      const user = known?.user ?? (await accounts.createUser({ name, email: address, emailVerified: true }, { method: 'invitation' }));
      return { ...shown(user), added: !known };
    },
    async find(id: string): Promise<AccountRow> {
      const user = await accounts.findUserById(id);
      if (!user) throw new Refusal('not-found');
      return shown(user);
    },
    async findByEmail(email: string): Promise<AccountRow> {
      const found = await accounts.findUserByEmail(email.toLowerCase());
      if (!found) throw new Refusal('not-found');
      return shown(found.user);
    },
    /** By id; ids of the command line and of removed people are left out. */
    async several(ids: Iterable<string>): Promise<Map<string, AccountRow>> {
      const found = await Promise.all([...new Set(ids)].map((id) => accounts.findUserById(id)));
      return new Map(found.flatMap((user) => (user ? [[user.id, shown(user)]] : [])));
    },
    /** 0 on a fresh deployment. */
    count: () => accounts.countTotalUsers(),

    async sessions(person: string): Promise<SessionRow[]> {
      const sessions = await accounts.listSessions(person, { onlyActiveSessions: true });
      return sessions
        .map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
          id,
          begun: new Date(createdAt).toISOString(),
          lastSeen: new Date(updatedAt).toISOString(),
          address: ipAddress ?? '',
          agent: userAgent ?? '',
        }))
        .toSorted((a, b) => b.lastSeen.localeCompare(a.lastSeen));
    },
    async endSession(person: string, session: string): Promise<void> {
      await accounts.deleteSession(await tokenOf(person, session));
    },
    /** @param but the one that stays. */
    async endSessions(person: string, but?: string): Promise<void> {
      for (const { id, token } of await accounts.listSessions(person)) if (id !== but) await accounts.deleteSession(token);
    },
    /** At how many sign-in services somebody has an identity that leads to this account. */
    ties: async (person: string) => (await accounts.findAccounts(person)).filter(isTie).length,
    async forgetTies(person: string): Promise<void> {
      for (const tie of (await accounts.findAccounts(person)).filter(isTie)) await accounts.deleteAccount(tie.id);
    },
    /** Takes the second factor off somebody who lost it: they sign in without, and set up a new one. */
    async forgetSecondFactor(person: string): Promise<void> {
      await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: person }] });
      await accounts.updateUser(person, { twoFactorEnabled: false });
    },
  };
}
