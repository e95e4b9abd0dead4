import type { Objects } from '@sipkadin/objects';
import { parsePointer } from '../folder/pointer.ts';
import { heads } from './keys.ts';

/**
 * Looks at what readers of the store are pointed to; a pointer is read again only when it changed.
 * @returns the hash of the newest edition, by government and year as in `19.71/2026`
 */
export function pointersOf(objects: Objects): () => Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, { tag: string; hash: string }>();
  return async () => {
    for (const { key, tag } of await objects.list(heads)) {
      const [, year] = /^heads\/([\d.]+\/\d{4})\/published\.json$/.exec(key) ?? [];
      if (year === undefined || known.get(year)?.tag === tag) continue;
      const editions = parsePointer((await objects.read(key))?.toString('utf8') ?? '');
      known.set(year, { tag, hash: editions?.at(-1)?.hash ?? '' });
    }
    return new Map([...known].map(([year, { hash }]) => [year, hash]));
  };
}
