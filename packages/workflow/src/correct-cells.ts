import {
  type CorrectionChanges,
  discardUpload,
  getUpload,
  type Ledger,
  queueAnswers,
  type Reading,
  receiveUpload,
  recordCorrections,
  takenOver,
  takeOverAnswers,
} from '@sipkadin/ledger';

/**
 * Records corrections of cells and queues the file to be read again with them, and with the answers given so far. What was read from
 * it stays as it is: a draft is discarded, and the same bytes become another upload.
 * @param changesIn what is corrected and taken back, asked in the transaction; throws where a cell is not as the person saw it
 * @returns the id of the upload that is read
 * @throws LedgerError `not-found`, and `wrong-state` for an upload that was submitted
 */
export async function correctCells(
  ledger: Ledger,
  { upload: id, actor }: { upload: string; actor: string },
  changesIn: (read: Reading) => Promise<CorrectionChanges>,
): Promise<string> {
  return ledger.transact(async (tx) => {
    const changes = await changesIn(tx);
    const { state, government, fileName, hash, bytes, answers } = await getUpload(tx, id);
    const isUnread = state === 'asked' || state === 'refused';
    if (!isUnread) await discardUpload(tx, id, actor);
    const upload = isUnread ? id : (await receiveUpload(tx, { government, fileName, hash, bytes, actor, queued: false })).id;
    const taken = isUnread ? undefined : await takenOver(tx, id);
    if (taken !== undefined) await takeOverAnswers(tx, upload, taken, actor);
    await recordCorrections(tx, { upload, from: id, actor }, changes);
    await queueAnswers(tx, { id: upload, answers }, actor, {});
    return upload;
  });
}
