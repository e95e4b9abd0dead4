import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditionContent, FormatName, Manifest } from '../edition.ts';
import { EditionError } from '../error.ts';
import type { Format } from '../format/format.ts';
import { formatOf, newestFormat } from '../format/formats.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type SigningKey, signedWith } from '../sign.ts';
import { type Disk, realDisk } from './disk.ts';
import { editionFolder, safePath } from './folders.ts';
import { writeSigned } from './write-signed.ts';

/**
 * Writes an edition to `<root>/<government>/<year>/<number>/`, whole or not at all, and on the disk before it returns. It is
 * not public until announced. Files that are equal in the edition before, or in the one whose content this one has, become hard links.
 * @returns the folder, the SHA-256 of its manifest and the manifest
 * @throws EditionError exists; system errors (EROFS, ENOSPC, EACCES) as they are, after what was begun is removed
 */
export async function writeEdition(
  root: string,
  content: EditionContent,
  key: SigningKey,
  disk: Disk = realDisk,
  format: Format = formatFor(root, content),
): Promise<{ dir: string; hash: string; manifest: Manifest }> {
  const { government, year, number } = content;
  if (!/^\d{2}(?:\.\d{2})?$/.test(government.code) || !Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`no edition can be numbered ${number} of ${government.code}`);
  }
  const dir = editionFolder(root, government.code, year, number);
  const refuse = () =>
    new EditionError('exists', `edition ${number} of ${government.code} ${year} was written already: editions are never changed`);
  if (existsSync(dir)) throw refuse();
  const { files, manifest: unsigned } = format.build(content);
  for (const path of files.keys()) if (!safePath.test(path)) throw new RangeError(`no file of an edition can be called ${path}`);
  const manifest: Manifest = { ...unsigned, key: key.id };
  const manifestBytes = canonicalJson(manifest);
  const earlier = [content.correction?.content, content.previous?.number].flatMap((other) =>
    other ? [editionFolder(root, government.code, year, other)] : [],
  );
  const written = await writeSigned(dir, { files, manifest: manifestBytes, earlier, ...signedWith(key, manifestBytes) }, disk);
  if (!written) throw refuse();
  return { dir, hash: sha256(manifestBytes), manifest };
}

/** By type none is left out. */
const everyFormat: Readonly<Record<FormatName, true>> = {
  'sipkadin-edition/4': true,
  'sipkadin-edition/3': true,
  'sipkadin-edition/2': true,
  'sipkadin-edition/1': true,
};

/**
 * Writes an edition whose folder was lost once more, where its content, built in any format and signed with this key, has the hash
 * that was recorded.
 * @returns whether it was written
 * @throws as `writeEdition`
 */
export async function rewriteEdition(root: string, content: EditionContent, hash: string, key: SigningKey): Promise<boolean> {
  const formats = Object.keys(everyFormat).flatMap((name) => formatOf(name) ?? []);
  const format = formats.find((candidate) => sha256(canonicalJson({ ...candidate.build(content).manifest, key: key.id })) === hash);
  if (format === undefined) return false;
  await writeEdition(root, content, key, realDisk, format);
  return true;
}

/**
 * New content is written in the newest format; a withdrawal or return in that of the edition whose content it has, so that its
 * files are the same bytes.
 */
function formatFor(root: string, { government, year, correction }: EditionContent): Format {
  if (correction === undefined || correction.content === null) return newestFormat;
  const path = join(editionFolder(root, government.code, year, correction.content), 'manifest.json');
  // Where that folder was lost a withdrawal is still possible, and can only be in a format of its own.
  if (!existsSync(path)) return newestFormat;
  const { format }: Partial<Manifest> = JSON.parse(readFileSync(path, 'utf8'));
  return formatOf(format) ?? newestFormat;
}
