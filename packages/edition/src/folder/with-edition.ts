import type { FiscalYear } from '@sipkadin/budget';
import type { Editions, PublicEditions } from './editions.ts';
import type { Edition } from './read.ts';

/**
 * What would be public if one more edition were published: it is the newest of its government's year. Everything else is as published.
 * Nothing on the disk changes.
 */
export function withEdition(published: Editions, added: Edition): Editions {
  return {
    ...withAdded(published, added),
    snapshot: () => withAdded(published.snapshot(), added),
    refresh: () => published.refresh(),
  };
}

function withAdded(published: PublicEditions, added: Edition): PublicEditions {
  const { government, year, number } = added.manifest;
  const isYear = (code: string, asked: FiscalYear) => code === government.code && asked === year;
  return {
    governments: () => [...new Set([...published.governments(), government.code])].sort(),
    years: (code) =>
      code === government.code ? [...new Set([...published.years(code), year])].sort((a, b) => b - a) : published.years(code),
    list: (code, asked) => {
      const list = published.list(code, asked);
      return isYear(code, asked) ? [...list.filter((one) => one.number < number), { number, hash: added.hash }] : list;
    },
    latest: (code, asked) => (isYear(code, asked) ? added : published.latest(code, asked)),
    unreadable: () => published.unreadable().filter((one) => !isYear(one.government, one.year)),
    reference: () => published.reference(),
    register: (code) => published.register(code),
    open: (code, asked, wanted) => (isYear(code, asked) && wanted === number ? added : published.open(code, asked, wanted)),
    log: (path) => published.log(path),
    keys: () => published.keys(),
  };
}
