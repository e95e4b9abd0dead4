import { join } from 'node:path';
import { openEdition, openEditions } from '@sipkadin/edition';
import { dataFolderIn, dropEarlierData, hasData, writeData } from '@sipkadin/opendata';

/** @param hash of the edition in the folder. @returns why its data files could not be made; undefined where they are there */
export function makeDataFiles(dir: string, hash: string): string | undefined {
  try {
    writeData(openEdition(dir, hash));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The edition is public by now: what cannot be removed is removed after the next one. */
export function dropEarlierDataFiles(editionsRoot: string, newest: { government: string; year: number; number: number }): void {
  try {
    dropEarlierData(editionsRoot, newest);
  } catch {
    // They take space, and nothing else.
  }
}

/**
 * Newest editions of a year without data files: of an earlier release, restored from a backup, or where making them failed. Earlier
 * editions have them when they are asked for.
 */
export function withoutDataFiles(editionsRoot: string): { dir: string; hash: string }[] {
  const published = openEditions(editionsRoot);
  return published.governments().flatMap((government) =>
    published.years(government).flatMap((year) =>
      published
        .list(government, year)
        .slice(-1)
        .filter(({ number, hash }) => !hasData(dataFolderIn(editionsRoot, { government, year, number, hash })))
        .map(({ number, hash }) => ({ dir: join(editionsRoot, government, String(year), String(number)), hash })),
    ),
  );
}
