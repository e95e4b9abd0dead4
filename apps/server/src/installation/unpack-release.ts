import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { Refusal } from '../command.ts';
import { parseSignature, signerOf } from './maker-signature.ts';
import { manifestName, parseManifest, type Release, type ReleaseManifest, releaseId, signatureName } from './release.ts';
import { syncPath } from './sync-path.ts';

/** Limits of an archive, in bytes. Before its manifest is trusted, nothing but the first two entries is read. */
const limits = { manifest: 8 * 1024 * 1024, signature: 64 * 1024, unpacked: 1024 * 1024 * 1024, headerPerFile: 4096 };

export interface Unpacked extends Release {
  /** The maker's key that signed it, PEM. */
  signer: string;
}

/** Refuses a release, by throwing, before its files are read. */
type Check = (release: { id: string; manifest: ReleaseManifest }) => void;

/**
 * Unpacks an archive into `<root>/releases/<id>`. Nothing of it is run, and nothing is at that place before the signature and every
 * file were checked. Entries that the manifest does not list, links and entries of any other kind are refused.
 * @param trusted the maker's public key that this installation accepts, PEM
 * @throws Refusal with the reason, and nothing is left on the disk
 */
export async function unpackRelease(archive: string, root: string, trusted: string, check: Check): Promise<Unpacked> {
  const releases = join(root, 'releases');
  mkdirSync(releases, { recursive: true });
  // What an unpacking left that was killed; there is one update at a time.
  for (const name of readdirSync(releases)) if (name.startsWith('.new-')) rmSync(join(releases, name), { recursive: true, force: true });
  const folder = join(releases, `.new-${process.pid}`);
  try {
    const { manifest, id, signer } = await unpackInto(folder, archive, trusted, check);
    const target = join(releases, id);
    // An earlier attempt may have put it there; this one was checked just now.
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    syncPath(releases);
    return { folder: target, id, manifest, signer };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof Refusal || isOfDisk(error)) throw error;
    throw new Refusal(
      {
        id: `${archive} rusak atau bukan rilis program ini (${error instanceof Error ? error.message : String(error)}); tidak ada yang diubah`,
        en: `${archive} is damaged or no release of this program (${error instanceof Error ? error.message : String(error)}); nothing was changed`,
      },
      3,
    );
  }
}

/** A full or unwritable disk is no fault of the archive. */
function isOfDisk(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'ENOENT', 'EMFILE'].includes(String(error.code))
  );
}

async function unpackInto(folder: string, archive: string, trusted: string, check: Check) {
  const budget = { left: limits.manifest + limits.signature + 4 * limits.headerPerFile };
  const entries = entriesOf(archive, budget)[Symbol.asyncIterator]();
  const next = async () => {
    const { done, value } = await entries.next();
    return done === true ? undefined : value;
  };
  const first = await next();
  const [top = ''] = first?.header.name.split('/') ?? [];
  const text = await textOf(first, `${top}/${manifestName}`, limits.manifest);
  const signature = parseSignature((await textOf(await next(), `${top}/${signatureName}`, limits.signature)).toString('utf8'));
  const signer = signature && signerOf(text, signature, trusted);
  if (signer === undefined)
    throw new Refusal(
      {
        id: `${archive} tidak ditandatangani pembuat yang kuncinya dipercaya pemasangan ini; isinya tidak dipakai`,
        en: `${archive} is not signed by the maker whose key this installation trusts; nothing of it was used`,
      },
      3,
    );
  const manifest = parseManifest(text.toString('utf8'));
  if (manifest === undefined)
    throw new Refusal(
      {
        id: `manifes ${archive} tidak dapat dibaca versi ini; tidak ada yang diubah`,
        en: `the manifest of ${archive} cannot be read by this version; nothing was changed`,
      },
      3,
    );
  const id = releaseId(manifest, text);
  check({ id, manifest });
  const paths = Object.keys(manifest.files);
  const sum = Object.values(manifest.files).reduce((all, { bytes }) => all + bytes, 0);
  if (sum > limits.unpacked)
    throw new Refusal(
      {
        id: `${archive} akan memakan ${sum} bita; sebuah rilis paling banyak ${limits.unpacked}`,
        en: `${archive} would take ${sum} bytes; a release has at most ${limits.unpacked}`,
      },
      3,
    );
  budget.left += sum + paths.length * limits.headerPerFile;
  const missing = new Set(paths);
  const folders = new Set<string>([folder]);
  mkdirSync(folder);
  writeChecked(join(folder, manifestName), text, 0o644);
  for (let entry = await next(); entry !== undefined; entry = await next()) {
    const { name, type, size } = entry.header;
    const path = name.slice(top.length + 1);
    const file = manifest.files[path];
    if (!name.startsWith(`${top}/`) || type !== 'file' || file === undefined || !missing.delete(path) || size !== file.bytes)
      throw new Refusal(
        {
          id: `${archive} berisi berkas yang tidak ada dalam manifesnya, "${name.slice(0, 200)}"; tidak ada yang diubah`,
          en: `${archive} has an entry that its manifest does not list, "${name.slice(0, 200)}"; nothing was changed`,
        },
        3,
      );
    const bytes = await bytesOf(entry);
    if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
      throw new Refusal(
        {
          id: `${archive}: ${path} bukan berkas yang ditandatangani pembuatnya; tidak ada yang diubah`,
          en: `${archive}: ${path} is not the file that the maker signed; nothing was changed`,
        },
        3,
      );
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    folders.add(dirname(target));
    writeChecked(target, bytes, file.executable ? 0o755 : 0o644);
  }
  if (missing.size > 0)
    throw new Refusal(
      {
        id: `${archive} kekurangan ${missing.size} berkas dari manifesnya, seperti ${[...missing][0]}; tidak ada yang diubah`,
        en: `${archive} lacks ${missing.size} files of its manifest, such as ${[...missing][0]}; nothing was changed`,
      },
      3,
    );
  for (const path of folders) syncPath(path);
  return { manifest, id, signer };
}

/** The entries of a `.tar.gz`; fails where it would unpack to more bytes than the budget has left. */
function entriesOf(archive: string, budget: { left: number }): ReadableStream<ParsedTarEntry> {
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      budget.left -= chunk.byteLength;
      done(budget.left < 0 ? new Error('it unpacks to more than its manifest says') : null, chunk);
    },
  });
  const file = createReadStream(archive);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  gunzip.on('error', (error) => counted.destroy(error));
  file.pipe(gunzip).pipe(counted);
  return (Readable.toWeb(counted) as ReadableStream<Uint8Array>).pipeThrough(createTarDecoder({ strict: true }));
}

async function textOf(entry: ParsedTarEntry | undefined, name: string, most: number): Promise<Buffer> {
  if (entry?.header.type !== 'file' || entry.header.name !== name || entry.header.size > most)
    throw new Error(`it does not begin with ${name.split('/').at(-1)}`);
  return bytesOf(entry);
}

async function bytesOf(entry: ParsedTarEntry): Promise<Buffer> {
  return Buffer.from(await new Response(entry.body).arrayBuffer());
}

function writeChecked(path: string, bytes: Buffer, mode: number): void {
  writeFileSync(path, bytes, { flag: 'wx', mode, flush: true });
  // Whatever the umask is.
  chmodSync(path, mode);
}
