import { join } from 'node:path';
import { openEdition, openEditions } from '@sipkadin/edition';
import { dataFolderIn, hasData, writeData } from '@sipkadin/opendata';

/** @param hash of the edition in the folder. @returns why its data files could not be made; undefined where they are there */
export function makeDataFiles(dir: string, hash: string): string | undefined {
  try {
    writeData(openEdition(dir, hash));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Public editions without data files: of an earlier release, restored from a backup, or where making them failed. The newest of a year
 * first.
 */
export function withoutDataFiles(editionsRoot: string): { dir: string; hash: string }[] {
  const published = openEditions(editionsRoot);
  return published.governments().flatMap((government) =>
    published.years(government).flatMap((year) =>
      published
        .list(government, year)
        .toReversed()
        .filter(({ number, hash }) => !hasData(dataFolderIn(editionsRoot, { government, year, number, hash })))
        .map(({ number, hash }) => ({ dir: join(editionsRoot, government, String(year), String(number)), hash })),
    ),
  );
}
