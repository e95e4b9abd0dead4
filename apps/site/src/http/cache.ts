import { LRUCache } from 'lru-cache';
import type { Resource } from './resource.ts';

interface Kept {
  resource: Resource;
  /** What was read from the editions to make it; see reading/recorded.ts. */
  uses: ReadonlySet<string>;
}

/** Resources by address, limited in bytes so that many different addresses cannot fill the memory. */
export function resourceCache(limitBytes: number) {
  // Doubled, because compressed copies are made after the size is measured.
  const kept = new LRUCache<string, Kept>({
    maxSize: limitBytes,
    sizeCalculation: ({ resource }, key) => resource.size() * 2 + key.length,
  });
  return {
    get: (key: string): Resource | undefined => kept.get(key)?.resource,
    set: (key: string, resource: Resource, uses: ReadonlySet<string>): void => void kept.set(key, { resource, uses }),
    /** Drops every resource that has one of these uses. */
    drop(changed: readonly string[]): void {
      for (const [key, { uses }] of [...kept.entries()]) if (changed.some((one) => uses.has(one))) kept.delete(key);
    },
    clear: (): void => kept.clear(),
  };
}
