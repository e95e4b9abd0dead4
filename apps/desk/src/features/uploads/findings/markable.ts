import { ruleBook } from '@sipkadin/budget';
import type { Ledger, UploadRow } from '@sipkadin/ledger';
import type { JudgedReport } from '@sipkadin/workflow';
import { authorizeUpload } from '../../../rights/authorize.ts';
import type { Person } from '../../../rights/person.ts';
import { procedureRights } from '../../../rights/rights.ts';
import { ledgerId } from '../../../rights/trpc.ts';
import { reportOf } from '../reading/report.ts';

/** The upload that a marked copy was made of; null for any other file, or where the person may not see that upload. */
export async function markedFrom(
  read: Ledger['read'],
  person: Person,
  upload: UploadRow,
): Promise<{ id: string; fileName: string } | null> {
  const found = reportOf(upload)?.findings.find(({ code }) => code === 'marked-copy');
  const id = ledgerId.safeParse(found?.value);
  if (found === undefined || !id.success || id.data === upload.id) return null;
  try {
    const { upload: other } = await authorizeUpload(procedureRights['uploads.get'], person, read, id.data);
    const isMeant = other.government === upload.government && other.hash.startsWith(found.expected);
    return isMeant ? { id: other.id, fileName: other.fileName } : null;
  } catch {
    // There is no such upload, or the person may not see it.
    return null;
  }
}

const unopened = new Set(ruleBook.filter(({ area, severity }) => area === 'container' && severity === 'blocking').map(({ code }) => code));

/**
 * Whether a file can be downloaded with its findings marked: if a finding above `info` has a place in it.
 * `unopened`: the file cannot be opened.
 */
export function markable(report: Pick<JudgedReport, 'findings'> | null): 'yes' | 'no' | 'unopened' {
  const findings = report?.findings ?? [];
  if (findings.some(({ code }) => unopened.has(code))) return 'unopened';
  return findings.some(({ severity, ref }) => severity !== 'info' && ref !== '') ? 'yes' : 'no';
}
