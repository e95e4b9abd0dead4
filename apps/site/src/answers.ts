import { join } from 'node:path';
import type { IsoInstant, Language } from '@sipkadin/budget';
import type { Editions } from '@sipkadin/edition';
import { renderMessage, renderPage } from './document/document.tsx';
import { findContext, governmentName, plainPaths } from './find-context.ts';
import { readAssets } from './http/assets.ts';
import { resourceCache } from './http/cache.ts';
import type { Resource } from './http/resource.ts';
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
  /** Is given what failed inside; readers only learn that it did. */
  onError?: (error: unknown) => void;
}

export type Answers = ReturnType<typeof createAnswers>;

const cacheBytes = 64 * 1024 * 1024;
/** Milliseconds between looks for newly published editions. */
const lookEvery = 100;

/** What each public address leads to, made once and kept as long as what is published stays the same. Knows nothing of HTTP requests. */
export function createAnswers(options: SiteOptions) {
  const { editions, defaultGovernment, basePath: base = '', publicKey, now = () => new Date().toISOString() } = options;
  const assets = readAssets(join(import.meta.dirname, '..', 'dist', 'client'));
  const finding = { editions, defaultGovernment, base, now, hasKey: publicKey !== undefined };
  const cache = resourceCache(cacheBytes);
  const making = new Map<string, Promise<Resource>>();
  let looked = 0;
  let state = '';

  /** Resources are kept as long as what is published, and the hour, stay the same. */
  function refresh(): void {
    editions.refresh();
    const found: string[] = [now().slice(0, 13)];
    for (const code of editions.governments()) {
      for (const year of editions.years(code)) found.push(...editions.list(code, year).map(({ hash }) => hash));
    }
    const next = found.join();
    if (next !== state) cache.clear();
    state = next;
    looked = Date.now();
  }

  async function make(key: string, address: Address, url: string): Promise<Resource> {
    const before = state;
    const made = (await compose(address, url)) ?? missing(address.language);
    if (made.status === 200 && before === state) cache.set(key, made);
    return made;
  }

  async function compose(address: Address, url: string): Promise<Resource | undefined> {
    const route: Route = table[address.route];
    if (route.kind === 'file') {
      const government = address.government ?? defaultGovernment;
      return route.load({ editions, assets, publicKey, government, base }, address.parameters as never, url);
    }
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
    cache.set(key, made);
    return made;
  }

  function empty({ language, government }: Address): Resource {
    const w = words(language);
    if (government !== undefined) return message(language, undefined, { title: w.missing.title, text: w.missing.government, status: 404 });
    return message(language, government, { title: w.empty.title(governmentName(defaultGovernment)), text: w.empty.text, status: 200 });
  }

  return {
    base,
    /** @returns undefined where the address was not asked for before, or what is published may have changed */
    kept: (url: string): Resource | undefined => (Date.now() - looked < lookEvery ? cache.get(url) : undefined),
    /** Makes each resource once, however many ask for it at the same time. */
    async find(address: Address, url: string): Promise<Resource> {
      if (Date.now() - looked >= lookEvery) refresh();
      const route: Route = table[address.route];
      const key = route.path.endsWith('*') ? url : canonical(address, base);
      const known = cache.get(key);
      if (known) return known;
      const running = making.get(key) ?? make(key, address, url).finally(() => making.delete(key));
      making.set(key, running);
      return running;
    },
    missing,
    failed(language: Language): Resource {
      const { title, text } = words(language).failed;
      return message(language, undefined, { title, text, status: 500 });
    },
    /** Looks for newly published editions at once, instead of within a tenth of a second. */
    refresh,
  };
}
