import { type CopiedRow, type CopiedTable, copyTable } from '@sipkadin/intake';
import type { UploadRow, UploadStore } from '@sipkadin/ledger';
import pLimit from 'p-limit';

type File = Pick<UploadRow, 'hash' | 'fileName'>;

/** Copies of the rows of uploaded files, each made when the first page of it is asked for and kept while it is looked at. */
export interface TableCopies {
  /** @returns undefined for a file that cannot be opened */
  of(file: File): Promise<CopiedTable | undefined>;
  page(file: File, sheet: number, page: number): Promise<CopiedRow[]>;
  /** Removes the copies. */
  close(): void;
}

/** Copies that are kept, and for how many milliseconds after their last use. */
const most = 4;
const keptFor = 15 * 60_000;

export function createTableCopies({ uploads, spoolDir }: { uploads: Pick<UploadStore, 'file'>; spoolDir: string }): TableCopies {
  /** The one used last at the end. */
  const copies = new Map<string, { copy: Promise<CopiedTable | undefined>; unused: NodeJS.Timeout }>();
  /** One child process at a time, however many people ask. */
  const inTurn = pLimit(1);
  const closing = new AbortController();

  const drop = (key: string) => {
    const kept = copies.get(key);
    copies.delete(key);
    clearTimeout(kept?.unused);
    // A copy that could not be made left nothing behind.
    kept?.copy.then((copy) => copy?.dispose()).catch(() => {});
  };

  async function of(file: File): Promise<CopiedTable | undefined> {
    const key = `${file.hash} ${file.fileName}`;
    const known = copies.get(key);
    clearTimeout(known?.unused);
    copies.delete(key);
    const copy =
      known?.copy ?? inTurn(async () => copyTable(await uploads.file(file.hash), file.fileName, { spoolDir, signal: closing.signal }));
    copies.set(key, { copy, unused: setTimeout(() => drop(key), keptFor).unref() });
    for (const oldest of [...copies.keys()].slice(0, -most)) drop(oldest);
    return copy.catch((error: unknown) => {
      drop(key);
      throw error;
    });
  }

  return {
    of,
    async page(file, sheet, page) {
      try {
        return (await (await of(file))?.page(sheet, page)) ?? [];
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
        // It was dropped for a newer one, or swept up, while it was being read.
        drop(`${file.hash} ${file.fileName}`);
        return (await (await of(file))?.page(sheet, page)) ?? [];
      }
    },
    close() {
      closing.abort();
      for (const key of [...copies.keys()]) drop(key);
    },
  };
}
