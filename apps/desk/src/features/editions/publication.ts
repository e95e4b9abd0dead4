import { join } from 'node:path';
import type { Basis } from '@sipkadin/budget';
import { EditionError, openEdition } from '@sipkadin/edition';
import { type EditionRow, getGovernment, listEditions, listUploads, type UploadRow, uploadSteps, years } from '@sipkadin/ledger';
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

/**
 * Uploads that are verified and in no edition yet, at most 500, each with what keeps it out of an edition by this person; the years that
 * can be published, newest first; and the basis that is published.
 */
export async function waitingUploads({ ledger: { read }, names: namesOf, person, government }: DeskContext & GovernmentGrant) {
  const uploads = await listUploads(read, { government, state: 'verified', publishable: true, limit: 500 });
  const names = await namesOf(uploads.map(({ uploadedBy }) => uploadedBy));
  const { basis, publishOwn } = await getGovernment(read, government);
  const waiting = [];
  for (const upload of uploads) {
    const verifiers = (await uploadSteps(read, upload.id)).filter(({ step }) => step === 'verified').map(({ actor }) => actor);
    const isOwn = upload.uploadedBy === person.id || verifiers.includes(person.id);
    const keptOut = isOfOtherBasis(upload, basis) ? ('other-basis' as const) : isOwn && !publishOwn ? ('own-work' as const) : null;
    waiting.push({ ...uploadDto(upload, { viewer: person.id, names }), keptOut });
  }
  return {
    years: (await years(read, government)).toSorted((a, b) => b - a),
    basis,
    uploads: waiting,
  };
}

/** Whether all of an upload is realization on another basis than the one that is published: it is kept beside. */
function isOfOtherBasis({ statements }: UploadRow, published: Basis): boolean {
  const isMeasured = ({ head: { kind } }: UploadRow['statements'][number]) => kind === 'realization' || kind === 'register';
  return statements.length > 0 && statements.every((one) => isMeasured(one) && one.head.basis !== published);
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
