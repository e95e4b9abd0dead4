import { type Edition, openEdition, openEditions } from '@sipkadin/edition';
import { dataFolder, dropUnfinishedData, writeData } from '@sipkadin/opendata';

/** @param hash of the edition in the folder. @returns why its data files could not be made; undefined where they are there */
export function makeDataFiles(dir: string, hash: string): string | undefined {
  try {
    writeData(openEdition(dir, hash));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An edition whose data files could not be made. */
export interface DataFault {
  folder: string;
  fault: string;
}

/**
 * Makes the data files that public editions are without: of an earlier release, restored from a backup, or where making them failed. The
 * newest first, one at a time; what is there stays.
 * @param stop ends it between two editions
 */
export function makeMissingDataFiles(editionsRoot: string, stop: () => boolean = () => false): DataFault[] {
  dropUnfinishedData(editionsRoot);
  const faults: DataFault[] = [];
  const published = openEditions(editionsRoot);
  for (const edition of newestFirst(published)) {
    if (stop()) break;
    const fault = makeDataFiles(edition.dir, edition.hash);
    if (fault !== undefined) faults.push({ folder: dataFolder(edition), fault });
  }
  return faults;
}

function* newestFirst(published: ReturnType<typeof openEditions>): Generator<Edition> {
  for (const government of published.governments())
    for (const year of published.years(government))
      for (const { number } of published.list(government, year).toReversed()) {
        const edition = openOrNone(() => published.open(government, year, number));
        if (edition !== undefined) yield edition;
      }
}

/** One that is damaged is named by the check of editions. */
function openOrNone(open: () => Edition | undefined): Edition | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
