import type { Context, Page } from '../reading.ts';
import type { Route } from '../route.ts';
import { financing, revenue } from './accounts.tsx';
import { activity } from './activity.tsx';
import { data } from './data.tsx';
import { edition, editions } from './editions.tsx';
import { explore } from './explore.tsx';
import { home } from './home.tsx';
import { origin } from './origin.tsx';
import { about, glossary } from './reading-aids.tsx';
import { account, functions, funds, spending } from './spending.tsx';
import { unit } from './unit.tsx';
import { units } from './units.tsx';

/** The page a route means; undefined where the edition holds no such thing. */
export async function page(route: Exclude<Route, { page: 'download' }>, context: Context): Promise<Page | undefined> {
  switch (route.page) {
    case 'home':
      return home(context);
    case 'units':
      return units(context);
    case 'unit':
      return unit(context, route.slug);
    case 'activity':
      return activity(context, route.slug, route.code);
    case 'spending':
      return spending(context);
    case 'functions':
      return functions(context);
    case 'funds':
      return funds(context);
    case 'account':
      return account(context, route.code);
    case 'revenue':
      return revenue(context);
    case 'financing':
      return financing(context);
    case 'editions':
      return editions(context);
    case 'edition':
      return edition(context);
    case 'origin':
      return origin(context);
    case 'glossary':
      return glossary(context);
    case 'about':
      return about(context);
    case 'data':
      return data(context);
    case 'explore':
      return explore(context);
  }
}
