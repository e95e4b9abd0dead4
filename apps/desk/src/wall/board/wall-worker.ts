/*
 * The service worker of the wallboard: keeps the page and its assets, never figures (the page itself keeps the last ones).
 * Built as a file of its own, without imports.
 */

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
const cacheName = 'sipkadin-layar';

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data)) event.waitUntil(keepOnly(data.filter((one) => typeof one === 'string')));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === '/layar') event.respondWith(networkFirst(request));
  else if (pathname.startsWith('/kerja/assets/')) event.respondWith(cacheFirst(request));
});

/** Keeps what the page names and drops everything else, so that releases do not pile up. */
async function keepOnly(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  for (const url of kept) if (!addresses.includes(url)) await cache.delete(url);
  await cache.addAll(addresses.filter((url) => !kept.has(url)));
}

async function networkFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  // Without the query, which only chooses the slide.
  const page = new URL(request.url);
  page.search = '';
  try {
    const response = await fetch(request);
    if (response.ok) {
      await cache.put(page.href, response.clone());
      return response;
    }
    return (await cache.match(page.href)) ?? response;
  } catch (error) {
    const kept = await cache.match(page.href);
    if (kept !== undefined) return kept;
    throw error;
  }
}

async function cacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
