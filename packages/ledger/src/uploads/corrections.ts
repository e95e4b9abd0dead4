import type { CellCorrection, IsoInstant } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { instantOf } from '../ledger.ts';
import { headOf } from '../statements/workflow-steps.ts';

/** A correction that is in effect, with who typed it, when and why. */
export interface CorrectionRow extends CellCorrection {
  upload: string;
  reason: string;
  actor: string;
  at: IsoInstant;
}

type CellPlace = Pick<CellCorrection, 'sheet' | 'row' | 'column'>;

const chunk = 400;

/** The corrections in effect of these uploads, by sheet in the order in which they were made, then by row. */
export async function correctionsOf(read: Reading, uploads: readonly string[]): Promise<CorrectionRow[]> {
  const last = new Map<string, CorrectionRow | null>();
  for (let at = 0; at < uploads.length; at += chunk) {
    const rows = await read
      .selectFrom('cell_correction')
      .selectAll()
      .where('upload', 'in', uploads.slice(at, at + chunk))
      .orderBy('seq')
      .execute();
    for (const { seq: _, col: column, taken_back: takenBack, row, ...rest } of rows) {
      const correction = { ...rest, row: Number(row), column };
      last.set(`${rest.upload}|${keyOf(correction)}`, Number(takenBack) === 1 ? null : correction);
    }
  }
  const order = [...new Set([...last.values()].map((one) => one?.sheet))];
  return [...last.values()]
    .filter((one) => one !== null)
    .sort((a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || a.row - b.row || (a.column < b.column ? -1 : 1));
}

function keyOf({ sheet, row, column }: CellPlace): string {
  return JSON.stringify([sheet, row, column]);
}

/** What is changed in the corrections of an upload. */
export interface CorrectionChanges {
  corrected: readonly (CellCorrection & { reason: string })[];
  takenBack: readonly CellPlace[];
}

/**
 * Records corrections of an upload's cells, and that others are taken back, with all that are then in effect in the audit trail.
 * @param from the upload of the same bytes whose corrections go on, with who made them and when; the upload itself where it is read again
 */
export async function recordCorrections(
  tx: Writing,
  { upload, from, actor }: { upload: string; from: string; actor: string },
  { corrected, takenBack }: CorrectionChanges,
): Promise<void> {
  const before = await correctionsOf(tx, [from]);
  const changed = new Set([...corrected, ...takenBack].map(keyOf));
  const at = instantOf(tx);
  const kept = from === upload ? [] : before.filter((one) => !changed.has(keyOf(one)));
  const back = from === upload ? before.filter((one) => takenBack.some((place) => keyOf(place) === keyOf(one))) : [];
  const rows = [
    ...kept.map((one) => ({ ...one, taken_back: 0 })),
    ...back.map((one) => ({ ...one, actor, at, taken_back: 1 })),
    ...corrected.map((one) => ({ ...one, actor, at, taken_back: 0 })),
  ];
  if (rows.length === 0) return;
  for (const { sheet, row, column: col, old, value, reason, taken_back, ...who } of rows)
    await tx
      .insertInto('cell_correction')
      .values({ upload, sheet, row, col, old, value, reason, taken_back, actor: who.actor, at: who.at })
      .execute();
  const { government } = (await headOf(tx, upload)).upload;
  const detail = { corrections: await recordedCorrections(tx, upload), takenBack, ...(from === upload ? {} : { from }) };
  await appendAudit(tx, { actor, action: 'cells-corrected', government, subject: upload, detail });
}

async function recordedCorrections(read: Reading, upload: string): Promise<Omit<CorrectionRow, 'upload'>[]> {
  return (await correctionsOf(read, [upload])).map(({ sheet, row, column, old, value, reason, actor, at }) => ({
    ...{ sheet, row, column, old, value, reason, actor, at },
  }));
}

/** The uploads whose corrections in effect are not those that the audit trail has. @param recorded by upload, of its last record */
export async function changedCorrections(read: Reading, recorded: ReadonlyMap<string, unknown>): Promise<string[]> {
  const rows = await read.selectFrom('cell_correction').select('upload').distinct().orderBy('upload').execute();
  const changed: string[] = [];
  for (const upload of new Set([...rows.map((row) => row.upload), ...recorded.keys()]))
    if (JSON.stringify(await recordedCorrections(read, upload)) !== JSON.stringify(recorded.get(upload) ?? [])) changed.push(upload);
  return changed;
}

/** The people whose corrections are in effect, by upload. */
export async function correctorsOf(read: Reading, uploads: readonly string[]): Promise<Map<string, Set<string>>> {
  const people = new Map<string, Set<string>>();
  for (const { upload, actor } of await correctionsOf(read, uploads)) people.set(upload, (people.get(upload) ?? new Set()).add(actor));
  return people;
}
