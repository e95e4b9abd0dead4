import type { InspectReport } from '@sipkadin/intake';
import type { UploadRow } from '@sipkadin/ledger';
import { membershipsIn, type Person } from './person.ts';
import type { UploadRule } from './rights.ts';

/** Whether a file holds personal data, or may hold some: it was not read yet, or not to its end. */
export function mayHoldPersonalData(upload: UploadRow): boolean {
  const report = upload.report as InspectReport | null;
  if (report === null || report.shape === null) return true;
  // Reports of before personal data was counted have no `personalData`.
  const { personalData }: Partial<InspectReport> = report;
  return personalData?.some(({ kind }) => kind !== 'teks bebas') ?? true;
}

/** Whether a person who may see an upload may also have what the rule is for: the bytes of its file. */
export function mayHaveFile({ personalData }: UploadRule, person: Person, upload: UploadRow): boolean {
  if (personalData === undefined || !mayHoldPersonalData(upload)) return true;
  return upload.uploadedBy === person.id || membershipsIn(person, upload.government).some(({ role }) => personalData.includes(role));
}
