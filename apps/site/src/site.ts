import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import type { Editions } from '@sipkadin/edition';
import { type Request, type Response, Router } from 'express';
import { type Answer, answer, type Reply, type Wish } from './answer.ts';
import { readAssets } from './assets.ts';
import { answerCache } from './cache.ts';
import { download } from './downloads.ts';
import { findContext, governmentName, plainPaths } from './find.ts';
import { type Lane, openLane } from './lane.ts';
import { page } from './pages/pages.ts';
import { answerPublic, longestQuestion } from './publik/serve.ts';
import { renderMessage, renderPage } from './render.tsx';
import { type Address, canonical, longestAddress, readAddress } from './route.ts';
import { words } from './words.ts';

export type { Lane };

export interface SiteOptions {
  editions: Editions;
  /** Region code of the government that stands at "/". */
  defaultGovernment: string;
  /** Folder under which the site stands, "" by default. */
  basePath?: string;
  /** PEM of the public half of the key that signs editions, so that readers need not take it from the edition itself. */
  publicKey?: string;
  now?: () => IsoInstant;
  /** Told of what went wrong inside; readers are only told that it did. */
  onError?: (error: unknown) => void;
}

export interface Site {
  /** Answers what is the site's and returns true; leaves everything else alone and returns false. For node's http, before express. */
  handler: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The same for express, where it also answers what nobody else did: page not found. */
  router: Router;
  /**
   * Lets what is ready go out ahead of everything that this server does, more than twice as many a second as through Node's http; see lane.ts.
   * @param headers what the server puts on each answer of its own
   */
  openLane: (server: Server, headers?: Readonly<Record<string, string>>) => Lane;
  /** Looks for newly published editions at once, instead of within a tenth of a second. */
  refresh: () => void;
}

const cacheBytes = 64 * 1024 * 1024;
/** Milliseconds between looks for newly published editions. */
const lookEvery = 100;

/** The public door: pages, downloads and aggregates from editions alone. */
export function createSite(options: SiteOptions): Site {
  const { editions, defaultGovernment, basePath: base = '', now = () => new Date().toISOString(), onError = () => {} } = options;
  const assets = readAssets(join(import.meta.dirname, '..', 'dist', 'client'));
  const finding = { editions, defaultGovernment, base, now, hasKey: options.publicKey !== undefined };
  const cache = answerCache(cacheBytes);
  const making = new Map<string, Promise<Answer>>();
  const api = `${base}/api/publik`;
  let looked = 0;
  let state = '';

  /** Answers are kept as long as what is published, and the day, stay the same. */
  function look(): void {
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

  async function make(key: string, address: Address): Promise<Answer> {
    const before = state;
    const made = await compose(address);
    if (made.status === 200 && before === state) cache.set(key, made);
    return made;
  }

  async function compose(address: Address): Promise<Answer> {
    const { route } = address;
    if (route === undefined) return missing(address);
    const context = findContext(finding, address);
    if (context === undefined) return route.page === 'home' ? empty(address) : missing(address);
    if (route.page === 'download') {
      const opened = editions.open(address.government ?? defaultGovernment, route.year, route.number);
      return (opened && download(opened, route.file)) ?? missing(address);
    }
    const found = await page(route, context);
    if (found === undefined) return missing(address);
    const elsewhere = `${base}${canonical({ ...address, language: address.language === 'id' ? 'en' : 'id' })}`;
    // What an OPD or an account is called is a year's own; everything else has its twin in another year.
    const inYear = (year: number) => {
      if ('slug' in route || 'code' in route || 'number' in route || route.page === 'origin') return undefined;
      const query = new Map([...address.query].filter(([key]) => key !== 'terbitan' && key !== 'tahun'));
      if (year !== context.years[0]) query.set('tahun', String(year));
      return `${base}${canonical({ ...address, query })}`;
    };
    return renderPage(context, { ...found, elsewhere, inYear }, assets);
  }

  function message(address: Pick<Address, 'language' | 'government'>, text: { title: string; text: string; status: number }): Answer {
    const w = words(address.language);
    return renderMessage({ language: address.language, w, paths: plainPaths(base, address), assets }, text);
  }

  /** The same for every address that leads nowhere, so that trying many of them costs nothing. */
  function missing({ language, government }: Pick<Address, 'language' | 'government'>): Answer {
    const key = `missing ${language} ${government ?? ''}`;
    const known = cache.get(key);
    if (known) return known;
    const w = words(language);
    const made = message({ language, government: undefined }, { title: w.missing.title, text: w.missing.text, status: 404 });
    cache.set(key, made);
    return made;
  }

  function empty(address: Address): Answer {
    const w = words(address.language);
    if (address.government !== undefined) {
      return message({ ...address, government: undefined }, { title: w.missing.title, text: w.missing.government, status: 404 });
    }
    return message(address, { title: w.empty.title(governmentName(defaultGovernment)), text: w.empty.text, status: 200 });
  }

  /** One making per address at a time, however many ask. */
  function once(key: string, work: () => Promise<Answer>): Promise<Answer> {
    const running = making.get(key);
    if (running) return running;
    const started = work().finally(() => making.delete(key));
    making.set(key, started);
    return started;
  }

  async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    work: () => Promise<Answer>,
    language: Address['language'],
  ) {
    try {
      if (Date.now() - looked >= lookEvery) look();
      (cache.get(key) ?? (await once(key, work))).send(request, response);
    } catch (error) {
      onError(error);
      const w = words(language);
      if (!response.headersSent)
        message({ language, government: undefined }, { title: w.failed.title, text: w.failed.text, status: 500 }).send(request, response);
      else response.destroy();
    }
  }

  async function ask(url: string): Promise<Answer> {
    const before = state;
    const made = await answerPublic(url, api, {
      open: (government = defaultGovernment, year, number) => {
        const years = editions.years(government);
        const wanted = year ?? Math.max(...years);
        if (!years.includes(wanted)) return undefined;
        return number === undefined ? editions.latest(government, wanted) : editions.open(government, wanted, number);
      },
    });
    if (made.status === 200 && before === state) cache.set(url, made);
    return made;
  }

  function handler(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '/' } = request;
    const reads = method === 'GET' || method === 'HEAD';
    if (reads && Date.now() - looked < lookEvery) {
      const hot = cache.get(url);
      if (hot) {
        hot.send(request, response);
        return true;
      }
    }
    if (url.startsWith(`${api}/`)) {
      if (!reads) plain(405, { Allow: 'GET, HEAD' }).send(request, response);
      else if (url.length > longestQuestion) plain(414).send(request, response);
      else void respond(request, response, url, () => ask(url), 'id');
      return true;
    }
    if (!reads) return false;
    const address = readAddress(url, base);
    if (address === undefined) return false;
    if (url.startsWith(`${base}/aset/`)) {
      const file = assets.files.get(url.slice(base.length + 6));
      file?.send(request, response);
      return file !== undefined;
    }
    if (url === plainPaths(base, address).key() && options.publicKey !== undefined) {
      answer({ type: 'application/x-pem-file', body: Buffer.from(options.publicKey), cacheControl: 'public, max-age=3600' }).send(
        request,
        response,
      );
      return true;
    }
    if (address.route === undefined) return false;
    const key = `${base}${canonical(address)}`;
    void respond(request, response, key, () => make(key, address), address.language);
    return true;
  }

  /** The reply to an address whose answer is at hand, as `handler` would give it. */
  function ready(url: string, wish: Wish): Reply | undefined {
    if (Date.now() - looked >= lookEvery) look();
    const known = url.startsWith(`${base}/aset/`) ? assets.files.get(url.slice(base.length + 6)) : cache.get(url);
    return known?.reply(wish);
  }

  const router = Router();
  router.use((request: Request, response: Response) => {
    // Under a mount point express cuts req.url; the site reads the whole address.
    request.url = request.originalUrl;
    if (handler(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') plain(405, { Allow: 'GET, HEAD' }).send(request, response);
    else if (request.originalUrl.length > longestAddress) plain(414).send(request, response);
    else missing({ language: request.originalUrl.startsWith(`${base}/en/`) ? 'en' : 'id', government: undefined }).send(request, response);
  });

  return { handler, router, openLane: (server, headers = {}) => openLane(server, ready, headers), refresh: look };
}

/** A refusal too plain for a page. */
function plain(status: number, headers: Record<string, string> = {}): Answer {
  return answer({ status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${status}\n`), cacheControl: 'no-store', headers });
}
