import { Refusal } from '@sipkadin/workflow';
import { isTie } from '../sign-in/reset.ts';
import type { SignIn } from '../sign-in/sign-in.ts';

/** An account as an admin sees it, without secrets. */
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
  /** The user agent. */
  agent: string;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** Accounts by id, for admins and the command line. */
export function createAccounts({ context, links, reset }: SignIn) {
  const { internalAdapter: accounts, adapter } = context;

  const accountRow = (user: { id: string; name: string; email: string }): AccountRow => {
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
    ...links,
    reset,
    /** Makes an account unless there is one with the address. People cannot sign up by themselves. */
    async add({ name, email }: { name: string; email: string }): Promise<AccountRow & { added: boolean }> {
      const address = email.trim().toLowerCase();
      const known = await accounts.findUserByEmail(address);
      if (known) return { ...accountRow(known.user), added: false };
      try {
        const user = await accounts.createUser({ name, email: address, emailVerified: true }, { method: 'invitation' });
        return { ...accountRow(user), added: true };
      } catch (error) {
        // Another process may have been faster.
        const other = await accounts.findUserByEmail(address);
        if (!other) throw error;
        return { ...accountRow(other.user), added: false };
      }
    },
    async find(id: string): Promise<AccountRow> {
      const user = await accounts.findUserById(id);
      if (!user) throw new Refusal('not-found');
      return accountRow(user);
    },
    async findByEmail(email: string): Promise<AccountRow> {
      const found = await accounts.findUserByEmail(email.toLowerCase());
      if (!found) throw new Refusal('not-found');
      return accountRow(found.user);
    },
    /** By id; ids of the command line and of removed people are left out. */
    async several(ids: Iterable<string>): Promise<Map<string, AccountRow>> {
      const found = await Promise.all([...new Set(ids)].map((id) => accounts.findUserById(id)));
      return new Map(found.flatMap((user) => (user ? [[user.id, accountRow(user)]] : [])));
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
    /** @param but id of a session to keep */
    async endSessions(person: string, but?: string): Promise<void> {
      for (const { id, token } of await accounts.listSessions(person)) if (id !== but) await accounts.deleteSession(token);
    },
    /** The number of sign-in services that the account is linked to. */
    ties: async (person: string) => (await accounts.findAccounts(person)).filter(isTie).length,
    async forgetTies(person: string): Promise<void> {
      for (const tie of (await accounts.findAccounts(person)).filter(isTie)) await accounts.deleteAccount(tie.id);
    },
    /** Removes the second factor of a person who lost it: they sign in without, and set up a new one. */
    async forgetSecondFactor(person: string): Promise<void> {
      await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: person }] });
      await accounts.updateUser(person, { twoFactorEnabled: false });
    },
  };
}
