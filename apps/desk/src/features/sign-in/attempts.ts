/** Wrong passwords and codes, counted in memory for one minute each. */
export interface Attempts {
  /** Whether this sender has to wait before trying this account again. */
  tooMany(address: string, account: string): boolean;
  wrong(address: string, account: string): void;
  right(address: string, account: string): void;
}

const window = 60_000;
const kept = 10_000;

/**
 * Counts by sender's address and account together: nobody can keep an owner out from another address, and an office behind
 * one address is not kept out by one colleague's slip. What one address may do in all is the sign-in library's limit.
 */
export function createAttempts({ max = 10, now = Date.now }: { max?: number; now?: () => number } = {}): Attempts {
  const wrongs = new Map<string, number[]>();
  const key = (address: string, account: string) => `${address} ${account}`;
  const recent = (name: string) => (wrongs.get(name) ?? []).filter((at) => now() - at < window);
  return {
    tooMany: (address, account) => recent(key(address, account)).length >= max,
    wrong(address, account) {
      const name = key(address, account);
      const times = [...recent(name), now()];
      // The latest stand last; the oldest go first when a flood of names comes.
      wrongs.delete(name);
      wrongs.set(name, times);
      if (wrongs.size > kept) for (const [first] of wrongs) return void wrongs.delete(first);
    },
    right: (address, account) => void wrongs.delete(key(address, account)),
  };
}
