import type { InspectReport } from '@sipkadin/intake';
import type { UploadRow } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { membershipsIn, type Person } from '../../rights/person.ts';
import { reportOf } from '../../rights/shown.ts';

/**
 * Whether a file's bytes are held back from all but its uploader, verifiers and auditors: it holds personal data, or
 * nobody knows that it does not, because it was not read (yet), or not through.
 */
export function holdsPeople(report: InspectReport | null): boolean {
  if (report === null || report.shape === null) return true;
  // Reports kept before there were such counts have none.
  const { personalData }: Partial<InspectReport> = report;
  return personalData?.some(({ kind }) => kind !== 'teks bebas') ?? true;
}

/** Whether a person who may see an upload may also have its bytes as they came. */
export function mayHaveOriginal(person: Person, upload: UploadRow): boolean {
  if (!holdsPeople(reportOf(upload))) return true;
  return upload.uploadedBy === person.id || membershipsIn(person, upload.government, ['verifier', 'auditor']).length > 0;
}

/** For who may see the upload. @throws Refusal `personal-data` */
export function reachOriginal(person: Person, upload: UploadRow): void {
  if (!mayHaveOriginal(person, upload)) throw new Refusal('personal-data');
}
