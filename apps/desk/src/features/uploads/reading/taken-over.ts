import { getUpload, readsUpload, type TakenOver, takenOver, type UploadRow, type Viewer } from '@sipkadin/ledger';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { askAgain } from '../review/discard.ts';

interface TakenOverDto extends Omit<TakenOver, 'from'> {
  key: string;
  /** The file that it comes from; null where the person may not know it. */
  from: { id: string; fileName: string } | null;
}

/** The answers that an upload took over, in the order in which they were asked. */
export async function takenOverAnswers(read: DeskContext['ledger']['read'], viewer: Viewer, { id }: UploadRow): Promise<TakenOverDto[]> {
  const answers: TakenOverDto[] = [];
  for (const [key, { value, how, from }] of Object.entries((await takenOver(read, id)) ?? {})) {
    const { fileName, uploadedBy } = await getUpload(read, from);
    answers.push({ ...{ key, value, how }, from: readsUpload(viewer, uploadedBy) ? { id: from, fileName } : null });
  }
  return answers;
}

/** Asks what was answered by an earlier file, and nothing else. @returns the id of the upload that asks */
export async function askTakenOver(context: DeskContext & UploadGrant): Promise<{ id: string }> {
  const { ledger, upload } = context;
  const taken = (await takenOver(ledger.read, upload.id)) ?? {};
  return askAgain(context, Object.fromEntries(Object.entries(upload.answers).filter(([key]) => taken[key] === undefined)));
}
