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
  /** Region code of the government that has "/". */
  defaultGovernment: string;
  /** Folder under which the site lies, "" by default. */
  basePath?: string;
  /** PEM of the public half of the key that signs editions, so that readers need not take it from the edition itself. */
  publicKey?: string;
  now?: () => IsoInstant;
  /** Further headers on every response over HTTP. */
  headers?: Readonly<Record<string, string>>;
  /** Is given what failed inside, and at which address; readers only learn that it did. */
  onError?: (error: unknown, address: string) => void;
}

export type Answers = ReturnType<typeof createAnswers>;

const cacheBytes = 64 * 1024 * 1024;
/** Milliseconds between looks for newly published editions, each one stat call. */
const lookEvery = 500;

/**
 * What each public address leads to, made once and kept until something changes that it was made from. Knows nothing of HTTP
 * requests. Looks for newly published editions when it is asked, twice a second at most.
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
  // What every page shows: the day, from which lateness is counted, and the names of all governments.
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
    // Nobody is given what is being made from what was there before.
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

  /** The same for every address that leads nowhere, so that trying many of them costs nothing. */
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
    return message(language, government, { title: w.empty.title(governmentName(defaultGovernment)), text: w.empty.text, status: 200 });
  }

  return {
    base,
    /** @returns undefined where nothing is ready for the address */
    kept(url: string): Resource | undefined {
      try {
        lookIfDue();
      } catch {
        // Where editions cannot be read, what is ready is served all the same; `find` reports it.
      }
      return cache.get(url);
    },
    /** Makes each resource once, however many ask for it at the same time. */
    async find(address: Address, url: string): Promise<Resource> {
      lookIfDue();
      const route: Route = table[address.route];
      const key = route.path.endsWith('*') ? url : canonical(address, base);
      return cache.get(key) ?? making.get(key) ?? make(key, address, url);
    },
    missing,
    failed(language: Language): Resource {
      const { title, text } = words(language).failed;
      return message(language, undefined, { title, text, status: 500 });
    },
    /** Looks for newly published editions at once, instead of within half a second. */
    refresh,
  };
}
