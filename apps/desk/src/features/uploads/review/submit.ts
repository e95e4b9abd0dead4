import { Refusal, submit as submitUploads } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { foreignUnits } from './foreign-units.ts';

/** @throws Refusal `other-unit` for a file with units of other OPD, `wrong-state` while a finding blocks it */
export async function submit({ ledger, person, held, upload }: DeskContext & UploadGrant): Promise<void> {
  if (foreignUnits(upload, held).length > 0) throw new Refusal('other-unit');
  await submitUploads(ledger, [upload.id], person.id);
}
