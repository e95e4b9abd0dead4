import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { tableCopyLimits } from '../limits.ts';
import type { CopiedRow, TableCopy } from '../sheets/table-copy.ts';
import { copyInChild, type ReadOptions, spoolFolder } from './sandbox.ts';

/** The rows of a workbook, laid out on disk so that a page of them is there at once. */
export interface CopiedTable extends TableCopy {
  /** Rows of a page; rows without content are left out. */
  pageRows: number;
  /** @returns [] for a page that there is not */
  page(sheet: number, page: number): Promise<CopiedRow[]>;
  /** Removes the copy. */
  dispose(): void;
}

/**
 * Copies the rows of a file's sheets to disk, in a child process under the limits of reading.
 * @returns undefined where the file cannot be opened
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function copyTable(
  path: string,
  name: string,
  options: Pick<ReadOptions, 'spoolDir' | 'signal' | 'limits'> = {},
): Promise<CopiedTable | undefined> {
  options.signal?.throwIfAborted();
  const folder = spoolFolder(options.spoolDir);
  const file = join(folder, 'rows.json');
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { copy } = await copyInChild(path, name, file, options);
    if (copy !== undefined) return { ...copy, pageRows: tableCopyLimits.pageRows, page: (...at) => pageOf(file, copy, at), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
  dispose();
  return undefined;
}

async function pageOf(path: string, { sheets }: TableCopy, [sheet, page]: [number, number]): Promise<CopiedRow[]> {
  const [begin, end] = sheets[sheet]?.pages.get(page) ?? [0, 0];
  if (end <= begin) return [];
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(end - begin);
    await file.read(bytes, 0, bytes.length, begin);
    return JSON.parse(bytes.toString('utf8')) as CopiedRow[];
  } finally {
    await file.close();
  }
}
