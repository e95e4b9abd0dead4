import { amountChanges, type ChangedAmount, type Edition } from '@sipkadin/edition';
import { LRUCache } from 'lru-cache';

/** By the hashes of two editions, so that the pages of a list and its CSV are computed once; an edition never changes. */
const kept = new LRUCache<string, Promise<ChangedAmount[]>>({ max: 4 });

/** The edition that one is chained to. @param every the editions of its year; undefined: it is the first, or that one cannot be read */
export function previousOf({ manifest: { previous } }: Edition, every: readonly Edition[]): Edition | undefined {
  return previous === null ? undefined : every.find(({ hash }) => hash === previous.hash);
}

export function changesOf(before: Edition, after: Edition): Promise<ChangedAmount[]> {
  const key = `${before.hash} ${after.hash}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = amountChanges(before, after);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}
