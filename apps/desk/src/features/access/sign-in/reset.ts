import type { AuthContext, DBAdapter } from 'better-auth';
import type { Links } from './links.ts';

/** The library's provider ids: of passwords, and of links to a sign-in service. */
const password = 'credential';
const service = 'oidc ';
export const tieTo = (issuer: string) => `${service}${issuer}`;
export const isTie = ({ providerId }: { providerId: string }) => providerId.startsWith(service);

/** What goes on working after a reset: a link, by its token; the link to the sign-in service. */
export interface Kept {
  link?: string;
  ties?: boolean;
}

type Store = Pick<AuthContext['internalAdapter'], 'findUserById' | 'updateUser' | 'findAccounts' | 'deleteAccount' | 'deleteUserSessions'>;

/**
 * Puts every way into an account aside: password, second factor, links to a sign-in service, one-time links that an admin may have seen,
 * sessions, and sign-ins that have begun. Whoever had one of them is out; the account and its history stay.
 */
export function createReset(accounts: Store, adapter: Pick<DBAdapter, 'delete' | 'deleteMany'>, { dropLinks }: Links) {
  return async (person: string, kept: Kept = {}): Promise<void> => {
    const user = await accounts.findUserById(person);
    if (!user) return;
    // Before: what is changed by a session of before, from now on, is undone by `undoLate`.
    await accounts.updateUser(person, { resetAt: new Date() });
    for (const account of await accounts.findAccounts(person))
      if (account.providerId === password || (isTie(account) && kept.ties !== true)) await accounts.deleteAccount(account.id);
    await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: person }] });
    // Sign-ins that wait for a code.
    await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: person }] });
    await dropLinks(user.email, { of: 'handed', but: kept.link });
    // After: a sign-in that began by then has a session from before, which is worth nothing.
    await accounts.updateUser(person, { twoFactorEnabled: false, resetAt: new Date() });
    await accounts.deleteUserSessions(person);
  };
}
