import assert from 'node:assert/strict';
import {
  type Code,
  type FiscalYear,
  type IsoInstant,
  isoDate,
  type Month,
  monthEnd,
  publicFileName,
  type StatementKind,
  withoutPersonalData,
} from '@sipkadin/budget';
import { sql } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { Step } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { supersededUploads } from '../figures/effective.ts';
import { getGovernment } from '../governments.ts';
import { instantOf } from '../ledger.ts';
import { type StatementRow, statementsOf } from '../statements/statements.ts';
import { headOf, lastSteps, move, unread } from '../statements/workflow-steps.ts';
import { type WorksOfUpload, worksOfUploads } from '../works/read-works.ts';
import { correctorsOf } from './corrections.ts';
import { finishReading, queueReading, type ReadingClaim } from './queue.ts';

export type UploadState = Step | 'superseded';

export interface UploadRow {
  id: string;
  government: string;
  fileName: string;
  /** SHA-256 of the bytes. */
  hash: string;
  bytes: number;
  receivedAt: IsoInstant;
  uploadedBy: string;
  state: UploadState;
  /** Why it was returned or withdrawn; null otherwise. */
  reason: string | null;
  /** Intake's report; null until it was read. */
  report: unknown;
  answers: Record<string, string>;
  statements: StatementRow[];
  works: WorksOfUpload[];
}

/**
 * Takes note of received bytes; the same bytes again get an upload of their own that names the earlier one. Personal data in a
 * file's name are replaced by their kind; of the rest only words of the field are published. The file then waits to be read,
 * unless the caller reads it at once (`queued: false`).
 */
export async function receiveUpload(
  tx: Writing,
  {
    government,
    fileName: called,
    hash,
    bytes,
    actor,
    queued = true,
  }: { government: string; fileName: string; hash: string; bytes: number; actor: string; queued?: boolean },
): Promise<{ id: string; sameAs: string | null }> {
  const { name } = await getGovernment(tx, government);
  const fileName = withoutPersonalData(called);
  const same = await tx
    .selectFrom('upload')
    .select('id')
    .where('hash', '=', hash)
    .where('government', '=', government)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const last = await tx
    .selectFrom('upload')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  const seq = Number(last?.seq ?? 0) + 1;
  const id = `u${String(seq).padStart(6, '0')}`;
  await tx
    .insertInto('upload')
    .values({
      id,
      seq,
      government,
      file_name: fileName,
      hash,
      bytes,
      received_at: instantOf(tx),
      uploaded_by: actor,
      public_name: publicFileName(fileName, name),
    })
    .execute();
  await move(tx, { id, government }, 'received', actor, '', { fileName, hash, bytes });
  if (queued) await queueReading(tx, id, actor);
  return { id, sameAs: same?.id ?? null };
}

/** Moves an upload on if its last step is one of these. @throws LedgerError `not-found`, `wrong-state` */
async function advance(
  tx: Writing,
  id: string,
  from: readonly Step[],
  to: Step,
  actor: string,
  reason = '',
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { upload, step } = await headOf(tx, id);
  if (!from.includes(step.step)) throw new LedgerError('wrong-state', `${id} is ${step.step}`);
  await move(tx, upload, to, actor, reason, detail);
}

/**
 * Keeps what reading an upload gave, with the answers it was read with. A file that asks or is refused stops there; one
 * that was read goes on with `addStatements`.
 * @param claim of the worker that read it; without one, any claim on it ends
 * @throws LedgerError `not-found`, `wrong-state`: it was read already, its reading was cancelled, or the claim was lost
 */
export async function keepReport(
  tx: Writing,
  id: string,
  { report, answers, claim }: { report: unknown; answers: Record<string, string>; claim?: ReadingClaim | undefined },
): Promise<void> {
  const { upload, step } = await headOf(tx, id);
  if (!unread.includes(step.step)) throw new LedgerError('wrong-state', `${id} is ${step.step}`);
  const waited = await finishReading(tx, id, claim);
  if (step.step === 'cancelled' && !waited) throw new LedgerError('wrong-state', `${id} is cancelled`);
  await tx
    .insertInto('upload_report')
    .values({ upload: id, at: instantOf(tx), report: JSON.stringify(report), answers: JSON.stringify(answers) })
    .execute();
  const outcome = typeof report === 'object' && report !== null && 'outcome' in report ? report.outcome : undefined;
  if (outcome === 'asked' || outcome === 'refused') await move(tx, upload, outcome, upload.uploaded_by);
}

/**
 * Keeps the report of a draft anew, with what was found when the draft was held against the past; the last one counts.
 * @throws LedgerError `not-found`, `wrong-state`
 */
export async function amendReport(
  tx: Writing,
  id: string,
  { report, answers }: { report: unknown; answers: Record<string, string> },
): Promise<void> {
  const { step } = await headOf(tx, id);
  if (step.step !== 'draft') throw new LedgerError('wrong-state', `${id} is ${step.step}`);
  await tx
    .insertInto('upload_report')
    .values({ upload: id, at: instantOf(tx), report: JSON.stringify(report), answers: JSON.stringify(answers) })
    .execute();
}

export function submitUpload(tx: Writing, id: string, actor: string): Promise<void> {
  return advance(tx, id, ['draft'], 'submitted', actor);
}

/** Back to the uploader, who uploads again; the reason is theirs to read. */
export function returnUpload(tx: Writing, id: string, actor: string, reason: string): Promise<void> {
  return advance(tx, id, ['submitted'], 'returned', actor, reason);
}

/**
 * @param confirmed what the verifier confirmed and how, for the audit trail; `reason` is kept with the step too
 * @throws LedgerError `own-upload` where the uploader, or who corrected a cell, verifies, unless the government is set to one person
 */
export async function verifyUpload(
  tx: Writing,
  id: string,
  actor: string,
  { reason = '', ...confirmed }: { reason?: string } & Record<string, unknown> = {},
): Promise<void> {
  const { upload } = await headOf(tx, id);
  const { onePerson } = await getGovernment(tx, upload.government);
  const own = upload.uploaded_by === actor || (await correctorsOf(tx, [id])).get(id)?.has(actor);
  if (own && !onePerson) throw new LedgerError('own-upload', id);
  await advance(tx, id, ['submitted'], 'verified', actor, reason, confirmed);
}

/** An uploader's own that is not sent for verification: it waits for nobody any more, and the same bytes can be uploaded anew. */
export async function discardUpload(tx: Writing, id: string, actor: string): Promise<void> {
  await advance(tx, id, ['asked', 'refused', 'cancelled', 'draft', 'returned'], 'discarded', actor);
  await finishReading(tx, id);
}

/** Takes back what was verified and not published yet; it counts no more. What was published goes by withdrawing its edition. */
export function withdrawUpload(tx: Writing, id: string, actor: string, reason: string): Promise<void> {
  return advance(tx, id, ['verified'], 'withdrawn', actor, reason);
}

export interface UploadStep {
  step: Step;
  at: IsoInstant;
  actor: string;
  reason: string;
}

/** An upload's way so far, oldest first. */
export async function uploadSteps(read: Reading, id: string): Promise<UploadStep[]> {
  return read.selectFrom('step').select(['step', 'at', 'actor', 'reason']).where('upload', '=', id).orderBy('seq').execute();
}

/** @throws LedgerError `not-found` */
export async function getUpload(read: Reading, id: string): Promise<UploadRow> {
  const { upload } = await headOf(read, id);
  const [row] = await describe(read, [upload]);
  if (!row) throw new LedgerError('not-found', id);
  return row;
}

/** Which uploads of a government; each part that is left out does not narrow. */
export interface UploadFilter {
  government: string;
  /** The last step; `verified` and `published` without what a later statement has superseded. */
  state?: UploadState;
  hashes?: readonly string[];
  /** The uploader. */
  actor?: string;
  /** In the file's name, whatever its case. */
  search?: string;
  /** Holding a statement of this OPD or unit, */
  unit?: Code;
  /** of this kind, */
  kind?: StatementKind;
  /** or as of a day in this month of this year. */
  month?: { year: FiscalYear; month: Month };
  /** Holding what an edition publishes: statements, contracts, targets, or obstacles of which one may be public. */
  publishable?: boolean;
}

/** Uploads of a government, newest first. @param page `oldestFirst` turns the order round */
export async function listUploads(
  read: Reading,
  { limit = 500, offset = 0, oldestFirst = false, ...filter }: UploadFilter & { limit?: number; offset?: number; oldestFirst?: boolean },
): Promise<UploadRow[]> {
  const { matching, superseded } = await matchingUploads(read, filter);
  const query = matching.selectAll().orderBy('seq', oldestFirst ? 'asc' : 'desc');
  if (superseded === undefined) return describe(read, await query.limit(limit).offset(offset).execute());
  // Whether a statement is superseded is no matter of SQL.
  const rows = (await query.execute()).filter(({ id }) => superseded.has(id) === (filter.state === 'superseded'));
  return describe(read, rows.slice(offset, offset + limit), superseded);
}

/** How many uploads a filter leaves. */
export async function countUploads(read: Reading, filter: UploadFilter): Promise<number> {
  const { matching, superseded } = await matchingUploads(read, filter);
  if (superseded === undefined) {
    const { count } = await matching.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
    return Number(count);
  }
  const rows = await matching.select('id').execute();
  return rows.filter(({ id }) => superseded.has(id) === (filter.state === 'superseded')).length;
}

/** The query of a filter; with the superseded uploads where those have yet to be told apart. */
async function matchingUploads(read: Reading, { government, state, hashes, actor, search, unit, kind, month, publishable }: UploadFilter) {
  let query = read.selectFrom('upload').where('government', '=', government);
  if (actor !== undefined) query = query.where('uploaded_by', '=', actor);
  if (hashes !== undefined) query = query.where('hash', 'in', hashes);
  if (search !== undefined) {
    const pattern = `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
    query = query.where(sql<boolean>`lower(file_name) like ${pattern} escape '!'`);
  }
  if (publishable === true)
    query = query.where(({ or, eb, selectFrom }) => {
      const told = selectFrom('obstacle').select('works').where('may_be_public', '=', 1);
      const works = selectFrom('works').select('upload').where('government', '=', government);
      return or([
        eb('id', 'in', selectFrom('statement').select('upload').where('government', '=', government)),
        eb(
          'id',
          'in',
          works.where((of) => of.or([of('kind', '!=', 'obstacle'), of('seq', 'in', told)])),
        ),
      ]);
    });
  if (unit !== undefined || kind !== undefined || month !== undefined)
    query = query.where('id', 'in', ({ selectFrom }) => {
      let statements = selectFrom('statement').select('upload').where('government', '=', government);
      if (kind !== undefined) statements = statements.where('kind', '=', kind);
      if (month !== undefined) {
        statements = statements.where('year', '=', month.year);
        statements = statements
          .where('as_of', '>=', isoDate(month.year, month.month, 1))
          .where('as_of', '<=', monthEnd(month.year, month.month));
      }
      if (unit === undefined) return statements;
      const covering = selectFrom('coverage').select('statement').where('unit', '=', unit);
      return statements.where('seq', 'in', covering);
    });
  if (state === undefined) return { matching: query };
  const steps: readonly Step[] = state === 'superseded' ? ['verified', 'published'] : [state];
  query = query.where(({ eb, selectFrom }) =>
    eb(selectFrom('step').select('step').whereRef('step.upload', '=', 'upload.id').orderBy('step.seq', 'desc').limit(1), 'in', steps),
  );
  const divided = state === 'superseded' || isVerified(state);
  return { matching: query, ...(divided && { superseded: await supersededUploads(read, [government]) }) };
}

/** The step of a government's uploads that last changed what counts or is published; 0: none. */
export async function lastChangeOfFigures(read: Reading, government: string): Promise<number> {
  const { seq } = await read
    .selectFrom('step')
    .innerJoin('upload', 'upload.id', 'step.upload')
    .select(({ fn }) => fn.max('step.seq').as('seq'))
    .where('upload.government', '=', government)
    .where('step.step', 'in', ['verified', 'published', 'withdrawn'])
    .executeTakeFirstOrThrow();
  return Number(seq);
}

type UploadRecord = Awaited<ReturnType<typeof headOf>>['upload'];

const chunk = 200;
const isVerified = (step: Step | undefined) => step === 'verified' || step === 'published';

async function describe(read: Reading, uploads: readonly UploadRecord[], known?: ReadonlySet<string>): Promise<UploadRow[]> {
  const rows: UploadRow[] = [];
  for (let at = 0; at < uploads.length; at += chunk) {
    const part = uploads.slice(at, at + chunk);
    const ids = part.map(({ id }) => id);
    const steps = await lastSteps(read, ids);
    const reports = await lastReports(read, ids);
    const statements = await statementsOf(read, ids);
    const works = Map.groupBy(await worksOfUploads(read, ids), ({ upload }) => upload);
    // This reads every verified statement, so it is done only where one of these was verified.
    const governments = new Set(part.flatMap(({ id, government }) => (isVerified(steps.get(id)?.step) ? [government] : [])));
    const superseded = known ?? (await supersededUploads(read, [...governments]));
    for (const upload of part) {
      const step = steps.get(upload.id);
      assert.ok(step !== undefined, 'an upload has a step from its receipt on');
      const report = reports.get(upload.id);
      const over = isVerified(step.step) && superseded.has(upload.id);
      rows.push({
        id: upload.id,
        government: upload.government,
        fileName: upload.file_name,
        hash: upload.hash,
        bytes: Number(upload.bytes),
        receivedAt: upload.received_at,
        uploadedBy: upload.uploaded_by,
        state: over ? 'superseded' : step.step,
        reason: step.step === 'returned' || step.step === 'withdrawn' ? step.reason : null,
        report: report ? (JSON.parse(report.report) as unknown) : null,
        answers: report ? (JSON.parse(report.answers) as Record<string, string>) : {},
        statements: statements.get(upload.id) ?? [],
        works: works.get(upload.id) ?? [],
      });
    }
  }
  return rows;
}

/** The report of each of these uploads that was kept last, by upload. */
async function lastReports(read: Reading, uploads: readonly string[]): Promise<Map<string, { report: string; answers: string }>> {
  const rows = await read
    .selectFrom('upload_report')
    .select(['upload', 'report', 'answers'])
    .where('seq', 'in', ({ selectFrom }) =>
      selectFrom('upload_report')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('upload', 'in', uploads)
        .groupBy('upload'),
    )
    .execute();
  return new Map(rows.map(({ upload, ...report }) => [upload, report]));
}

/** The sequence of the last step, or of the last release of an obstacle, which is numbered with them: everything up to it is fixed for ever. */
export async function ledgerSequence(read: Reading): Promise<number> {
  const last = async (table: 'step' | 'obstacle_release') => {
    const row = await read
      .selectFrom(table)
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirst();
    return Number(row?.seq ?? 0);
  };
  return Math.max(await last('step'), await last('obstacle_release'));
}

/** SHA-256 of the bytes of every upload that there is, each once. */
export async function uploadHashes(read: Reading): Promise<string[]> {
  return (await read.selectFrom('upload').select('hash').distinct().orderBy('hash').execute()).map(({ hash }) => hash);
}
