import { parseFiscalYear } from '@sipkadin/budget';
import type { Edition, Reference } from '@sipkadin/edition';
import { type Resource, resource } from '../../http/resource.ts';
import type { Holdings } from '../../routes/route.ts';
import { indexVersion } from '../index/ask-index.ts';
import { askIndexOf } from '../index/make-index.ts';

/** The name of an edition's index: with another edition, reference edition or kind of index it is another, so that it may be kept for ever. */
export const indexName = ({ hash }: { hash: string }, reference: { hash: string } | undefined) =>
  [hash.slice(0, 16), ...(reference === undefined ? [] : [reference.hash.slice(0, 8)]), indexVersion].join('-');

/** The index of an edition as a file. @returns undefined where the address is of another edition, or of an index of another version */
export function indexFile(
  { editions, government }: Holdings,
  given: { year: string; edition: string; index: string },
): Resource | undefined {
  const year = parseFiscalYear(given.year);
  const edition = year && editions.open(government, year, Number(given.edition));
  if (!edition || given.index !== indexName(edition, editions.reference())) return undefined;
  return fileOf(edition, editions.reference(), 'public, max-age=31536000, immutable');
}

/** The index of a year's newest edition, for a question that names another year than the one that is shown. */
export function latestIndex({ editions, government }: Holdings, given: { year: string }): Resource | undefined {
  const year = parseFiscalYear(given.year);
  const edition = year && editions.latest(government, year);
  return edition && fileOf(edition, editions.reference(), 'public, max-age=60, stale-while-revalidate=600');
}

function fileOf(edition: Edition, reference: Reference | undefined, cacheControl: string): Resource {
  return resource({
    type: 'application/json; charset=utf-8',
    body: Buffer.from(JSON.stringify(askIndexOf(edition, reference))),
    cacheControl,
  });
}
