import {
  countUploads,
  getGovernment,
  type Ledger,
  listUploads,
  readingStates,
  type UploadFilter,
  type UploadRow,
  type UploadState,
} from '@sipkadin/ledger';
import { isBlocked, withSeverityOverrides } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { reportOf } from '../reading/report.ts';
import { type UploadDto, uploadDto } from '../upload-dto.ts';

const pageSize = 50;

/** Of these uploads the drafts that a finding keeps from being submitted. */
export async function blockedDrafts(read: Ledger['read'], uploads: readonly UploadRow[]): Promise<Set<string>> {
  const blocked = new Set<string>();
  for (const upload of uploads) {
    const report = upload.state === 'draft' ? reportOf(upload) : null;
    if (report !== null && isBlocked(await withSeverityOverrides(read, upload, report))) blocked.add(upload.id);
  }
  return blocked;
}

/** What a person narrows the list by; the state `blocked` is no step, so it is not among them. */
export type ListFilter = Omit<UploadFilter, 'government' | 'actor' | 'hashes'>;

/** A page of a government's uploads, newest first, and how many there are; for an operator of one OPD their own. */
export async function uploadPage(
  { ledger: { read }, names: namesOf, now, person, viewer, government }: DeskContext & GovernmentGrant,
  { page, oldestFirst, ...filter }: ListFilter & { page: number; oldestFirst: boolean },
): Promise<{ total: number; pageSize: number; uploads: UploadDto[] }> {
  const wanted: UploadFilter = { government, ...filter, ...(viewer.units === null ? {} : { actor: viewer.person }) };
  const total = await countUploads(read, wanted);
  const uploads = await listUploads(read, { ...wanted, limit: pageSize, offset: page * pageSize, oldestFirst });
  const ids = uploads.map(({ id }) => id);
  const states = await readingStates(read, now(), ids);
  const names = await namesOf(uploads.map(({ uploadedBy }) => uploadedBy));
  const blocked = await blockedDrafts(read, uploads);
  return {
    total,
    pageSize,
    uploads: uploads.map((upload) =>
      uploadDto(upload, { viewer: person.id, names, job: states.get(upload.id) ?? null, blocked: blocked.has(upload.id) }),
    ),
  };
}

/** How many uploads wait for the person, by what they are to do. */
export async function uploadTasks({ ledger: { read }, person, government }: DeskContext & GovernmentGrant) {
  const own = (state: UploadState) => countUploads(read, { government, state, actor: person.id });
  const all = (state: UploadState) => countUploads(read, { government, state });
  const { onePerson } = await getGovernment(read, government);
  const drafts = await own('draft');
  const blocked =
    drafts === 0 ? 0 : (await blockedDrafts(read, await listUploads(read, { government, state: 'draft', actor: person.id }))).size;
  return {
    asked: await own('asked'),
    returned: await own('returned'),
    draft: drafts - blocked,
    blocked,
    submitted: (await all('submitted')) - (onePerson ? 0 : await own('submitted')),
    verified: await countUploads(read, { government, state: 'verified', publishable: true }),
  };
}
