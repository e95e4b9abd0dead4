import { join } from 'node:path';
import { EditionError, openEdition } from '@sipkadin/edition';
import { type EditionRow, listEditions, listUploads, years } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { uploadDto } from '../uploads/upload-dto.ts';

/** All editions of a government, newest year and number first. */
export async function editionList({ ledger, editionsRoot, government }: DeskContext & GovernmentGrant) {
  const editions = await listEditions(ledger.read, government);
  return editions
    .map(({ year, number, hash, asOf, note, publishedAt, kind, content }) => ({
      ...{ year, number, hash, asOf, note, publishedAt, kind, content },
      onePerson: onePersonIn(editionsRoot, { government, year, number, hash }),
    }))
    .sort((a, b) => b.year - a.year || b.number - a.number);
}

/** Uploads that are verified and in no edition yet, at most 500, and the years that can be published, newest first. */
export async function waitingUploads({ ledger: { read }, names: namesOf, person, government }: DeskContext & GovernmentGrant) {
  const uploads = await listUploads(read, { government, state: 'verified', limit: 500 });
  const names = await namesOf(uploads.map(({ uploadedBy }) => uploadedBy));
  return {
    years: (await years(read, government)).toSorted((a, b) => b - a),
    uploads: uploads.map((upload) => uploadDto(upload, { viewer: person.id, names })),
  };
}

/** From the manifest; null where it has no count, or cannot be read: `verify` reports what is wrong with it. */
function onePersonIn(root: string, { government, year, number, hash }: Pick<EditionRow, 'government' | 'year' | 'number' | 'hash'>) {
  try {
    return openEdition(join(root, government, String(year), String(number)), hash).manifest.onePerson ?? null;
  } catch (error) {
    if (error instanceof EditionError) return null;
    throw error;
  }
}
