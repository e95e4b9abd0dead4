/*
 * The service worker of the public pages: the last ones that were seen can be read without a network, with a mark that says so. Built as
 * a file of its own, without imports. Pages always come from the network where there is one; files whose name is their hash do not.
 */
import { offlineWords } from './offline-words.ts';

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
type Fetching = Lasting & { request: Request; respondWith(response: Promise<Response>): void };
type Told = Lasting & { data: unknown };

const worker = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
  addEventListener(type: 'message', listen: (event: Told) => void): void;
};

/** The server writes the release here, so that each release begins with an empty cache. */
const release = '__RELEASE__';
const family = 'sipkadin-situs-';
const [pages, assets] = [`${family}halaman-${release}`, `${family}aset-${release}`];
const mostPages = 40;
const seenHeader = 'X-Sipkadin-Seen';
/** Folder that the whole site is served below. */
const root = new URL('./', location.href).pathname;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(dropEarlier().then(() => worker.clients.claim())));
// The page that registers the worker was loaded without it.
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data)) event.waitUntil(Promise.all(data.filter((one) => typeof one === 'string').map(keepAddress)));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fromNetwork(request));
  else if (pathname.startsWith(`${root}aset/`)) event.respondWith(fromCache(request));
});

/** The desk, the wallboard and downloads lie beside the public pages and are none of this worker's. */
function isPage(pathname: string): boolean {
  return pathname.startsWith(root) && !/^(?:kerja|layar|api|aset|unduh)(?:\/|$)/.test(pathname.slice(root.length));
}

async function dropEarlier(): Promise<void> {
  const earlier = (await caches.keys()).filter((name) => name.startsWith(family) && name !== pages && name !== assets);
  await Promise.all(earlier.map((name) => caches.delete(name)));
}

async function keepAddress(address: string): Promise<void> {
  const { pathname, origin } = new URL(address);
  if (origin !== location.origin) return;
  if (pathname.startsWith(`${root}aset/`)) await fromCache(new Request(address));
  else if (isPage(pathname)) await keepPage(address, await fetch(address));
}

async function fromNetwork(request: Request): Promise<Response> {
  let response: Response;
  try {
    // Asks the server whether its copy in the browser's own cache is the latest: without a network that one would have no mark.
    response = await fetch(request, { cache: 'no-cache' });
  } catch {
    return withoutNetwork(request.url);
  }
  await keepPage(request.url, response.clone()).catch(() => undefined);
  return response;
}

/** Keeps a page that anybody may keep, with the moment at which it was seen. */
async function keepPage(address: string, response: Response): Promise<void> {
  const { headers } = response;
  const isHtml = headers.get('Content-Type')?.startsWith('text/html') === true;
  if (response.status !== 200 || !isHtml || headers.get('Cache-Control')?.includes('no-store') === true) return;
  const kept = new Headers(headers);
  kept.set(seenHeader, new Date().toISOString());
  const cache = await caches.open(pages);
  // Put anew at the end, so that the first are those that were not seen for longest.
  await cache.delete(address, { ignoreVary: true });
  await cache.put(address, new Response(await response.blob(), { headers: kept }));
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - mostPages)).map((one) => cache.delete(one, { ignoreVary: true })));
}

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(assets);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function withoutNetwork(address: string): Promise<Response> {
  const cache = await caches.open(pages);
  const kept = await cache.match(address, { ignoreVary: true });
  if (kept === undefined) return nothingKept(address, cache);
  const html = await kept.text();
  const language = html.includes('<html lang="en"') ? 'en' : 'id';
  const seen = new Date(kept.headers.get(seenHeader) ?? 0).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  const mark = `<p class="notice stale" role="status"><strong>${offlineWords[language].title}</strong> ${offlineWords[language].seen(seen)}</p>`;
  return new Response(
    html.replace('<main id="isi">', (main) => main + mark),
    { headers: kept.headers },
  );
}

/** Says that there is no network, and which pages can be read. */
async function nothingKept(address: string, cache: Cache): Promise<Response> {
  const language = new URL(address).pathname.slice(root.length).split('/')[0] === 'en' ? 'en' : 'id';
  const { title, missing, readable, again } = offlineWords[language];
  const known = await Promise.all(
    (await cache.keys()).toReversed().map(async (request) => {
      const html = (await (await cache.match(request, { ignoreVary: true }))?.text()) ?? '';
      return { href: new URL(request.url), name: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? request.url };
    }),
  );
  const items = known
    .map(({ href, name }) => `<li><a href="${(href.pathname + href.search).replaceAll('&', '&amp;')}">${name}</a></li>`)
    .join('');
  const list = items === '' ? '' : `<h2>${readable}</h2><ul>${items}</ul>`;
  const style =
    'body{font:16px/24px system-ui,sans-serif;max-width:40em;margin:24px auto;padding:0 16px;color-scheme:light dark}li{padding:4px 0}';
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style>`;
  const body = `<main><h1>${title}</h1><p>${missing}</p><p><a href="">${again}</a></p>${list}</main>`;
  return new Response(`<!doctype html><html lang="${language}"><head>${head}</head><body>${body}</body></html>`, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" },
  });
}
