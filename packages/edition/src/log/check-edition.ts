import type { Manifest } from '../edition.ts';
import { type EditionProblem, problem } from '../verify/problem.ts';
import { hex, textOf } from './bytes.ts';
import { derOf } from './head.ts';
import { editionName, type LogEntry } from './log-entry.ts';
import type { Cryptography } from './tree.ts';

/** Where an edition's files and the manifests before it are read from. Each answers undefined where there is no such file. */
export interface EditionFiles {
  file: (path: string) => Promise<Uint8Array | undefined>;
  /** The manifest of another edition of the same government's year. */
  manifestOf: (number: number) => Promise<Uint8Array | undefined>;
}

export interface EditionLook {
  /** undefined where it cannot be read. */
  manifest: Pick<Manifest, 'government' | 'year' | 'number' | 'files' | 'previous' | 'key'> | undefined;
  /** Hex SHA-256 of the manifest. */
  hash: string;
  problems: EditionProblem[];
}

interface LookOf {
  /** The raw public key that the edition must be signed by. */
  publicKey: Uint8Array;
  cryptography: Cryptography;
  /** Called with the bytes that were checked so far, of how many in all. */
  onProgress?: (done: number, of: number) => void;
}

/** Files that are read at the same time. */
const concurrency = 4;

/**
 * Checks an edition from its files: the signature over the manifest, the hash and size of each file in it, and the chain of manifests
 * back to the first edition of the year. Sums are not made anew from the lines, as `verifyEdition` does, and compressed copies are not
 * looked at.
 * @throws what reading throws
 */
export async function checkEdition(files: EditionFiles, look: LookOf): Promise<EditionLook> {
  const { publicKey, cryptography } = look;
  const bytes = await files.file('manifest.json');
  if (bytes === undefined)
    return { manifest: undefined, hash: '', problems: [problem('missing', 'manifest.json', 'manifes tidak ada', 'there is no manifest')] };
  const hash = hex(await cryptography.sha256(bytes));
  const problems: EditionProblem[] = [];
  const signature = await files.file('manifest.sig');
  if (signature?.length !== 64 || !(await cryptography.verifies(publicKey, bytes, signature)))
    problems.push(
      problem(
        'signature',
        'manifest.sig',
        'tanda tangan tidak cocok dengan manifes dan kunci',
        'the signature does not fit manifest and key',
      ),
    );
  const manifest = parseManifest(bytes);
  if (manifest === undefined) {
    problems.push(problem('unreadable', 'manifest.json', 'manifes tidak terbaca', 'the manifest cannot be read'));
    return { manifest, hash, problems };
  }
  if (manifest.key !== hex(await cryptography.sha256(derOf(publicKey))))
    problems.push(problem('key', 'manifest.json', 'ditandatangani dengan kunci lain', 'signed with another key'));
  problems.push(...(await checkFiles(files, manifest, look)), ...(await checkChain(files, manifest, cryptography)));
  return { manifest, hash, problems };
}

type Stated = NonNullable<EditionLook['manifest']>;

function parseManifest(bytes: Uint8Array): Stated | undefined {
  try {
    const value = JSON.parse(textOf(bytes)) as Partial<Manifest> | null;
    const sound = value?.files?.every((file) => typeof file.path === 'string' && typeof file.sha256 === 'string') ?? false;
    return sound && typeof value?.number === 'number' && typeof value.government?.code === 'string' ? (value as Stated) : undefined;
  } catch {
    return undefined;
  }
}

async function checkFiles(
  { file: read }: EditionFiles,
  { files }: Stated,
  { cryptography, onProgress }: LookOf,
): Promise<EditionProblem[]> {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const found: EditionProblem[] = [];
  const queue = [...files];
  let done = 0;
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { path, bytes: size, sha256 } = next;
      const bytes = await read(path);
      if (bytes === undefined) found.push(problem('missing', path, 'berkas tidak ada', 'the file is not there'));
      else if (bytes.length !== size || hex(await cryptography.sha256(bytes)) !== sha256)
        found.push(problem('changed', path, 'isi berkas bukan yang diterbitkan', 'the file is not the one that was published'));
      done += size;
      onProgress?.(done, all);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return found;
}

async function checkChain({ manifestOf }: EditionFiles, from: Stated, { sha256 }: Cryptography): Promise<EditionProblem[]> {
  for (let at = from; at.previous !== null; ) {
    const { number, hash } = at.previous;
    const bytes = number < at.number ? await manifestOf(number) : undefined;
    const manifest = bytes && parseManifest(bytes);
    const text = String(number);
    if (bytes === undefined || manifest === undefined)
      return [
        problem(
          'missing',
          `../${text}/manifest.json`,
          `manifes terbitan ${text} tidak ada`,
          `the manifest of edition ${text} is not there`,
        ),
      ];
    if (hex(await sha256(bytes)) !== hash || manifest.number !== number)
      return [
        problem(
          'chain',
          'manifest.json',
          `terbitan ${text} bukan yang disambung oleh terbitan ${at.number}`,
          `edition ${text} is not the one that edition ${at.number} was chained to`,
        ),
      ];
    at = manifest;
  }
  return [];
}

/** Whether the log has the edition, with exactly this content. @returns a problem, or undefined where it has */
export function checkInclusion({ manifest, hash }: EditionLook, entries: readonly LogEntry[]): EditionProblem | undefined {
  if (manifest === undefined) return undefined;
  const name = editionName({ ...manifest, government: manifest.government.code });
  const logged = entries.filter((entry) => editionName(entry) === name);
  if (logged.some((entry) => entry.hash === hash)) return undefined;
  return logged.length === 0
    ? problem('unlogged', 'manifest.json', `terbitan ${name} tidak ada di catatan terbitan`, `edition ${name} is not in the log`)
    : problem(
        'unlogged',
        'manifest.json',
        `catatan terbitan memuat isi lain untuk terbitan ${name}: ${logged.map((entry) => entry.hash.slice(0, 12)).join(', ')}`,
        `the log has another content for edition ${name}: ${logged.map((entry) => entry.hash.slice(0, 12)).join(', ')}`,
      );
}
