import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createRoot } from 'react-dom/client';
import type { PublicRouter } from '../public-api/router.ts';
import { Explorer, type Settings, viewFrom } from './explorer.tsx';

const root = document.getElementById('jelajah');
if (root) {
  const { language, view, unit, only, government, year, edition, api, page, keep, units } = root.dataset;
  const settings: Settings = {
    language: language === 'en' ? 'en' : 'id',
    view: viewFrom(view),
    unit: unit ?? '',
    only: only === 'budget' || only === 'realization' ? only : undefined,
    government: government ?? '',
    year: Number(year),
    edition: Number(edition),
    page: page ?? '',
    keep: keep ?? '',
    units: JSON.parse(units ?? '[]') as [string, string][],
  };
  // Editions never change, so nothing is fetched twice.
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1 } } });
  const client = createTRPCClient<PublicRouter>({ links: [httpLink({ url: api ?? '/api/publik' })] });
  const trpc = createTRPCOptionsProxy<PublicRouter>({ client, queryClient });
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <Explorer trpc={trpc} settings={settings} />
    </QueryClientProvider>,
  );
}
