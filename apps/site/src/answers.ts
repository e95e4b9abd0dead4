import { join } from 'node:path';
import { dayInJakarta, type Government, type IsoInstant, type Language } from '@sipkadin/budget';
import type { Editions } from '@sipkadin/edition';
import { renderMessage, renderPage } from './document/document.tsx';
import { everyGovernment, findContext, governmentName, plainPaths } from './find-context.ts';
import { readAssets } from './http/assets.ts';
import { resourceCache } from './http/cache.ts';
import type { Resource } from './http/resource.ts';
import { changedUses, recorded, stateOf } from './reading/recorded.ts';
import { type Address, canonical } from './routes/address.ts';
import type { Route } from './routes/route.ts';
import { table } from './routes/table.ts';
import { words } from './words/words.ts';

export interface SiteOptions {
  editions: Editions;
  /** Region code of the government whose pages are at "/". */
  defaultGovernment: string;
  /** Folder under which the site lies, "" by default. */
  basePath?: string;
  /** Public half of the key that signs editions, as PEM. Served at /kunci.pem, so that readers need not trust the copy in an edition. */
  publicKey?: string;
  /** Whether a government has published editions that are not on this disk; none where nobody knows. */
  isAway?: (government: string) => boolean;
  now?: () => IsoInstant;
  /** Further headers on every response over HTTP. */
  headers?: Readonly<Record<string, string>>;
  /** Called with an internal error and the address; readers get a page without details. */
  onError?: (error: unknown, address: string) => void;
}

export type Answers = ReturnType<typeof createAnswers>;

const cacheBytes = 64 * 1024 * 1024;
/** Milliseconds between checks for new editions; a check is one stat call. */
const lookEvery = 500;

/**
 * Makes the resource of each public address once and caches it until the editions it was made from change. Knows nothing of HTTP
 * requests. Checks for new editions when an address is requested, at most twice a second.
 */
export function createAnswers(options: SiteOptions) {
  const { editions, defaultGovernment, basePath: base = '', publicKey, now = () => new Date().toISOString() } = options;
  const assets = readAssets(join(import.meta.dirname, '..', 'dist', 'client'));
  const cache = resourceCache(cacheBytes);
  const making = new Map<string, Promise<Resource>>();
  let looked = Number.NEGATIVE_INFINITY;
  let revision = -1;
  let state: ReadonlyMap<string, string> = new Map();
  let governments: readonly Government[] = [];
  // Part of every page: the current day, for lateness, and the names of all governments.
  let surroundings = '';

  function refresh(): void {
    const found = editions.refresh();
    const isSame = found === revision;
    if (!isSame) {
      const next = stateOf(editions);
      cache.drop(changedUses(state, next));
      state = next;
      governments = everyGovernment(editions, defaultGovernment);
      revision = found;
    }
    const next = JSON.stringify([dayInJakarta(now()), governments]);
    if (next !== surroundings) cache.clear();
    // Requests from now on must not join a rendering of the old editions.
    if (!isSame || next !== surroundings) making.clear();
    surroundings = next;
    looked = Date.now();
  }

  function lookIfDue(): void {
    if (Date.now() - looked >= lookEvery) refresh();
  }

  function make(key: string, address: Address, url: string): Promise<Resource> {
    const uses = new Set<string>();
    const made: Promise<Resource> = compose(address, url, recorded(editions, uses)).then(
      (resource = missing(address.language)) => {
        if (making.get(key) === made) {
          making.delete(key);
          if (resource.status === 200) cache.set(key, resource, uses);
        }
        return resource;
      },
      (error: unknown) => {
        if (making.get(key) === made) making.delete(key);
        throw error;
      },
    );
    making.set(key, made);
    return made;
  }

  async function compose(address: Address, url: string, published: Editions): Promise<Resource | undefined> {
    const route: Route = table[address.route];
    if (route.kind === 'file') {
      const government = address.government ?? defaultGovernment;
      return route.load({ editions: published, assets, publicKey, government, base }, address.parameters as never, url);
    }
    const finding = { editions: published, defaultGovernment, base, now, hasKey: publicKey !== undefined, governments };
    const context = findContext(finding, address);
    if (context === undefined) return address.route === 'home' ? empty(address) : undefined;
    const page = await route.render(context, address.parameters as never);
    return page && renderPage(context, page, assets);
  }

  function message(language: Language, government: string | undefined, text: { title: string; text: string; status: number }): Resource {
    const paths = plainPaths(base, { language, government });
    return renderMessage({ language, w: words(language), paths, assets }, text);
  }

  /** One resource for all unknown addresses, so that requesting many of them costs nothing. */
  function missing(language: Language): Resource {
    const key = `missing ${language}`;
    const known = cache.get(key);
    if (known) return known;
    const { title, text } = words(language).missing;
    const made = message(language, undefined, { title, text, status: 404 });
    cache.set(key, made, new Set());
    return made;
  }

  function empty({ language, government }: Address): Resource {
    const w = words(language);
    if (government !== undefined) return message(language, undefined, { title: w.missing.title, text: w.missing.government, status: 404 });
    if (options.isAway?.(defaultGovernment)) return message(language, government, { ...w.away, status: 503 });
    return message(language, government, { title: w.empty.title(governmentName(defaultGovernment)), text: w.empty.text, status: 200 });
  }

  return {
    base,
    /** @returns undefined where the address is not cached */
    kept(url: string): Resource | undefined {
      try {
        lookIfDue();
      } catch {
        // Cached pages are served even where editions cannot be read; `find` reports the error.
      }
      return cache.get(url);
    },
    /** Simultaneous requests for one address share one rendering. */
    async find(address: Address, url: string): Promise<Resource> {
      const route: Route = table[address.route];
      const key = route.path.endsWith('*') ? url : canonical(address, base);
      try {
        lookIfDue();
      } catch (error) {
        const known = cache.get(key);
        if (known) return known;
        throw error;
      }
      return cache.get(key) ?? making.get(key) ?? make(key, address, url);
    },
    missing,
    failed(language: Language, error: unknown): Resource {
      // Damaged, or a system error (ENOENT, EIO, ESTALE): the disk of the editions, not this page.
      // By name: the bundle of the site has a class of its own.
      const isAway = error instanceof Error && (error.name === 'EditionError' || 'syscall' in error);
      const { title, text } = isAway ? words(language).away : words(language).failed;
      return message(language, undefined, { title, text, status: isAway ? 503 : 500 });
    },
    /** Checks for new editions now instead of within half a second. */
    refresh,
  };
}
