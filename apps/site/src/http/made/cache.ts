import type { IsoDate } from '@sipkadin/budget';
import { LRUCache } from 'lru-cache';
import type { Days } from '../../reading/recorded.ts';
import type { Address } from '../../routes/address.ts';
import type { Resource } from '../resource.ts';

/** A resource that was made. */
export interface Made {
  resource: Resource;
  /** What was read from the editions to make it; see reading/recorded.ts. */
  uses: ReadonlySet<string>;
  /** On which days it is the same; undefined: on all. */
  days?: Days | undefined;
  /** How to make it anew; undefined for what is never made ahead. */
  from?: { address: Address; url: string };
}

/** Uses of which what was made is another now. */
type Changed = ReadonlySet<string> | 'all';

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
    /** Of those that are others now, the ones that were asked for most since they were made. */
    mostAsked(changed: Changed, today: IsoDate, most: number): [string, Made][] {
      return [...kept.entries()]
        .filter(([, made]) => !isSame(made, changed, today))
        .toSorted(([, one], [, other]) => other.asked - one.asked)
        .slice(0, most);
    },
    /** Drops every resource that is another now. */
    drop(changed: Changed, today: IsoDate): void {
      for (const [key, made] of [...kept.entries()]) if (!isSame(made, changed, today)) kept.delete(key);
    },
  };
}

function isSame({ uses, days }: Made, changed: Changed, today: IsoDate): boolean {
  return changed !== 'all' && uses.isDisjointFrom(changed) && isOn(days, today);
}

/** @param days undefined: all */
export function isOn(days: Days | undefined, day: IsoDate): boolean {
  return days === undefined || (days.from <= day && day <= days.until);
}
