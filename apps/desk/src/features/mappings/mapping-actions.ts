import { type MappingDraft, mappingGaps, parseMapping } from '@sipkadin/intake';
import {
  correctionsOf,
  discardUpload,
  getMapping,
  getUpload,
  keepMapping,
  listMappings,
  queueAnswers,
  queueReading,
  receiveUpload,
  recordCorrections,
} from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant, UploadGrant } from '../../rights/authorize.ts';
import { mayHaveFile } from '../../rights/file-access.ts';
import { fileRights } from '../../rights/rights.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { withoutCells } from '../uploads/reading/report.ts';

/** How many findings, and how many totals, a preview lists. */
const listed = 30;

/** The report of reading a file by a mapping, as far as it gets, without keeping anything. */
export async function previewMapping({ ledger, previews, uploads, person, upload }: DeskContext & UploadGrant, text: string) {
  const { hash, fileName, government, answers } = upload;
  const corrections = await correctionsOf(ledger.read, [upload.id]);
  const options = { answers: { ...answers, mapping: text }, government, corrections };
  const report = await previews.look(person.id, await uploads.file(hash), fileName, options);
  const { outcome, mapping, totals, rows, lines, findings, questions, reconciliation } = report;
  return {
    ...{ outcome, totals, rows, lines },
    mapping: mayHaveFile(fileRights['GET berkas/:id'], person, upload) ? mapping : withoutCells(mapping),
    findings: findings.slice(0, listed),
    questions: questions.filter(({ key }) => key !== 'mapping'),
    reconciliation: [...reconciliation].sort((a, b) => Number(a.equal) - Number(b.equal)).slice(0, listed),
  };
}

/** Queues the file to be read by a mapping, which is remembered for later files with the same header. @throws Refusal `bad-input` */
export async function answerMapping({ ledger, jobs, person, upload }: DeskContext & UploadGrant, text: string): Promise<void> {
  completeMapping(text);
  await ledger.transact(async (tx) => queueAnswers(tx, await getUpload(tx, upload.id), person.id, { mapping: text }));
  jobs.wake();
}

/**
 * Asks for the columns of a file again. What was read from it stays as it is: a draft is discarded, and the same bytes become
 * another upload. @returns the id of the upload that asks
 */
export async function askMappingAgain({ ledger, jobs, person, upload }: DeskContext & UploadGrant): Promise<{ id: string }> {
  const { state, government, fileName, hash, bytes } = upload;
  const answers = { ...upload.answers, mapping: 'ask' };
  const isUnread = state === 'asked' || state === 'refused';
  const id = await ledger.transact(async (tx) => {
    if (!isUnread) await discardUpload(tx, upload.id, person.id);
    const asking = isUnread ? upload : await receiveUpload(tx, { government, fileName, hash, bytes, actor: person.id });
    if (!isUnread) await recordCorrections(tx, { upload: asking.id, from: upload.id, actor: person.id }, { corrected: [], takenBack: [] });
    await queueReading(tx, asking.id, person.id, answers);
    return asking.id;
  });
  jobs.wake();
  return { id };
}

/** The mappings that a government remembers, the newest first. */
export async function mappingList({ ledger, names: namesOf, government }: DeskContext & GovernmentGrant) {
  const rows = await listMappings(ledger.read, government);
  const names = await namesOf(rows.map(({ actor }) => actor));
  return rows.map(({ fingerprint, name, mapping, columns, actor, at, uses }) => ({
    ...{ fingerprint, name, at, uses },
    by: names.get(actor) ?? actor,
    mapping: completeMapping(mapping),
    columns: JSON.parse(columns) as { letters: string; label: string; personal: boolean }[],
  }));
}

/** Files with the header are read by the new mapping from now on; those already read stay. @throws Refusal `not-found`, `bad-input` */
export async function changeMapping(
  { ledger, person, government }: DeskContext & GovernmentGrant,
  { fingerprint, mapping }: { fingerprint: string; mapping: string },
): Promise<void> {
  completeMapping(mapping);
  await ledger.transact(async (tx) => {
    await keepMapping(tx, { ...(await getMapping(tx, government, fingerprint)), mapping, actor: person.id });
  });
}

/** @throws Refusal `bad-input` for a mapping by which no table can be read */
function completeMapping(text: string): MappingDraft {
  const draft = parseMapping(text);
  if (typeof draft === 'string' || mappingGaps(draft).length > 0) throw new Refusal('bad-input');
  return draft;
}
