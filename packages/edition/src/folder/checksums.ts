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
