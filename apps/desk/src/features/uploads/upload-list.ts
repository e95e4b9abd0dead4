import { type Ledger, listUploads, readingStates, type UploadRow, type UploadState } from '@sipkadin/ledger';
import { isBlocked, withSeverityOverrides } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { reportOf } from './reading/report.ts';
import { type UploadDto, uploadDto } from './upload-dto.ts';

const listed = 200;

/** Of these uploads the drafts that a finding keeps from being submitted. */
export async function blockedDrafts(read: Ledger['read'], uploads: readonly UploadRow[]): Promise<Set<string>> {
  const blocked = new Set<string>();
  for (const upload of uploads) {
    const report = upload.state === 'draft' ? reportOf(upload) : null;
    if (report !== null && isBlocked(await withSeverityOverrides(read, upload, report))) blocked.add(upload.id);
  }
  return blocked;
}

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
  const blocked = await blockedDrafts(read, uploads);
  return uploads.map((upload) =>
    uploadDto(upload, { viewer: person.id, names, job: states.get(upload.id) ?? null, blocked: blocked.has(upload.id) }),
  );
}
