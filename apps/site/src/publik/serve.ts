import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Answer, answer } from '../answer.ts';
import { type PublicContext, publicRouter } from './router.ts';

/** Longest question that is looked at. */
export const longestQuestion = 2048;
const mostInBatch = 10;

/** Answers one GET of the public router from its address alone: no body, no cookie, no header has a say. */
export async function answerPublic(url: string, endpoint: string, context: PublicContext): Promise<Answer> {
  const response = await fetchRequestHandler({
    endpoint,
    req: new Request(`http://site.invalid${url}`, { method: 'GET' }),
    router: publicRouter,
    createContext: () => context,
    allowBatching: true,
    maxBatchSize: mostInBatch,
  });
  return answer({
    status: response.status,
    type: 'application/json; charset=utf-8',
    body: Buffer.from(await response.arrayBuffer()),
    cacheControl: response.status === 200 ? 'public, max-age=60, stale-while-revalidate=600' : 'no-store',
    headers: { 'Access-Control-Allow-Origin': '*', 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" },
  });
}
