import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Resource, resource } from '../http/resource.ts';
import type { Holdings } from '../routes/route.ts';
import { inputOf, publicRouter } from './router.ts';

/** Longest address that is answered, in characters. */
export const longestQuestion = 2048;
const mostInBatch = 10;

/**
 * Under which an answer is kept: by procedure and what it takes of its input, so that what it does not look at makes no further
 * answers. Several questions in one are kept by their address.
 */
export function questionKey(url: string, base: string): string {
  const { pathname, searchParams } = new URL(url, 'http://site.invalid');
  const input = inputOf(pathname.slice(`${base}/api/publik/`.length), searchParams.get('input'));
  return searchParams.has('batch') || input === undefined ? url : `${pathname} ${input}`;
}

/** Answers a GET of the public router from its address alone; body, cookies and headers are not read. */
export async function answerQuestion(holdings: Holdings, _parameters: unknown, url: string): Promise<Resource> {
  const { editions, base } = holdings;
  const response = await fetchRequestHandler({
    endpoint: `${base}/api/publik`,
    req: new Request(`http://site.invalid${url}`, { method: 'GET' }),
    router: publicRouter,
    createContext: () => ({
      open: (government = holdings.government, year, number) => {
        const years = editions.years(government);
        const wanted = year ?? years[0];
        if (wanted === undefined || !years.includes(wanted)) return undefined;
        return number === undefined ? editions.latest(government, wanted) : editions.open(government, wanted, number);
      },
    }),
    allowBatching: true,
    maxBatchSize: mostInBatch,
  });
  return resource({
    status: response.status,
    type: 'application/json; charset=utf-8',
    body: Buffer.from(await response.arrayBuffer()),
    cacheControl: response.status === 200 ? 'public, max-age=60, stale-while-revalidate=600' : 'no-store',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}
