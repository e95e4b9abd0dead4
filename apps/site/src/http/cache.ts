import { LRUCache } from 'lru-cache';
import type { Address } from '../routes/address.ts';
import type { Resource } from './resource.ts';

/** A resource that was made. */
export interface Made {
  resource: Resource;
  /** What was read from the editions to make it; see reading/recorded.ts. */
  uses: ReadonlySet<string>;
  /** How to make it anew; undefined for what is never made ahead. */
  from?: { address: Address; url: string };
}

/** Resources by address, limited in bytes so that many different addresses cannot fill the memory. */
export function resourceCache(limitBytes: number) {
  // Doubled, because compressed copies are made after the size is measured.
  const kept = new LRUCache<string, Made & { asked: number }>({
    maxSize: limitBytes,
    sizeCalculation: ({ resource }, key) => resource.size() * 2 + key.length,
  });
  return {
    get(key: string): Resource | undefined {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      found.asked++;
      return found.resource;
    },
    set: (key: string, made: Made): void => void kept.set(key, { ...made, asked: 0 }),
    /** Those with one of these uses that were asked for most since they were made. */
    mostAsked(changed: ReadonlySet<string> | 'all', most: number): [string, Made][] {
      return [...kept.entries()]
        .filter(([, { uses }]) => isChanged(uses, changed))
        .toSorted(([, one], [, other]) => other.asked - one.asked)
        .slice(0, most);
    },
    /** Drops every resource that has one of these uses. */
    drop(changed: ReadonlySet<string> | 'all'): void {
      if (changed === 'all') kept.clear();
      else for (const [key, { uses }] of [...kept.entries()]) if (isChanged(uses, changed)) kept.delete(key);
    },
  };
}

function isChanged(uses: ReadonlySet<string>, changed: ReadonlySet<string> | 'all'): boolean {
  return changed === 'all' || !uses.isDisjointFrom(changed);
}
