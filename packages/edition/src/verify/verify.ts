import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../edition.ts';
import { EditionError } from '../error.ts';
import { safePath } from '../folder/folders.ts';
import { formatOf } from '../format/formats.ts';
import { sha256 } from '../sha256.ts';
import { compareFiles, parseJson, valueProblems } from './compare.ts';
import { type EditionProblem, problem } from './problem.ts';
import { checkFolder, checkSignature, publicKeyOf, readIn } from './signed-folder.ts';

/**
 * Proves an edition from its folder and the public key alone: the signature, every file's hash and size, every compressed twin,
 * every sum from the lines up, and the chain where the edition before is in the same folder.
 * @returns nothing where all is well
 * @throws EditionError bad-key where the text is no Ed25519 public key in PEM form
 */
export function verifyEdition(dir: string, publicKeyPem: string): EditionProblem[] {
  const publicKey = publicKeyOf(publicKeyPem);
  const manifestBytes = readIn(dir, 'manifest.json');
  if (!manifestBytes) return [problem('missing', 'manifest.json', 'manifes tidak ada', 'there is no manifest')];
  const problems = checkSignature(dir, manifestBytes, publicKey);
  const manifest = manifestOf(manifestBytes);
  if (!manifest) {
    return [...problems, problem('unreadable', 'manifest.json', 'manifes tidak terbaca', 'the manifest cannot be read')];
  }
  const { intact, problems: ofFiles } = checkFolder(dir, manifest, manifestBytes, publicKey);
  problems.push(...ofFiles, ...checkFigures(dir, manifest, intact));
  return [...problems, ...checkChain(dir, manifest), ...checkCorrection(dir, manifest)];
}

function manifestOf(bytes: Buffer): Manifest | undefined {
  const value = parseJson(bytes) as Partial<Manifest> | undefined;
  if (formatOf(value?.format) === undefined || !Array.isArray(value?.files)) return undefined;
  const sound = value.files.every((file) => typeof file?.path === 'string' && safePath.test(file.path) && typeof file.sha256 === 'string');
  return sound ? (value as Manifest) : undefined;
}

/** Builds everything anew from the lines, and compares. Files whose hash does not hold count as they are found. */
function checkFigures(dir: string, manifest: Manifest, intact: ReadonlyMap<string, Buffer>): EditionProblem[] {
  const best = (path: string) => intact.get(path) ?? readIn(dir, path);
  const rows = (path: string): unknown[] => {
    const bytes = best(path);
    const value = bytes && parseJson(bytes);
    if (!Array.isArray(value)) throw new EditionError('damaged', path);
    return value;
  };
  try {
    const built = formatOf(manifest.format)?.rebuild(manifest, rows);
    if (built === undefined) throw new EditionError('damaged', manifest.format);
    const problems = compareFiles(built.files, (path) => readIn(dir, path));
    // The manifest must agree with the lines: their number, their versions, whether they are simulated.
    problems.push(...valueProblems('manifest.json', { ...built.manifest, key: manifest.key, files: [] }, { ...manifest, files: [] }));
    for (const { path } of manifest.files) {
      if (!built.files.has(path))
        problems.push(problem('unexpected', path, 'berkas ini bukan bagian terbitan', 'this file is no part of the edition'));
    }
    return problems;
  } catch (error) {
    if (!(error instanceof EditionError || error instanceof TypeError || error instanceof RangeError)) throw error;
    return [problem('unreadable', 'lines', 'isi terbitan tidak dapat disusun ulang', 'the contents cannot be put together again')];
  }
}

function checkChain(dir: string, { number, previous }: Manifest): EditionProblem[] {
  if (previous === null) return [];
  const path = join(dirname(dir), String(previous.number), 'manifest.json');
  const wrong = previous.number >= number || (existsSync(path) && sha256(readFileSync(path)) !== previous.hash);
  if (!wrong) return [];
  const text = String(previous.number);
  return [
    problem(
      'chain',
      'manifest.json',
      `terbitan ${text} bukan yang disambung oleh terbitan ini`,
      `edition ${text} is not the one this was chained to`,
    ),
  ];
}

/** A withdrawal or return has the content of the edition it names: every file but the package's own label is the same. */
function checkCorrection(dir: string, { format, correction, number, previous, lines, files }: Manifest): EditionProblem[] {
  if (correction === undefined) return [];
  const { of, content } = correction;
  const bytes = content === null ? undefined : readIn(join(dirname(dir), String(content)), 'manifest.json');
  const held = bytes && manifestOf(bytes);
  const hashes = (list: Manifest['files']) =>
    list.flatMap(({ path, sha256 }) => (path === 'datapackage.json' ? [] : [`${path} ${sha256}`]));
  // Of another format only where that edition was lost when it was taken back; the ledger still proves the content.
  const comparable = held !== undefined && held.format === format;
  const same = content === null ? lines === 0 : !comparable || hashes(held.files).join() === hashes(files).join();
  if (same && of === previous?.number && (content ?? 0) < number) return [];
  const text = content === null ? ['kosong', 'empty'] : [`sama dengan terbitan ${content}`, `that of edition ${content}`];
  return [problem('figure', 'manifest.json', `isinya seharusnya ${text[0]}`, `its content should be ${text[1]}`)];
}
