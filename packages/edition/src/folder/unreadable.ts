import type { FiscalYear } from '@sipkadin/budget';
import type { PublicEdition } from './pointer.ts';

/** A year whose newest public edition cannot be read. */
export interface UnreadableEdition {
  government: string;
  year: FiscalYear;
  number: number;
  /** Its file that is gone or damaged, as far as it is known. */
  file: string | undefined;
  /** The edition that `latest` gives instead; undefined where none of the year can be read. */
  instead: number | undefined;
}

type Listed = readonly PublicEdition[];

/**
 * Which public editions cannot be read now. One that was found damaged is looked at again once its manifest was replaced.
 * @param stampOf of an edition's manifest: changes when it is replaced, undefined where it is gone
 */
export function unreadableEditions(stampOf: (government: string, year: FiscalYear, number: number) => string | undefined) {
  const unreadable = new Map<string, { stamp: string | undefined; file: string | undefined }>();
  const gone = { stamp: undefined, file: 'manifest.json' };
  const key = (government: string, year: FiscalYear, number: number) => `${government}/${year}/${number}`;
  const isReadable = (government: string, year: FiscalYear, { number }: PublicEdition) => !unreadable.has(key(government, year, number));

  /** Those to try, oldest first: all of them where none is known to be readable. */
  const readable = (government: string, year: FiscalYear, listed: Listed): Listed => {
    const found = listed.filter((edition) => isReadable(government, year, edition));
    return found.length === 0 ? listed : found;
  };

  return {
    readable,
    areAllReadable: () => unreadable.size === 0,
    /** @returns whether that was not known yet */
    add(government: string, year: FiscalYear, number: number, file: string | undefined): boolean {
      const name = key(government, year, number);
      const isNew = !unreadable.has(name);
      unreadable.set(name, { stamp: stampOf(government, year, number), file });
      return isNew;
    },
    /** Looks from the newest back to one that is there. @returns whether another edition is the newest readable one now */
    look(government: string, year: FiscalYear, listed: Listed): boolean {
      const before = readable(government, year, listed).at(-1);
      for (const { number } of listed.toReversed()) {
        const name = key(government, year, number);
        const found = stampOf(government, year, number);
        if (found === undefined) unreadable.set(name, gone);
        else if (unreadable.has(name) && unreadable.get(name)?.stamp !== found) unreadable.delete(name);
        if (!unreadable.has(name)) break;
      }
      return readable(government, year, listed).at(-1) !== before;
    },
    newest(government: string, year: FiscalYear, listed: Listed): UnreadableEdition | undefined {
      const last = listed.at(-1);
      if (last === undefined || isReadable(government, year, last)) return undefined;
      const instead = listed.findLast((edition) => isReadable(government, year, edition))?.number;
      const file = unreadable.get(key(government, year, last.number))?.file;
      return { government, year, number: last.number, file, instead };
    },
  };
}
