import { submitUpload } from '@sipkadin/ledger';
import { isBlocked, Refusal } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { judgedReport } from '../upload-dto.ts';
import { foreignUnits } from './foreign-units.ts';

/** @throws Refusal `other-unit` for a file with units of other OPD, `wrong-state` while a finding blocks it */
export async function submit({ ledger, person, held, upload }: DeskContext & UploadGrant): Promise<void> {
  if (foreignUnits(upload, held).length > 0) throw new Refusal('other-unit');
  const report = await judgedReport(ledger.read, upload);
  if (report !== null && isBlocked(report)) throw new Refusal('wrong-state');
  await ledger.transact((tx) => submitUpload(tx, upload.id, person.id));
}
