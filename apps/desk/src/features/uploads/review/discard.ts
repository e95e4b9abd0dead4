import { discardUpload, queueReading, receiveUpload, recordCorrections, takeAnswersBack } from '@sipkadin/ledger';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

/** Ends an upload that was not sent for verification; it stays in the trail. */
export async function discard({ ledger, jobs, person, upload }: DeskContext & UploadGrant): Promise<void> {
  await ledger.transact((tx) => discardUpload(tx, upload.id, person.id));
  jobs.drop(upload.id);
}

/**
 * Reads a file again without the answers given or taken over so far; corrections of its cells go on. What was read from it stays as it is: a draft is discarded, and
 * the same bytes become another upload.
 * @param kept answers that are not asked again
 * @returns the id of the upload that asks
 */
export async function askAgain(
  { ledger, jobs, person, upload }: DeskContext & UploadGrant,
  kept: Record<string, string> = {},
): Promise<{ id: string }> {
  const { state, government, fileName, hash, bytes } = upload;
  const isUnread = state === 'asked' || state === 'refused';
  const id = await ledger.transact(async (tx) => {
    if (!isUnread) await discardUpload(tx, upload.id, person.id);
    const asking = isUnread ? upload : await receiveUpload(tx, { government, fileName, hash, bytes, actor: person.id, queued: false });
    if (!isUnread) await recordCorrections(tx, { upload: asking.id, from: upload.id, actor: person.id }, { corrected: [], takenBack: [] });
    await takeAnswersBack(tx, asking.id, person.id, upload.id);
    await queueReading(tx, asking.id, person.id, kept);
    return asking.id;
  });
  jobs.wake();
  return { id };
}
