import { LRUCache } from 'lru-cache';
import { mcpLimits } from './limits.ts';

/** Frees the place of a question that was answered. */
type Leave = () => void;

/**
 * Limits the questions of one client: how many are under way, and how many come in a minute. A client may save up questions for a
 * burst, and earns one more every `60 / perMinute` seconds.
 * @param now in milliseconds
 */
export function clientLimit({ atOnce, burst, perMinute, clients } = mcpLimits.client, now = Date.now) {
  // The least recent is forgotten where more ask than are counted: it begins anew with a whole burst.
  const known = new LRUCache<string, { saved: number; at: number; under: number }>({ max: clients });

  /** @returns how to leave again; or the seconds after which to ask again */
  return (client: string): Leave | number => {
    const at = now();
    const one = known.get(client) ?? { saved: burst, at, under: 0 };
    known.set(client, one);
    one.saved = Math.min(burst, one.saved + ((at - one.at) / 60_000) * perMinute);
    one.at = at;
    if (one.under >= atOnce) return 1;
    if (one.saved < 1) return Math.ceil(((1 - one.saved) / perMinute) * 60);
    one.saved--;
    one.under++;
    return () => void one.under--;
  };
}
