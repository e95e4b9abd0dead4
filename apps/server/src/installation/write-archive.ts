import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createTarPacker } from 'modern-tar';
import type { MakerSignature } from './maker-signature.ts';
import { manifestName, type ReleaseManifest, signatureName } from './release.ts';

/** All times in an archive: the same files give the same bytes. */
const fixedTime = new Date(0);

export interface ArchiveContent {
  /** The only folder at the top of the archive. */
  top: string;
  manifest: ReleaseManifest;
  /** The text that was signed. */
  manifestText: Buffer;
  /** undefined: an archive that no installation accepts as an update. */
  signature: MakerSignature | undefined;
  /** The bytes of a file that the manifest lists. */
  read(path: string): Uint8Array;
  /** How much time is given to compression, 1 to 9. */
  level: number;
}

/** Writes a `.tar.gz` with the manifest and its signature first and then the files in the order of their names. */
export async function writeArchive(target: string, { top, manifest, manifestText, signature, read, level }: ArchiveContent): Promise<void> {
  const { readable, controller } = createTarPacker();
  const add = async (path: string, bytes: Uint8Array, mode: number) => {
    const writer = controller.add({ name: `${top}/${path}`, size: bytes.byteLength, mtime: fixedTime, mode, type: 'file' }).getWriter();
    await writer.write(bytes);
    await writer.close();
  };
  const addAll = async () => {
    await add(manifestName, manifestText, 0o644);
    if (signature !== undefined) await add(signatureName, Buffer.from(`${JSON.stringify(signature, null, 2)}\n`), 0o644);
    for (const path of Object.keys(manifest.files).toSorted())
      await add(path, read(path), manifest.files[path]?.executable === true ? 0o755 : 0o644);
    controller.finalize();
  };
  const added = addAll().catch((error: unknown) => controller.error(error));
  await pipeline(Readable.fromWeb(readable), createGzip({ level }), createWriteStream(target));
  await added;
}
