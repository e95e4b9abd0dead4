import { EditionError } from '../error.ts';
import { compareText } from '../format/frozen/canonical.ts';

/** The form of `sha256sum`: `<hash>  <path>`, in order of path. */
export function checksumList(sums: ReadonlyMap<string, string>): Buffer {
  const lines = [...sums].sort(([a], [b]) => compareText(a, b)).map(([path, hash]) => `${hash}  ${path}\n`);
  return Buffer.from(lines.join(''), 'utf8');
}

/** @returns hashes by path, as `checksumList` wrote them */
export function readChecksums(list: Buffer): Map<string, string> {
  const lines = list.toString('utf8').split('\n');
  return new Map(lines.flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)] as const])));
}

/**
 * Compares the list of an edition with its files: with its manifest, and with what lies on the disk where the manifest lists no hash.
 * @param signed hashes by path, of the manifest's files and the manifest itself
 * @param check holds a file on the disk against a hash
 * @throws EditionError damaged where the list, or a file that nothing but the list has the hash of, was changed
 */
export async function checkList(
  list: Buffer,
  signed: ReadonlyMap<string, string>,
  check: (path: string, sha256: string) => Promise<void>,
): Promise<void> {
  const listed = readChecksums(list);
  const unsigned = [...[...signed.keys()].flatMap((path) => [`${path}.br`, `${path}.gz`]), 'manifest.sig', 'public-key.pem'];
  const whole = new Map([...signed, ...unsigned.map((path): [string, string] => [path, listed.get(path) ?? ''])]);
  if (!checksumList(whole).equals(list)) throw new EditionError('damaged', 'SHA256SUMS is not the list of its edition');
  for (const path of unsigned) await check(path, whole.get(path) ?? '');
}
