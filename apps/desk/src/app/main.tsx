import '@sipkadin/ui/tokens.css';
import '@sipkadin/ui/font.css';
import '@sipkadin/ui/components.css';
import '@sipkadin/ui/desk-charts.css';
import '@sipkadin/ui/waterfall.css';
import '@sipkadin/ui/small-lines.css';
import './frame.css';
import '../web/form.css';
import '../web/screens.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, chosenTheme } from '../features/access/account/theme.ts';
import { queryClient } from '../web/client.ts';
import { LanguageProvider } from '../web/language.tsx';
import { router } from './routes.tsx';

applyTheme(chosenTheme());
const app = document.getElementById('app');
if (app === null) throw new Error('index.html has no #app');

// The charts and tables of @sipkadin/ui have plain links; within the desk the router follows them without a page load.
app.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const href = link.getAttribute('href') ?? '';
  if (!href.startsWith('/kerja/') || link.target !== '') return;
  event.preventDefault();
  void router.navigate({ href: href.slice('/kerja'.length) });
});

createRoot(app).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
