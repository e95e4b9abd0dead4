import type { FiscalYear } from '@sipkadin/budget';
import { shareImage } from '../pages/embed/share-image.tsx';
import { regionsOn } from '../pages/regions/figures.ts';
import { topicsIn } from '../pages/topics/rules.ts';
import type { View } from '../reading/view.ts';
import type { Address } from './address.ts';
import type { RouteName } from './table.ts';

/** How many share images are made ahead: more than any government has OPD, in two languages. */
const mostPictures = 600;
const picture = `${shareImage}.png`;

/**
 * What is made before it is asked for, in turn: the share images of the government's newest edition, under the addresses that its pages
 * name, because a messenger that fetches one does not wait long; and the page of every region.
 */
export function addressesAhead(view: View, government: string): Address[] {
  const pictures = picturesIn(view, government).slice(0, mostPictures);
  const regions = regionsIn(view);
  return Array.from({ length: Math.max(pictures.length, regions.length) }, (_, at) => [pictures[at], regions[at]]).flatMap((both) =>
    both.flatMap((one) => one ?? []),
  );
}

function picturesIn({ published }: View, government: string): Address[] {
  const year = Math.max(...published.years(government)) as FiscalYear;
  const edition = published.latest(government, year);
  if (edition === undefined) return [];
  const query = new Map([
    ['tahun', String(year)],
    ['terbitan', String(edition.manifest.number)],
  ]);
  const single: RouteName[] = ['home', 'spending', 'revenue', 'units', 'topics', 'versionChanges'];
  const pages: [RouteName, Record<string, string>][] = [
    ...single.map((route): [RouteName, Record<string, string>] => [route, {}]),
    ...edition.units().map(({ slug }): [RouteName, Record<string, string>] => ['unit', { unit: slug }]),
    ...topicsIn(edition).map((topic): [RouteName, Record<string, string>] => ['topic', { topic }]),
  ];
  return pages.flatMap(([route, parameters]) =>
    (['id', 'en'] as const).map((language): Address => ({ route, language, government: undefined, parameters, query, chart: picture })),
  );
}

function regionsIn({ published }: View): Address[] {
  const reference = published.reference();
  const regions = reference === undefined ? [] : regionsOn(reference, 'budget').regions;
  return (['id', 'en'] as const).flatMap((language) =>
    regions.map(
      ({ code }): Address => ({ route: 'region', language, government: undefined, parameters: { region: code }, query: new Map() }),
    ),
  );
}
