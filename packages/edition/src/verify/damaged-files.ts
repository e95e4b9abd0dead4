import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../edition.ts';
import { readChecksums } from '../folder/checksums.ts';

/** Reads files of several editions; one that they share is read once. */
export interface FileHashes {
  /** Hex SHA-256; undefined where there is no such file. */
  of(path: string): string | undefined;
  /** Bytes that were read so far. */
  bytes(): number;
}

export function fileHashes(): FileHashes {
  const known = new Map<string, string>();
  let bytes = 0;
  return {
    of(path) {
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (!found?.isFile()) return undefined;
      const key = `${found.dev} ${found.ino}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      bytes += found.size;
      known.set(key, hash);
      return hash;
    },
    bytes: () => bytes,
  };
}

/**
 * Files of an edition that are gone or do not hold what was signed, compressed twins included; [] where all are as they were published.
 * Figures are not made anew, as `verifyEdition` does.
 * @param hash of its manifest, as the ledger or the log has it
 */
export function damagedFiles(dir: string, hash: string, hashes: FileHashes): string[] {
  if (hashes.of(join(dir, 'manifest.json')) !== hash) return ['manifest.json'];
  const { files }: Pick<Manifest, 'files'> = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  if (hashes.of(join(dir, 'SHA256SUMS')) === undefined) return ['SHA256SUMS'];
  // The list is not signed: what is in the manifest too is held by that.
  const listed = new Map([
    ...readChecksums(readFileSync(join(dir, 'SHA256SUMS'))),
    ...files.map(({ path, sha256 }): [string, string] => [path, sha256]),
  ]);
  return [...listed].flatMap(([path, expected]) => (hashes.of(join(dir, path)) === expected ? [] : [path]));
}
