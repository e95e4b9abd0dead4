import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Manifest } from '../edition.ts';
import { EditionError } from '../error.ts';
import { checksumList } from '../folder/checksums.ts';
import { safePath } from '../folder/folders.ts';
import { formatOf } from '../format/formats.ts';
import { sha256 } from '../sha256.ts';
import { keyId, signatureHolds } from '../sign.ts';
import { compareFiles, parseJson, valueProblems } from './compare.ts';
import { type EditionProblem, problem } from './problem.ts';

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
  const problems: EditionProblem[] = [];
  if (!signatureHolds(manifestBytes, readIn(dir, 'manifest.sig') ?? Buffer.alloc(0), publicKey)) {
    problems.push(
      problem(
        'signature',
        'manifest.sig',
        'tanda tangan tidak cocok dengan manifes dan kunci',
        'the signature does not fit manifest and key',
      ),
    );
  }
  const manifest = manifestOf(manifestBytes);
  if (!manifest) {
    return [...problems, problem('unreadable', 'manifest.json', 'manifes tidak terbaca', 'the manifest cannot be read')];
  }
  if (manifest.key !== keyId(publicKey)) {
    problems.push(problem('key', 'manifest.json', 'ditandatangani dengan kunci lain', 'signed with another key'));
  }
  const intact = new Map<string, Buffer>();
  const found: Found = new Map([['manifest.json', sha256(manifestBytes)]]);
  for (const file of manifest.files) problems.push(...checkFile(dir, file, intact, found));
  problems.push(...checkTwins(dir, 'manifest.json', sha256(manifestBytes), found));
  problems.push(...checkSurroundings(dir, manifest, publicKey, found));
  problems.push(...checkFigures(dir, manifest, intact));
  return [...problems, ...checkChain(dir, manifest), ...checkCorrection(dir, manifest)];
}

function publicKeyOf(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Falls through to the same refusal: what is no key at all and what is another kind's are equally useless here.
  }
  throw new EditionError('bad-key', 'the public key is no Ed25519 key in PEM form');
}

function readIn(dir: string, path: string): Buffer | undefined {
  const full = join(dir, path);
  return lstatSync(full, { throwIfNoEntry: false })?.isFile() ? readFileSync(full) : undefined;
}

function manifestOf(bytes: Buffer): Manifest | undefined {
  const value = parseJson(bytes) as Partial<Manifest> | undefined;
  if (formatOf(value?.format) === undefined || !Array.isArray(value?.files)) return undefined;
  const sound = value.files.every((file) => typeof file?.path === 'string' && safePath.test(file.path) && typeof file.sha256 === 'string');
  return sound ? (value as Manifest) : undefined;
}

/** Hashes of the files as they lie there, by path: each is read for its own sake once. */
type Found = Map<string, string>;

/** Holds a file against its hash. Where the file was changed, an unchanged twin still has its content. */
function checkFile(
  dir: string,
  { path, bytes: size, sha256: hash }: Manifest['files'][number],
  intact: Map<string, Buffer>,
  found: Found,
): EditionProblem[] {
  const bytes = readIn(dir, path);
  if (bytes) found.set(path, sha256(bytes));
  const holds = bytes !== undefined && bytes.length === size && found.get(path) === hash;
  if (holds) intact.set(path, bytes);
  const problems = checkTwins(dir, path, hash, found, (twin) => intact.set(path, twin));
  if (holds) return problems;
  const own = bytes
    ? problem('changed', path, 'isi berkas bukan yang diterbitkan', 'the file is not the one that was published')
    : problem('missing', path, 'berkas tidak ada', 'the file is not there');
  return [own, ...problems];
}

function checkTwins(dir: string, path: string, hash: string, found: Found, keep?: (bytes: Buffer) => void): EditionProblem[] {
  return (['br', 'gz'] as const).flatMap((ending) => {
    const twin = `${path}.${ending}`;
    const bytes = readIn(dir, twin);
    if (!bytes) return [problem('missing', twin, 'berkas tidak ada', 'the file is not there')];
    found.set(twin, sha256(bytes));
    const plain = unpacked(bytes, ending);
    if (plain !== undefined && sha256(plain) === hash) {
      keep?.(plain);
      return [];
    }
    return [problem('twin', twin, 'salinan termampatkan berisi lain', 'the compressed twin holds something else')];
  });
}

/** An edition of the largest province is a few hundred MB; a bomb planted in a twin is not unpacked. */
const maxOutputLength = 2 ** 30;

function unpacked(bytes: Buffer, ending: 'br' | 'gz'): Buffer | undefined {
  try {
    return ending === 'br' ? brotliDecompressSync(bytes, { maxOutputLength }) : gunzipSync(bytes, { maxOutputLength });
  } catch {
    return undefined;
  }
}

/** The files beside those of the manifest: the key and the checksum list, and no others. */
function checkSurroundings(dir: string, manifest: Manifest, publicKey: KeyObject, found: Found): EditionProblem[] {
  const problems: EditionProblem[] = [];
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  if (readIn(dir, 'public-key.pem')?.toString('utf8') !== pem) {
    problems.push(problem('key', 'public-key.pem', 'bukan kunci yang diberikan', 'not the key that was given'));
  }
  for (const path of ['manifest.sig', 'public-key.pem']) {
    const bytes = readIn(dir, path);
    if (bytes) found.set(path, sha256(bytes));
  }
  if (!readIn(dir, 'SHA256SUMS')?.equals(checksumList(found))) {
    problems.push(
      problem('checksums', 'SHA256SUMS', 'daftar checksum tidak cocok dengan berkas', 'the checksum list does not fit the files'),
    );
  }
  const plain = [...manifest.files.map(({ path }) => path), 'manifest.json'];
  const known = new Set([
    ...plain.flatMap((path) => [path, `${path}.br`, `${path}.gz`]),
    ...['manifest.sig', 'public-key.pem', 'SHA256SUMS'],
  ]);
  for (const path of walk(dir)) {
    if (!known.has(path))
      problems.push(problem('unexpected', path, 'berkas ini bukan bagian terbitan', 'this file is no part of the edition'));
  }
  return problems;
}

function walk(dir: string, below = ''): string[] {
  return readdirSync(join(dir, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? walk(dir, path) : [path];
  });
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
