import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { bringKeys, fetchStaged, type PublicEdition, shareYear, stageEdition } from '@sipkadin/edition';
import type { EditionRow, PublishedYear } from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import { foldersBeside } from '@sipkadin/opendata';
import { inStore } from './in-store.ts';

/** The store that machines share, and the local folder of editions. */
export interface SharedPlace {
  objects?: Objects | undefined;
  editionsRoot: string;
}

/**
 * Stores the files of a written edition, which no reader is pointed to yet: whatever happens to this machine after the edition was
 * recorded, another one can announce it.
 */
export async function storeEdition(place: SharedPlace, edition: PublishedYear & PublicEdition): Promise<void> {
  const { objects, editionsRoot: root } = place;
  if (objects !== undefined) await inStore(stageEdition({ objects, root }, edition));
}

/** Copies a recorded edition that another machine wrote. @returns whether it is here now */
export async function fetchRecorded({ objects, editionsRoot }: SharedPlace, edition: EditionRow): Promise<boolean> {
  const { government, year, number, hash } = edition;
  if (existsSync(join(editionsRoot, government, String(year), String(number)))) return true;
  return objects !== undefined && (await inStore(fetchStaged(objects, editionsRoot, { government, year, number, hash })));
}

/** Copies what another machine stated about a change of the key, without which the log here cannot go on. */
export async function fetchKeys({ objects, editionsRoot }: SharedPlace): Promise<void> {
  if (objects !== undefined) await inStore(bringKeys(objects, editionsRoot));
}

/** Points readers of the store to what is public here. For the one process that holds the year, after ledger and folder agree. */
export async function pointStore({ objects, editionsRoot: root }: SharedPlace, government: string, year: FiscalYear): Promise<void> {
  if (objects !== undefined) await inStore(shareYear({ objects, root }, government, year, foldersBeside));
}
