import { type CellCorrection, correctedText, isBareAmount, personalData } from '@sipkadin/budget';
import type { CopiedTable } from '@sipkadin/intake';
import { type CorrectionChanges, type CorrectionRow, correctionsOf, type Reading } from '@sipkadin/ledger';
import { correctCells, Refusal } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

/** A value typed into a cell. */
export interface TypedCorrection extends Pick<CellCorrection, 'sheet' | 'row' | 'column' | 'value'> {
  /** What the cell showed to the person: the file's text, or that of an earlier correction. */
  seen: string;
  reason: string;
}

/**
 * Records what a person typed, and queues the file to be read with it.
 * @returns the id of the upload that is read
 * @throws Refusal `personal-text`; `cell-changed` for a cell that is not there, may not be seen, or does not hold what the person saw
 */
export async function correct(
  context: DeskContext & UploadGrant,
  { typed, takenBack }: { typed: readonly TypedCorrection[]; takenBack: CorrectionChanges['takenBack'] },
): Promise<{ id: string }> {
  const { ledger, jobs, person, tables, upload } = context;
  const isPersonal = (text: string) => !isBareAmount(text) && personalData(text) !== undefined;
  if (typed.some(({ value, reason }) => isPersonal(value) || isPersonal(reason))) throw new Refusal('personal-text');
  const table = await tables.of(upload);
  if (table === undefined) throw new Refusal('cell-changed');
  const originals: string[] = [];
  for (const place of typed) originals.push(await originalText(context, table, place));
  const changesIn = async (read: Reading): Promise<CorrectionChanges> => {
    const before = await correctionsOf(read, [upload.id]);
    const at = (place: Pick<CellCorrection, 'sheet' | 'row' | 'column'>) =>
      before.find(({ sheet, row, column }) => sheet === place.sheet && row === place.row && column === place.column);
    if (takenBack.some((place) => at(place) === undefined)) throw new Refusal('cell-changed');
    const corrected = typed.map(({ seen, ...one }, index) => {
      const old = originals[index] ?? '';
      const known = at(one);
      if (seen !== (known === undefined ? old : correctedText(known.value)) || one.value === old) throw new Refusal('cell-changed');
      return { ...one, old };
    });
    return { corrected, takenBack };
  };
  const id = await correctCells(ledger, { upload: upload.id, actor: person.id }, changesIn);
  if (id !== upload.id) jobs.drop(upload.id);
  jobs.wake();
  return { id };
}

/** The file's own text of a cell, '' for an empty one in a row that holds something. @throws Refusal `cell-changed` */
async function originalText(
  { tables, upload }: DeskContext & UploadGrant,
  { sheets, pageRows }: CopiedTable,
  { sheet: name, row: number, column: letters }: Pick<TypedCorrection, 'sheet' | 'row' | 'column'>,
): Promise<string> {
  const index = sheets.findIndex((sheet) => sheet.name === name);
  const column = sheets[index]?.columns.findIndex((one) => one.name === letters) ?? -1;
  const rows = index < 0 ? [] : await tables.page(upload, index, Math.floor((number - 1) / pageRows));
  const row = rows.find((one) => one.number === number);
  if (row === undefined || column < 0 || sheets[index]?.columns[column]?.personal) throw new Refusal('cell-changed');
  return row.cells[column]?.slice(1) ?? '';
}

export type CorrectionDto = Omit<CorrectionRow, 'upload' | 'actor'> & { who: string };

/** Corrections as the screens show them. @param names of people, by id */
export function correctionDto({ upload: _, actor, value, ...rest }: CorrectionRow, names: ReadonlyMap<string, string>): CorrectionDto {
  return { ...rest, value: correctedText(value), who: names.get(actor) ?? actor };
}
