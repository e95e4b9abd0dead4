import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { DeskRouter } from '../app/desk.ts';
import type { ErrorBody } from '../rights/error-body.ts';

export type Answers = inferRouterOutputs<DeskRouter>;
export type UploadDetail = Answers['uploads']['get'];

/** Every request of these screens carries it; a form on a foreign page cannot. */
export const ownHeader = { 'x-sipkadin': '1' };

/** The fixed text of a refusal, or null where the server was not reached at all. */
export function refusalOf(error: unknown): ErrorBody | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'text' in data && 'code' in data ? (data as ErrorBody) : null;
}

/** When a session ends, the frame asks who is signed in, and shows the sign-in page. */
function askAnew(error: unknown): void {
  if (refusalOf(error)?.code === 'signed-out') void queryClient.invalidateQueries(trpc.account.me.queryFilter());
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askAnew }),
  mutationCache: new MutationCache({ onError: askAnew }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays one; only a server that was not reached is worth another try.
      retry: (failures, error) => failures < 2 && refusalOf(error) === null,
    },
  },
});

const client = createTRPCClient<DeskRouter>({
  links: [httpBatchLink({ url: '/api/kerja', maxItems: 10, headers: () => ownHeader })],
});

export const trpc = createTRPCOptionsProxy<DeskRouter>({ client, queryClient });
