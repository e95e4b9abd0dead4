import { rmSync } from 'node:fs';
import type { Contents } from '../containers/archive.ts';
import { beginsAsArchive } from '../containers/sniff.ts';
import type { InspectReport } from '../findings/report.ts';
import { type ReadOptions, spoolFolder, unpackInChild } from './sandbox.ts';

export interface Unpacked extends Contents {
  /** Reason why nothing was unpacked; null where something was. */
  refusal: InspectReport | null;
  /** Removes the files. */
  dispose(): void;
}

/**
 * Lays the reports of a .zip of files into a folder of their own, in a child process under limits.
 * @returns undefined for a file that is no archive of files
 * @throws IntakeFault | DOMException (AbortError, when `signal` fires)
 */
export async function unpack(
  path: string,
  name: string,
  options: Pick<ReadOptions, 'spoolDir' | 'signal' | 'limits'> = {},
): Promise<Unpacked | undefined> {
  if (!beginsAsArchive(path)) return undefined;
  const folder = spoolFolder(options.spoolDir);
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { report, contents } = await unpackInChild(path, name, folder, options);
    if (contents !== undefined) return { ...contents, refusal: null, dispose };
    if (report.findings.length > 0) return { files: [], leftOut: [], refusal: report, dispose };
    dispose();
    return undefined;
  } catch (error) {
    dispose();
    throw error;
  }
}
