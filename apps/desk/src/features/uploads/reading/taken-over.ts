import {
  getUpload,
  queueReading,
  readsUpload,
  receiveUpload,
  type TakenOver,
  takeAnswersBack,
  takenOver,
  type UploadRow,
  type Viewer,
} from '@sipkadin/ledger';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

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

/**
 * Asks an upload's person what was answered by an earlier file. What was read from it stays: of a draft, the same bytes become
 * another upload. @returns the id of the upload that asks
 */
export async function askTakenOver({ ledger, jobs, person, upload }: DeskContext & UploadGrant): Promise<{ id: string }> {
  const { state, government, fileName, hash, bytes } = upload;
  const id = await ledger.transact(async (tx) => {
    const taken = (await takenOver(tx, upload.id)) ?? {};
    const answers = Object.fromEntries(Object.entries(upload.answers).filter(([key]) => taken[key] === undefined));
    const asking = state === 'asked' ? upload : await receiveUpload(tx, { government, fileName, hash, bytes, actor: person.id });
    await takeAnswersBack(tx, asking.id, person.id);
    await queueReading(tx, asking.id, person.id, answers);
    return asking.id;
  });
  jobs.wake();
  return { id };
}
