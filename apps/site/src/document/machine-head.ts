import { escapeMarkup } from '../pages/embed/markup.ts';
import type { Context, Page } from '../reading/context.ts';
import { structuredData } from './structured-data.ts';

/**
 * Elements of a page's head that search engines and feed readers look for: its one address, its twin in the other language, the feeds and
 * what it is about. Addresses must be whole there, so a site that does not know its own address has none of them but the feeds.
 */
export function machineHead({ canonical, language, paths, w }: Context, { hasFeeds, structured }: Page): string {
  const feeds = hasFeeds
    ? [
        { href: paths.editionsFeed(), title: w.machine.editionsFeed },
        { href: paths.correctionsFeed(), title: w.machine.correctionsFeed },
      ]
    : [];
  return [
    ...(canonical === undefined
      ? []
      : [
          `<link rel="canonical" href="${escapeMarkup(canonical[language])}">`,
          ...(['id', 'en'] as const).map((one) => alternate(one, canonical[one])),
          alternate('x-default', canonical.id),
          ...(structured === undefined ? [] : [structuredData(structured)]),
        ]),
    ...feeds.map(
      ({ href, title }) => `<link rel="alternate" type="application/atom+xml" title="${escapeMarkup(title)}" href="${escapeMarkup(href)}">`,
    ),
  ].join('');
}

function alternate(language: string, href: string): string {
  return `<link rel="alternate" hreflang="${language}" href="${escapeMarkup(href)}">`;
}
