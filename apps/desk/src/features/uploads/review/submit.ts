import { type Reading, rolesOf, type UploadRow } from '@sipkadin/ledger';
import { Refusal, submit as submitUploads } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { foreignUnits } from './foreign-units.ts';

/** @throws Refusal `other-unit` for a file with units of other OPD, `wrong-state` while a finding blocks it */
export async function submit({ ledger, person, upload: { id } }: DeskContext & UploadGrant): Promise<void> {
  // By the roles that the person has in the transaction: an admin may have moved them to another OPD.
  const mustBeOwnUnits = async (read: Reading, upload: UploadRow) => {
    const held = (await rolesOf(read, person.id)).filter(({ government }) => government === upload.government);
    if (foreignUnits(upload, held).length > 0) throw new Refusal('other-unit');
  };
  await submitUploads(ledger, [id], person.id, mustBeOwnUnits);
}
