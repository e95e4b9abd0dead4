import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EditionError } from '../error.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { parseJson } from '../verify/compare.ts';
import { type EditionProblem, problem } from '../verify/problem.ts';
import { checkFolder, checkSignature, publicKeyOf, readIn } from '../verify/signed-folder.ts';
import { buildReference } from './build.ts';
import { type ReferenceManifest, referenceFormat } from './reference.ts';
import { restoreReference } from './restore.ts';

/** Whether a folder is a reference edition, as its manifest says. */
export function isReference(dir: string): boolean {
  const bytes = readIn(dir, 'manifest.json');
  return bytes !== undefined && (parseJson(bytes) as Partial<ReferenceManifest> | undefined)?.format === referenceFormat;
}

/**
 * Proves a reference edition from its folder and the public key alone: signature, hashes, compressed twins, the totals from the
 * figures up, and the edition before where it is in the same folder.
 * @returns nothing where all is well
 * @throws EditionError bad-key where the text is no Ed25519 public key in PEM form
 */
export function verifyReference(dir: string, publicKeyPem: string): EditionProblem[] {
  const publicKey = publicKeyOf(publicKeyPem);
  const bytes = readIn(dir, 'manifest.json');
  if (bytes === undefined) return [problem('missing', 'manifest.json', 'manifes tidak ada', 'there is no manifest')];
  const problems = checkSignature(dir, bytes, publicKey);
  const manifest = parseJson(bytes) as ReferenceManifest | undefined;
  if (manifest?.format !== referenceFormat || !Array.isArray(manifest.files))
    return [...problems, problem('unreadable', 'manifest.json', 'manifes tidak terbaca', 'the manifest cannot be read')];
  problems.push(...checkFolder(dir, manifest, bytes, publicKey).problems, ...checkContent(dir, manifest));
  return [...problems, ...checkChain(dir, manifest)];
}

function checkContent(dir: string, manifest: ReferenceManifest): EditionProblem[] {
  try {
    const content = restoreReference(manifest, (path) => {
      const found = readIn(dir, path);
      if (found === undefined) throw new EditionError('damaged', path);
      return found;
    });
    const built = buildReference(content, manifest);
    const different = [...built.files].filter(([path, expected]) => readIn(dir, path)?.equals(expected) !== true).map(([path]) => path);
    const head = canonicalJson({ ...built.manifest, key: manifest.key });
    if (different.length === 0 && !head.equals(canonicalJson(manifest))) different.push('manifest.json');
    return different.map((path) => problem('figure', path, 'tidak sama dengan yang disusun ulang', 'differs from what the figures give'));
  } catch (error) {
    if (!(error instanceof EditionError || error instanceof TypeError)) throw error;
    return [problem('unreadable', 'budgets.csv', 'isi terbitan tidak dapat disusun ulang', 'the contents cannot be put together again')];
  }
}

function checkChain(dir: string, { number, previous }: ReferenceManifest): EditionProblem[] {
  if (previous === null) return [];
  const path = join(dirname(dir), String(previous.number), 'manifest.json');
  if (previous.number < number && (!existsSync(path) || sha256(readFileSync(path)) === previous.hash)) return [];
  const words = [
    `terbitan ${previous.number} bukan yang disambung`,
    `edition ${previous.number} is not the one this was chained to`,
  ] as const;
  return [problem('chain', 'manifest.json', ...words)];
}
