import { listUploads, readingStates, type UploadState } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { type UploadDto, uploadDto } from './upload-dto.ts';

const listed = 200;

/** A government's uploads, newest first, at most 200; for an operator of one OPD their own. */
export async function uploadList(
  { ledger: { read }, names: namesOf, now, person, viewer, government }: DeskContext & GovernmentGrant,
  state: Exclude<UploadState, 'superseded'> | undefined,
): Promise<UploadDto[]> {
  const own = viewer.units === null ? {} : { actor: viewer.person };
  const uploads = await listUploads(read, { government, limit: listed, ...(state === undefined ? {} : { state }), ...own });
  const ids = uploads.map(({ id }) => id);
  const states = await readingStates(read, now(), ids);
  const names = await namesOf(uploads.map(({ uploadedBy }) => uploadedBy));
  return uploads.map((upload) => uploadDto(upload, person.id, names, states.get(upload.id) ?? null));
}
