import type { Edition } from '@sipkadin/edition';
import { unknownValue } from '../reading/known-values.ts';
import type { Address } from './address.ts';
import type { PageRoute } from './route.ts';

/**
 * The address with `unknownValue` for each value of its query that is none of the page's, so that a page has finitely many addresses
 * however many are requested. The text of a search stays: see `searched`.
 */
export function withKnownValues(
  address: Address,
  route: PageRoute,
  { edition, years, numbers }: { edition: Edition; years: readonly number[]; numbers: readonly number[] },
): Address {
  const known = ([name, value]: [string, string]) => {
    if (name === 'tahun') return years.some((one) => String(one) === value);
    if (name === 'terbitan') return numbers.some((one) => String(one) === value);
    return route.known?.[name]?.(edition, value) ?? true;
  };
  const query = [...address.query].map((entry): [string, string] => (known(entry) ? entry : [entry[0], unknownValue]));
  return { ...address, query: new Map(query.filter(([name, value]) => name !== 'halaman' || (value !== unknownValue && value !== '1'))) };
}

/** Whether an edition may have the page of an address; where not, nothing needs to be rendered to say so. */
export function hasParameters({ parameters }: Address, { known }: PageRoute, edition: Edition): boolean {
  return Object.entries(parameters).every(([name, value]) => known?.[name]?.(edition, value) ?? true);
}
