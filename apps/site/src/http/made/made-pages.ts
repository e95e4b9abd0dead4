import { changedBetween, type View } from '../../reading/view.ts';
import { type Address, hasOwnFile } from '../../routes/address.ts';
import type { Resource } from '../resource.ts';
import type { SiteOptions } from '../site-options.ts';
import { type Made, resourceCache } from './cache.ts';
import { pageFiles } from './page-files.ts';
import { preparedPages } from './prepared-pages.ts';

interface Given {
  options: SiteOptions;
  /** Whatever else than the view and the options pages are made from. */
  settings: readonly unknown[];
  /** @returns undefined for what is known not to be there */
  keyOf: (address: Address) => string | undefined;
  /** Looks for new editions. */
  look: () => unknown;
  make: (address: Address, view: View) => Promise<Made>;
  /** What is made before it is asked for. */
  ahead: (view: View) => readonly Address[];
}

/** Of pages in memory where nothing else is set; each government has pages of its own, up to a bound. */
const usualMemory = (governments: number) => Math.min(2 ** 29, 2 ** 26 + 2 ** 19 * governments);
/** Of pages in files. */
const usualFiles = (governments: number) => Math.min(2 ** 31, 2 ** 27 + 2 ** 21 * governments);

/** Pages that were made: in memory, where there is a folder for them as files too, and there some before they are asked for. */
export function madePages({ options, settings, keyOf, look, make, ahead }: Given) {
  const { editions, defaultGovernment: government, publicKey, siteAddress, paperAddress, embedOrigins, takesQuestions, makeData } = options;
  const count = editions.governments().length;
  const cache = resourceCache(options.cacheBytes ?? usualMemory(count));
  const report = (error: unknown, of: string) => options.onError?.(error, of);
  // A draft is for its readers alone.
  const folder = options.draft === undefined ? options.pagesFolder : undefined;
  const inOptions = [government, publicKey, siteAddress, paperAddress, embedOrigins, takesQuestions, makeData !== undefined];
  const files =
    folder === undefined
      ? undefined
      : pageFiles({
          ...{ folder, settings: [settings, inOptions], limitBytes: options.pagesBytes ?? usualFiles(count) },
          onError: (error) => report(error, folder),
        });
  const prepared =
    files &&
    preparedPages({
      ...{ after: options.prepareAfter, government, look, addresses: ahead },
      has: (address, view) => files.read(keyOf(address) ?? '', view) !== undefined,
      make: async (address, view) => write(keyOf(address) ?? '', address, await make(address, view), view),
      onError: (error, address) => report(error, keyOf(address) ?? ''),
    });

  async function write(key: string, address: Address, made: Made, view: View): Promise<void> {
    const { resource, uses } = made;
    if (files === undefined || !hasOwnFile(address) || resource.status !== 200) return;
    // An edition that could not be read has another in its place: that page is none of the editions that the view names.
    if (view.published.unreadable().some((one) => uses.has(`${one.government} ${one.year}`))) return;
    const packed = await resource.pack?.();
    if (packed !== undefined) await files.write(key, packed, made, view);
  }

  return {
    /** In memory. */
    get: cache.get,
    /** In memory, or from its file into memory. @param url by which it is made anew */
    find(key: string, address: Address, url: string, view: View): Resource | undefined {
      const inMemory = cache.get(key);
      if (inMemory !== undefined) return inMemory;
      const found = hasOwnFile(address) ? files?.read(key, view) : undefined;
      if (found !== undefined) cache.set(key, { ...found, from: { address, url } });
      return found?.resource;
    },
    set: cache.set,
    /** Writes it to a file, in the background. @param view that it was made from */
    write: (key: string, address: Address, made: Made, view: View): void =>
      void write(key, address, made, view).catch((error: unknown) => report(error, key)),
    /** Those that are others in the next view and were asked for most, with their keys. */
    mostAsked: (before: View, next: View, most: number) => cache.mostAsked(changedBetween(before, next), next.today, most),
    /** Drops from memory what is another in the next view, and makes ahead what belongs to that. */
    change(before: View | undefined, next: View): void {
      if (before !== undefined) cache.drop(changedBetween(before, next), next.today);
      prepared?.begin(next);
    },
    /** Ends what is made in the background. */
    stop: () => prepared?.stop(),
  };
}
