import type { FiscalYear } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import { atomFeed, type FeedEntry, hashUri, nameUri } from '@sipkadin/opendata';
import { formatCount, formatDate, formatInstant } from '@sipkadin/ui';
import type { Resource } from '../../http/resource.ts';
import { correctionSentence, isEmpty } from '../../parts/corrections.tsx';
import type { Holdings } from '../../routes/route.ts';
import { words } from '../../words/words.ts';
import { machineResource, whole } from './datasets.ts';

export const atomType = 'application/atom+xml; charset=utf-8';

const mostEditions = 50;
const mostCells = 20;
const language = 'id';
const w = words(language);

/** Every edition of a government, newest first. @returns undefined where it has none */
export function editionsFeed(holdings: Holdings): Resource | undefined {
  return feed(holdings, 'editions', (editions) => editions.map((edition) => editionEntry(holdings, edition)));
}

/** What was corrected: editions that withdraw, return or come anew with a note, and cells that were read with another value. */
export function correctionsFeed(holdings: Holdings): Resource | undefined {
  return feed(holdings, 'corrections', (editions) =>
    editions.flatMap((edition) => {
      const { correction, previous, note } = edition.manifest;
      const isCorrection = correction !== undefined || (previous !== null && note !== '');
      return [...(isCorrection ? [editionEntry(holdings, edition)] : []), ...cellsEntry(holdings, edition)];
    }),
  );
}

function feed(holdings: Holdings, kind: 'editions' | 'corrections', entriesOf: (editions: Edition[]) => FeedEntry[]): Resource | undefined {
  const { government } = holdings;
  const editions = newestOf(holdings);
  const [newest] = editions;
  if (newest === undefined) return undefined;
  const links = holdings.links({ government });
  const { name } = newest.manifest.government;
  return machineResource(
    atomType,
    atomFeed({
      id: nameUri(`${kind} ${government}`),
      title: w.machine.feed[kind](name),
      subtitle: kind === 'editions' ? w.machine.feed.editionsText : w.machine.feed.correctionsText,
      author: name,
      rights: w.license,
      language,
      self: whole(holdings, kind === 'editions' ? links.editionsFeed() : links.correctionsFeed()),
      page: whole(holdings, links.editions()),
      updated: newest.manifest.publishedAt,
      entries: entriesOf(editions),
    }),
  );
}

/** Of all years together, in the order of publication. */
function newestOf({ editions, government }: Holdings): Edition[] {
  const open = (year: FiscalYear) => {
    const latest = editions.latest(government, year)?.manifest.number ?? 0;
    const numbers = editions.list(government, year).flatMap(({ number }) => (number <= latest ? [number] : []));
    return numbers.slice(-mostEditions).flatMap((number) => editions.open(government, year, number) ?? []);
  };
  return editions
    .years(government)
    .flatMap(open)
    .toSorted((a, b) => b.manifest.publishedAt.localeCompare(a.manifest.publishedAt))
    .slice(0, mostEditions);
}

function editionEntry(holdings: Holdings, { manifest, hash }: Edition): FeedEntry {
  const { number, year, publishedAt, asOf, audited, simulated, note } = manifest;
  const { feed: text } = w.machine;
  const correction = correctionSentence({ w }, manifest);
  return {
    id: hashUri(hash),
    title: w.editions.oneTitle(String(number), String(year), formatInstant(publishedAt, language)),
    summary: [
      ...(correction === undefined ? [] : [correction]),
      ...(note === '' ? [] : [correction === undefined ? note : w.corrections.because(note)]),
      ...(isEmpty(manifest) ? [] : [text.asOf(formatDate(asOf, language)), audited ? text.audited : text.unaudited]),
      ...(simulated ? [text.simulated] : []),
      text.hash(hash),
    ].join(' '),
    published: publishedAt,
    page: editionPage(holdings, manifest),
  };
}

/** Cells of files that the edition before did not rest on. */
function cellsEntry(holdings: Holdings, edition: Edition): FeedEntry[] {
  const { government, year, number, previous, publishedAt } = edition.manifest;
  const before = previous === null ? undefined : holdings.editions.open(government.code, year, previous.number);
  const known = new Set(before?.sources().map(({ id }) => id));
  const cells = edition
    .sources()
    .filter(({ id }) => !known.has(id))
    .flatMap(({ fileName, corrections = [] }) => corrections.map((cell) => ({ fileName, ...cell })));
  if (cells.length === 0) return [];
  const { feed: text } = w.machine;
  const shown = cells
    .slice(0, mostCells)
    .map(({ fileName, sheet, row, column, old, value, reason }) => text.cell(fileName, sheet, `${column}${row}`, old, value, reason));
  const more = cells.length > mostCells ? [text.more(formatCount(cells.length - mostCells, language))] : [];
  return [
    {
      id: nameUri(`cells ${edition.hash}`),
      title: text.cells(formatCount(cells.length, language), String(number), String(year)),
      summary: [...shown, ...more].join(' '),
      published: publishedAt,
      page: editionPage(holdings, edition.manifest),
    },
  ];
}

function editionPage(holdings: Holdings, { government, year, number }: Edition['manifest']): string {
  const links = holdings.links({ government: government.code, year });
  return whole(holdings, links.edition({ edition: number }));
}
