import { rmSync } from 'node:fs';
import type { Marking, MarkOutcome } from '../marks/mark-file.ts';
import { markInChild, type ReadOptions, spoolFolder } from './sandbox.ts';

/** A copy of a file with its findings in it, or why there is none. */
export type MarkedCopy = MarkOutcome & {
  /** Removes the copy. */
  dispose(): void;
};

/**
 * Writes a file again with the cells that findings name coloured and commented, and a sheet that lists all findings; in a
 * child process under the limits of reading. All else of an .xlsx stays as it is, to the byte; of any other form the copy
 * is an .xlsx of its rows.
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function mark(
  path: string,
  name: string,
  marking: Marking,
  options: Pick<ReadOptions, 'spoolDir' | 'signal' | 'limits'> = {},
): Promise<MarkedCopy> {
  options.signal?.throwIfAborted();
  const folder = spoolFolder(options.spoolDir);
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    return { ...(await markInChild(path, name, folder, marking, options)), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** "Rekap April.xlsm" → "Rekap April bertanda.xlsm"; what is no .xlsx comes back as one. */
export function markedName(name: string, rowsOnly: boolean): string {
  const [, base = name, ending = ''] = /^(.+?)(\.[A-Za-z0-9]{1,5})?$/s.exec(name) ?? [];
  return `${base} bertanda${!rowsOnly && /^\.xls[mx]$/i.test(ending) ? ending : '.xlsx'}`;
}
