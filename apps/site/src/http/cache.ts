import type { Resource } from './resource.ts';

/** Resources by address, the least lately used thrown out first. Bounded by bytes, so that odd addresses cannot fill the memory. */
export function resourceCache(limitBytes: number) {
  let kept = new Map<string, { resource: Resource; size: number }>();
  let bytes = 0;
  return {
    get(key: string): Resource | undefined {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      // A Map keeps its order of insertion, which thereby is the order of use.
      kept.delete(key);
      kept.set(key, found);
      return found.resource;
    },
    set(key: string, resource: Resource): void {
      const size = resource.size() * 2 + key.length;
      const before = kept.get(key);
      if (before) bytes -= before.size;
      kept.delete(key);
      kept.set(key, { resource, size });
      bytes += size;
      for (const [oldest, { size: freed }] of kept) {
        if (bytes <= limitBytes || oldest === key) break;
        kept.delete(oldest);
        bytes -= freed;
      }
    },
    clear(): void {
      kept = new Map();
      bytes = 0;
    },
    bytes: () => bytes,
  };
}
