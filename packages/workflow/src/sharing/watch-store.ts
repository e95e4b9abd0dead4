import { isLogBehind, pointersOf, readPointer } from '@sipkadin/edition';
import { listEditions, type Reading } from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';

/**
 * Looks whether another machine published what is not in the folder of editions, or the store does not point to what the ledger
 * recorded last of a year, as after a publication during which it was away, or its log is shorter than the one here.
 * @throws ObjectsError where the store cannot be used; EditionError where a pointer here is damaged
 */
export function watchStore(objects: Objects, editionsRoot: string, read: Reading): () => Promise<boolean> {
  const look = pointersOf(objects);
  return async () => {
    const newest = new Map((await listEditions(read)).map((edition) => [`${edition.government}/${edition.year}`, edition]));
    const pointed = await look();
    if (newest.size > 0 && (await isLogBehind(objects, editionsRoot))) return true;
    return [...newest].some(
      ([key, { government, year, hash }]) => pointed.get(key) !== hash || readPointer(editionsRoot, government, year).at(-1)?.hash !== hash,
    );
  };
}
