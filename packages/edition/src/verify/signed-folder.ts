import { createPublicKey, type KeyObject } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { EditionError } from '../error.ts';
import { checksumList } from '../folder/checksums.ts';
import { sha256 } from '../sha256.ts';
import { keyId, signatureHolds } from '../sign.ts';
import { type EditionProblem, problem } from './problem.ts';

/** What the manifests of all signed folders have. */
interface SignedManifest {
  files: readonly { path: string; bytes: number; sha256: string }[];
  /** Id of the key that signed it. */
  key: string;
}

/** @throws EditionError bad-key where the text is no Ed25519 public key in PEM form */
export function publicKeyOf(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Falls through to the same refusal: what is no key at all and what is another kind's are equally useless here.
  }
  throw new EditionError('bad-key', 'the public key is no Ed25519 key in PEM form');
}

export function readIn(dir: string, path: string): Buffer | undefined {
  const full = join(dir, path);
  return lstatSync(full, { throwIfNoEntry: false })?.isFile() ? readFileSync(full) : undefined;
}

/** Whether the manifest was signed with this key. */
export function checkSignature(dir: string, manifest: Buffer, publicKey: KeyObject): EditionProblem[] {
  if (signatureHolds(manifest, readIn(dir, 'manifest.sig') ?? Buffer.alloc(0), publicKey)) return [];
  const words = ['tanda tangan tidak cocok dengan manifes dan kunci', 'the signature does not fit manifest and key'] as const;
  return [problem('signature', 'manifest.sig', ...words)];
}

/**
 * Holds every file of a signed folder against its manifest, and the folder against unlisted files.
 * @returns the problems, and by path the files that hold what was signed
 */
export function checkFolder(
  dir: string,
  manifest: SignedManifest,
  manifestBytes: Buffer,
  publicKey: KeyObject,
): { problems: EditionProblem[]; intact: ReadonlyMap<string, Buffer> } {
  const problems: EditionProblem[] = [];
  if (manifest.key !== keyId(publicKey))
    problems.push(problem('key', 'manifest.json', 'ditandatangani dengan kunci lain', 'signed with another key'));
  const intact = new Map<string, Buffer>();
  const found: Found = new Map([['manifest.json', sha256(manifestBytes)]]);
  for (const file of manifest.files) problems.push(...checkFile(dir, file, intact, found));
  problems.push(...checkTwins(dir, 'manifest.json', sha256(manifestBytes), found));
  problems.push(...checkSurroundings(dir, manifest, publicKey, found));
  return { problems, intact };
}

/** Hashes of the files as they lie there, by path: each is read for its own sake once. */
type Found = Map<string, string>;

/** Holds a file against its hash. Where the file was changed, an unchanged twin still has its content. */
function checkFile(
  dir: string,
  { path, bytes: size, sha256: hash }: SignedManifest['files'][number],
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
function checkSurroundings(dir: string, manifest: SignedManifest, publicKey: KeyObject, found: Found): EditionProblem[] {
  const problems: EditionProblem[] = [];
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  if (readIn(dir, 'public-key.pem')?.toString('utf8') !== pem) {
    problems.push(problem('key', 'public-key.pem', 'bukan kunci yang diberikan', 'not the key that was given'));
  }
  for (const path of ['manifest.sig', 'public-key.pem']) {
    const bytes = readIn(dir, path);
    if (bytes) found.set(path, sha256(bytes));
  }
  const plain = [...manifest.files.map(({ path }) => path), 'manifest.json'];
  const list = readIn(dir, 'SHA256SUMS');
  if (!list?.equals(checksumList(found))) {
    problems.push(
      problem('checksums', 'SHA256SUMS', 'daftar checksum tidak cocok dengan berkas', 'the checksum list does not fit the files'),
    );
    problems.push(...otherThanListed(list?.toString('utf8') ?? '', plain, found));
  }
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

/**
 * Files that only the list of checksums can name: twins that hold what was published but are not byte for byte those of the list (a
 * changed byte of their head unpacks to the same), and a manifest that its signature does not fit.
 */
function otherThanListed(list: string, plain: readonly string[], found: Found): EditionProblem[] {
  const listed = new Map(list.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
  return [...plain.flatMap((path) => [`${path}.br`, `${path}.gz`]), 'manifest.json']
    .filter((path) => found.has(path) && listed.get(path) !== found.get(path))
    .map((path) =>
      problem(
        'checksums',
        path,
        'checksum berkas ini bukan yang tertulis di SHA256SUMS',
        'the checksum of this file is not the one in SHA256SUMS',
      ),
    );
}

function walk(dir: string, below = ''): string[] {
  return readdirSync(join(dir, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? walk(dir, path) : [path];
  });
}
