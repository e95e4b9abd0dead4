import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Editions are read-only. Lets a test damage the files of one, or of a copy, whoever runs it. */
export function makeWritable(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
}
