import { compareText } from '../format/frozen/canonical.ts';

/** The form of `sha256sum`: `<hash>  <path>`, in order of path. */
export function checksumList(sums: ReadonlyMap<string, string>): Buffer {
  const lines = [...sums].sort(([a], [b]) => compareText(a, b)).map(([path, hash]) => `${hash}  ${path}\n`);
  return Buffer.from(lines.join(''), 'utf8');
}
