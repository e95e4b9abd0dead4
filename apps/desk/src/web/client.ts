import { MutationCache, onlineManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { DeskRouter } from '../app/desk.ts';
import type { ErrorBody } from '../rights/error-body.ts';

export type Answers = inferRouterOutputs<DeskRouter>;
export type UploadDetail = Answers['uploads']['get'];

/** Sent with every request; a form on a page of another site cannot send it (guard.ts). */
export const ownHeader = { 'x-sipkadin': '1' };

/** The refusal in an error, or null where the server was not reached. */
export function refusalOf(error: unknown): ErrorBody | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'text' in data && 'code' in data ? (data as ErrorBody) : null;
}

/** After a session ended: makes the frame ask who is signed in, which leads to the sign-in page. */
function askAnew(error: unknown): void {
  if (refusalOf(error)?.code === 'signed-out') void queryClient.invalidateQueries(trpc.account.me.queryFilter());
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askAnew }),
  mutationCache: new MutationCache({ onError: askAnew }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Without a network a request fails and is told so, instead of waiting for one without a word.
      networkMode: 'always',
      refetchOnReconnect: true,
      // Trying again helps only where the server was not reached.
      retry: (failures, error) => failures < 2 && refusalOf(error) === null && onlineManager.isOnline(),
    },
    mutations: { networkMode: 'always' },
  },
});

const client = createTRPCClient<DeskRouter>({
  links: [httpBatchLink({ url: '/api/kerja', maxItems: 10, headers: () => ownHeader })],
});

export const trpc = createTRPCOptionsProxy<DeskRouter>({ client, queryClient });
