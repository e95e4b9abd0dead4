import type { InspectReport } from '@sipkadin/intake';
import {
  correctionsOf,
  getUpload,
  type Ledger,
  largeChanges,
  queueMail,
  type Reading,
  returnUpload,
  submitUpload,
  type UploadRow,
  verifyUpload,
  withdrawUpload,
} from '@sipkadin/ledger';
import { type Confirmation, confirmed } from './confirmation.ts';
import { isBlocked, withSeverityOverrides } from './importing/severity-overrides.ts';
import { Refusal } from './refusal.ts';

/*
 * The steps of an upload between its reading and its publication. Each is one transaction with its records in the audit trail; of
 * several uploads, all take the step or none does.
 */

/**
 * Hands drafts to the verifiers.
 * @param check a further condition on each, asked in the transaction; throws where it is not met
 * @throws Refusal `wrong-state` while a finding blocks one; LedgerError `not-found`, `wrong-state` where one is no draft
 */
export async function submit(
  ledger: Ledger,
  uploads: readonly string[],
  actor: string,
  check: (read: Reading, upload: UploadRow) => Promise<void> = async () => {},
): Promise<void> {
  await ledger.transact(async (tx) => {
    for (const id of uploads) {
      const upload = await getUpload(tx, id);
      await check(tx, upload);
      const report = upload.report as InspectReport | null;
      if (report !== null && isBlocked(await withSeverityOverrides(tx, upload, report))) throw new Refusal('wrong-state');
      await submitUpload(tx, id, actor);
    }
  });
}

/**
 * @param confirmation needed where an upload changes much (`largeChanges`); what is confirmed goes into the audit trail with it
 * @throws LedgerError `not-found`, `wrong-state`, and `own-upload` where the uploader verifies and the government does not allow it;
 * Refusal `large-change` or `corrections-unseen` where the confirmation is missing or does not fit
 */
export async function verify(ledger: Ledger, uploads: readonly string[], actor: string, confirmation: Confirmation = {}): Promise<void> {
  await ledger.transact(async (tx) => {
    for (const id of uploads) {
      const corrections = (await correctionsOf(tx, [id])).length;
      const record = confirmed(await largeChanges(tx, id), confirmation);
      // Other refusals come first; these take the step back.
      await verifyUpload(tx, id, actor, { ...record, ...(corrections > 0 && { corrections }) });
      if (corrections !== (confirmation.corrections ?? 0)) throw new Refusal('corrections-unseen');
      if (record === null) throw new Refusal('large-change');
    }
  });
}

/**
 * Returns a submitted upload to its uploader, who uploads again.
 * @param mail whether the uploader gets a mail
 * @throws LedgerError `not-found`, `wrong-state`
 */
export async function sendBack(
  ledger: Ledger,
  { upload, actor, reason, mail = false }: { upload: string; actor: string; reason: string; mail?: boolean },
): Promise<void> {
  await ledger.transact(async (tx) => {
    await returnUpload(tx, upload, actor, reason);
    const { government, uploadedBy } = await getUpload(tx, upload);
    if (mail) await queueMail(tx, { kind: 'returned', government, upload }, [uploadedBy]);
  });
}

/** Takes back what was verified and is in no edition. @throws LedgerError `not-found`, `wrong-state` */
export async function withdraw(
  ledger: Ledger,
  { upload, actor, reason }: { upload: string; actor: string; reason: string },
): Promise<void> {
  await ledger.transact((tx) => withdrawUpload(tx, upload, actor, reason));
}
