import { conflictsOf, correctionsOf, knownOpd, readingStates, uploadSteps } from '@sipkadin/ledger';
import { isBlocked } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import { mayHaveFile, mayHoldPersonalData } from '../../../rights/file-access.ts';
import { fileRights } from '../../../rights/rights.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { correctionDto } from '../../workbook/corrections/corrected-cells.ts';
import { markable, markedFrom } from '../findings/markable.ts';
import { judgedReport } from '../reading/report.ts';
import { statementTotals } from '../reading/statement-totals.ts';
import { takenOverAnswers } from '../reading/taken-over.ts';
import { foreignUnits } from '../review/foreign-units.ts';
import { uploadDto } from '../upload-dto.ts';

/** All that the screen of one upload shows: its report, what a person may do with its file, conflicts and history. */
export async function uploadDetail({ ledger: { read }, names: namesOf, now, person, held, viewer, upload }: DeskContext & UploadGrant) {
  const states = await readingStates(read, now(), [upload.id]);
  const steps = await uploadSteps(read, upload.id);
  const isOpen = upload.state === 'draft' || upload.state === 'submitted';
  const conflicts = isOpen ? await conflictsOf(read, upload.id, viewer) : [];
  const corrections = await correctionsOf(read, [upload.id]);
  const names = await namesOf([
    ...[upload.uploadedBy, ...conflicts.flatMap(({ from }) => from?.uploadedBy ?? [])],
    ...[...steps, ...corrections].map(({ actor }) => actor),
  ]);
  const report = await judgedReport(read, { person, viewer, upload });
  const open = mayHaveFile(fileRights['GET berkas/:id'], person, upload);
  return {
    ...uploadDto(upload, {
      ...{ viewer: person.id, names, job: states.get(upload.id) ?? null },
      blocked: upload.state === 'draft' && report !== null && isBlocked(report),
    }),
    /** By statement. */
    totals: await statementTotals(read, upload.statements),
    report,
    /** Answers that an earlier file of the form or the ledger gave, of a file that was not submitted yet. */
    takenOver: await takenOverAnswers(read, viewer, upload),
    /** The OPD to choose from, where the report asks for one. */
    opd: report?.questions.some(({ key }) => key === 'unit') ? await knownOpd(read, upload.government) : [],
    foreignUnits: foreignUnits(upload, held),
    /** Cells that are read as if they held another value. */
    corrections: corrections.map((one) => correctionDto(one, names)),
    /** The upload that this one is a marked copy of. */
    markedFrom: await markedFrom(read, person, upload),
    original: { restricted: mayHoldPersonalData(upload), open, markable: open ? markable(report) : ('no' as const) },
    /** Other uploads for the same scope, the latest first. */
    conflicts: conflicts.map(({ from, ...other }) => ({
      ...other,
      from: from && { ...from, uploadedBy: names.get(from.uploadedBy) ?? from.uploadedBy },
    })),
    /** Its steps so far, oldest first. */
    history: steps.map(({ step, at, actor, reason }) => ({ step, at, who: names.get(actor) ?? actor, reason })),
  };
}
