import {
  cancelReading,
  type Ledger,
  listUploads,
  queueReading,
  readingStates,
  rivalsOf,
  submitUpload,
  type UploadRow,
  uploadSteps,
} from '@sipkadin/ledger';
import { isBlocked, type JudgedReport, judge, Refusal } from '@sipkadin/workflow';
import { z } from 'zod';
import { isOfOneUnit } from '../../rights/entitled.ts';
import { mayHaveFile, mayHoldPersonalData } from '../../rights/file-access.ts';
import type { Membership } from '../../rights/person.ts';
import { fileRights } from '../../rights/rights.ts';
import { ofGovernment, ofUpload } from '../../rights/trpc.ts';
import { knownOpd } from '../mappings/known-opd.ts';
import { markable, markedFrom } from './findings/marked-copy.ts';
import { reportOf, uploadDto } from './upload-dto.ts';

export const uploadsRouter = {
  /** Newest first; an operator of one OPD sees own uploads. */
  list: ofGovernment.input(z.object({ state: z.enum(['draft', 'submitted', 'verified']).optional() })).query(async ({ ctx, input }) => {
    const narrow = ctx.held.every(isOfOneUnit);
    const uploads = await listUploads(ctx.ledger.read, {
      government: input.government,
      limit: 200,
      ...(input.state === undefined ? {} : { state: input.state }),
      ...(narrow ? { actor: ctx.person.id } : {}),
    });
    const states = await readingStates(
      ctx.ledger.read,
      ctx.now(),
      uploads.map(({ id }) => id),
    );
    const names = await ctx.names(uploads.map(({ uploadedBy }) => uploadedBy));
    return uploads.map((upload) => uploadDto(upload, ctx.person.id, names, states.get(upload.id) ?? null));
  }),

  get: ofUpload.query(async ({ ctx }) => {
    const { upload, person, ledger } = ctx;
    const states = await readingStates(ledger.read, ctx.now(), [upload.id]);
    const steps = await uploadSteps(ledger.read, upload.id);
    const rivals = ['draft', 'submitted'].includes(upload.state) ? await rivalsOf(ledger.read, upload.id) : [];
    const people = [upload, ...rivals].map(({ uploadedBy }) => uploadedBy);
    const names = await ctx.names([...people, ...steps.map(({ actor }) => actor)]);
    const report = await judgedReport(ledger.read, upload);
    const open = mayHaveFile(fileRights['GET berkas/:id'], person, upload);
    return {
      ...uploadDto(upload, person.id, names, states.get(upload.id) ?? null),
      report,
      /** Of which OPD the answer may be, where that is asked. */
      opd: report?.questions.some(({ key }) => key === 'unit') ? await knownOpd(ledger.read, upload.government) : [],
      foreignUnits: foreignUnits(upload, ctx.held),
      /** Of which earlier upload it is a marked copy. */
      markedFrom: await markedFrom(ledger.read, person, upload),
      original: {
        restricted: mayHoldPersonalData(upload),
        open,
        markable: open ? markable(report) : ('no' as const),
      },
      /** Other uploads for the same scope, the latest first. */
      rivals: rivals.map((rival) => ({ ...rival, uploadedBy: names.get(rival.uploadedBy) ?? rival.uploadedBy })),
      /** Its way so far, oldest first. */
      history: steps.map(({ step, at, actor, reason }) => ({ step, at, who: names.get(actor) ?? actor, reason })),
    };
  }),

  /** Answers to the questions asked so far; the kept bytes are read again with them. */
  answer: ofUpload.input(z.object({ answers: z.record(z.string().max(40), z.string().max(200)) })).mutation(async ({ ctx, input }) => {
    const answers = { ...ctx.upload.answers, ...input.answers };
    await ctx.ledger.transact((tx) => queueReading(tx, ctx.upload.id, ctx.person.id, answers));
    ctx.jobs.wake();
    return null;
  }),

  /** After a fault of ours, or a change of mind: once more. */
  readAgain: ofUpload.mutation(async ({ ctx }) => {
    await ctx.ledger.transact((tx) => queueReading(tx, ctx.upload.id, ctx.person.id, ctx.upload.answers));
    ctx.jobs.wake();
    return null;
  }),

  /** Ends a reading that waits or is under way; the bytes are kept. */
  cancelReading: ofUpload.mutation(async ({ ctx }) => {
    await ctx.ledger.transact((tx) => cancelReading(tx, ctx.upload.id, ctx.person.id));
    ctx.jobs.drop(ctx.upload.id);
    return null;
  }),

  submit: ofUpload.mutation(async ({ ctx }) => {
    if (foreignUnits(ctx.upload, ctx.held).length > 0) throw new Refusal('other-unit');
    const report = await judgedReport(ctx.ledger.read, ctx.upload);
    if (report !== null && isBlocked(report)) throw new Refusal('wrong-state');
    await ctx.ledger.transact((tx) => submitUpload(tx, ctx.upload.id, ctx.person.id));
    return null;
  }),
};

/** What reading gave, under the severities of the government; null until it was read. */
async function judgedReport(read: Ledger['read'], upload: UploadRow): Promise<JudgedReport | null> {
  const report = reportOf(upload);
  return report && judge(read, upload, report);
}

/** OPD in the file beyond the one that the uploader's account is for; [] for an account of the whole government. */
function foreignUnits(upload: UploadRow, held: readonly Membership[]): string[] {
  const operator = held.filter(({ role }) => role === 'operator');
  const units = new Set(operator.map(({ unit }) => unit));
  if (operator.length === 0 || units.has(null)) return [];
  const covered = upload.statements.flatMap(({ head }) => (head.covers.length === 0 ? [''] : head.covers));
  return [...new Set(covered)].filter((unit) => !units.has(unit) && !units.has(`${unit.slice(0, unit.lastIndexOf('.'))}.0000`));
}
