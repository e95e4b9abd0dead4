import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logPath } from './tiles.ts';

export function logFolder(root: string): string {
  return join(root, 'log');
}

/** A file of the log as it lies beside the editions; undefined where there is none, or the path is none of a log's. */
export function logFile(root: string, path: string): Buffer | undefined {
  const file = join(logFolder(root), path);
  if (!logPath.test(path) || !existsSync(file)) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    // A folder has the name of a tile: "000.p" is above a tile's widths.
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return undefined;
    throw error;
  }
}
