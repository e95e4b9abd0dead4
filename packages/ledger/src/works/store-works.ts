import { isIsoDate, type Works, type WorksHead, type WorksKind } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { headOf } from '../statements/workflow-steps.ts';
import { rowsHash } from './works-rows.ts';

const largest = 2n ** 63n - 1n;
const rowsAtOnce = 500;

/**
 * Stores the contracts, obstacles and targets of a read upload, in the transaction that made it a draft. They count when it is
 * verified.
 * @throws LedgerError `wrong-state` unless it is a draft without any, `other-government`, `amount-too-large`
 */
export async function addWorks(tx: Writing, uploadId: string, all: readonly Works[]): Promise<void> {
  if (all.length === 0) return;
  const { upload, step } = await headOf(tx, uploadId);
  const before = await tx.selectFrom('works').select('seq').where('upload', '=', uploadId).limit(1).executeTakeFirst();
  if (step.step !== 'draft' || before) throw new LedgerError('wrong-state', `${uploadId} is ${step.step}`);
  for (const works of all) {
    const { kind, head, rows } = works;
    if (head.government !== undefined && head.government !== upload.government)
      throw new LedgerError('other-government', `${head.government}, not ${upload.government}`);
    mustBeStorable(works);
    const last = await tx
      .selectFrom('works')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirst();
    const seq = Number(last?.seq ?? 0) + 1;
    const id = `w${String(seq).padStart(6, '0')}`;
    const covers = [...new Set(head.covers)].sort();
    const hash = rowsHash(rows, covers);
    await tx
      .insertInto('works')
      .values(rowOf(head, { kind, seq, id, upload, rows: rows.length, hash }))
      .execute();
    if (covers.length > 0)
      await tx
        .insertInto('works_coverage')
        .values(covers.map((unit) => ({ works: seq, unit })))
        .execute();
    await insertRows(tx, seq, works);
    await appendAudit(tx, {
      actor: 'system',
      action: 'works-stored',
      government: upload.government,
      subject: id,
      detail: { upload: uploadId, kind, year: head.year, asOf: head.asOf ?? null, rows: rows.length, rowsHash: hash },
    });
  }
}

function rowOf(
  { year, asOf, simulated }: WorksHead,
  {
    kind,
    seq,
    id,
    upload,
    rows,
    hash,
  }: { kind: WorksKind; seq: number; id: string; upload: { id: string; government: string }; rows: number; hash: string },
) {
  return {
    ...{ seq, id, upload: upload.id, government: upload.government, kind, year, as_of: asOf ?? null },
    ...{ row_count: rows, rows_hash: hash, simulated: simulated ? 1 : 0 },
  };
}

/** They come from a process that reads hostile files: days are days, and amounts fit the column. */
function mustBeStorable({ head, rows }: Works): void {
  if (head.asOf !== undefined && !isIsoDate(head.asOf)) throw new Error(`no day: ${String(head.asOf)}`);
  for (const row of rows)
    for (const [field, value] of Object.entries(row)) {
      if (typeof value === 'bigint' && (value > largest || value < -largest))
        throw new LedgerError('amount-too-large', `${row.sheet} ${row.row}`);
      if (field.endsWith('On') && value !== null && !isIsoDate(String(value))) throw new Error(`no day: ${String(value)}`);
    }
}

async function insertRows(tx: Writing, seq: number, works: Works): Promise<void> {
  const placed = <Row extends { unit: string; activity: string; sheet: string; row: number }>(rows: readonly Row[]) =>
    rows.map((row, index) => {
      const { unit, activity, sheet } = row;
      return { place: { works: seq, position: index + 1, unit, activity, sheet, row: row.row }, row };
    });
  if (works.kind === 'contract')
    for (const part of parts(placed(works.rows)))
      await tx
        .insertInto('contract')
        .values(
          part.map(({ place, row: { number, object, ownerEstimate, value, provider, amendment, paid, ...days } }) => ({
            ...{ ...place, number, object, owner_estimate: ownerEstimate, value, provider, amendment, paid },
            ...{ signed_on: days.signedOn, starts_on: days.startsOn, ends_on: days.endsOn },
          })),
        )
        .execute();
  else if (works.kind === 'obstacle')
    for (const part of parts(placed(works.rows)))
      await tx
        .insertInto('obstacle')
        .values(
          part.map(({ place, row: { cause, what, followUp, unblocker, promisedOn, owner, mayBePublic } }) => ({
            ...{ ...place, cause, what, follow_up: followUp, unblocker, promised_on: promisedOn, owner },
            may_be_public: mayBePublic ? 1 : 0,
          })),
        )
        .execute();
  else
    for (const part of parts(placed(works.rows)))
      await tx
        .insertInto('physical_target')
        .values(part.map(({ place, row: { month, hundredths } }) => ({ ...place, month, hundredths })))
        .execute();
}

function* parts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}
