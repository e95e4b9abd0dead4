import { createHash } from 'node:crypto';
import type { BetterAuthPlugin, DBAdapter } from 'better-auth';

/** Wrong passwords and codes of the last minute. */
export interface Attempts {
  /** Whether this sender has to wait before trying this account again. */
  tooMany(address: string, account: string): Promise<boolean>;
  wrong(address: string, account: string): Promise<void>;
  right(address: string, account: string): Promise<void>;
}

const model = 'wrongAttempt';
const window = 60_000;
const most = 10;

/** The table of the attempts, beside the sign-in library's own and made with them; each wrong attempt is a row. */
export const attemptTable = {
  id: 'wrong-attempts',
  schema: { [model]: { fields: { key: { type: 'string', required: true, index: true }, at: { type: 'date', required: true } } } },
} satisfies BetterAuthPlugin;

/**
 * Counts by sender's address and account together: nobody can keep an owner out from another address, and an office behind
 * one address is not kept out by one colleague's slip. What one address may do in all is the sign-in library's limit. Kept in the
 * database of the accounts, so that every process counts the same; through the library's adapter, because rate-limiter-flexible takes
 * none of our connections as they are (Kysely, PGlite), and would want tables and statements of its own.
 */
export function createAttempts(database: Pick<DBAdapter, 'count' | 'create' | 'deleteMany'>): Attempts {
  // Neither addresses nor accounts are kept readable.
  const of = (address: string, account: string) => {
    const value = createHash('sha256').update(`${address} ${account}`).digest('base64url');
    return { field: 'key', value };
  };
  const windowStart = () => new Date(Date.now() - window);
  return {
    async tooMany(address, account) {
      const recent = { field: 'at', operator: 'gt' as const, value: windowStart() };
      return (await database.count({ model, where: [of(address, account), recent] })) >= most;
    },
    async wrong(address, account) {
      await database.create({ model, data: { key: of(address, account).value, at: new Date() } });
      await database.deleteMany({ model, where: [{ field: 'at', operator: 'lte', value: windowStart() }] });
    },
    async right(address, account) {
      await database.deleteMany({ model, where: [of(address, account)] });
    },
  };
}
