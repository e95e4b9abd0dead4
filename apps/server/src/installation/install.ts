import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyIdOf } from '@sipkadin/edition';
import { Refusal } from '../command.ts';
import { switchTo, trustKey, writeUnit } from './layout.ts';
import { parseSignature, signerOf } from './maker-signature.ts';
import { manifestName, type Release, signatureName } from './release.ts';

/**
 * Copies an unpacked release to a new installation and fixes whose updates it accepts.
 * @param trust the maker's public key, PEM, as it was got by another way; undefined: the one that the release came with
 * @returns the fingerprint of that key; undefined for a release without a signature, which has no updates
 * @throws Refusal where the release is not as it was made, where its key is another, or where the folder is in use
 */
export function installRelease(release: Release, root: string, trust: string | undefined): string | undefined {
  if (existsSync(join(root, 'current')))
    throw new Refusal({
      id: `${root} sudah berisi pemasangan; perbarui dengan ${root}/current/sipkadin update BERKAS`,
      en: `${root} holds an installation already; ${root}/current/sipkadin update FILE updates it`,
    });
  if (trust !== undefined && keyIdOf(trust) === undefined)
    throw new Refusal({ id: 'berkas --trust bukan kunci publik dalam bentuk PEM', en: 'the file of --trust is no public key in PEM form' });
  const text = readFileSync(join(release.folder, manifestName));
  const signature = existsSync(join(release.folder, signatureName))
    ? parseSignature(readFileSync(join(release.folder, signatureName), 'utf8'))
    : undefined;
  const key = trust ?? signature?.key;
  if (key !== undefined && (signature === undefined || signerOf(text, signature, key) === undefined))
    throw new Refusal(
      {
        id: 'rilis ini tidak ditandatangani kunci itu; tidak ada yang dipasang',
        en: 'this release is not signed by that key; nothing was installed',
      },
      3,
    );
  const target = join(root, 'releases', release.id);
  const temporary = join(root, 'releases', `.new-${process.pid}`);
  rmSync(target, { recursive: true, force: true });
  try {
    for (const [path, { sha256, executable }] of Object.entries(release.manifest.files)) {
      const copy = join(temporary, path);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(release.folder, path), copy);
      if (createHash('sha256').update(readFileSync(copy)).digest('hex') !== sha256)
        throw new Refusal(
          {
            id: `${path} berbeda dari yang dibuat; buka arsipnya lagi. Tidak ada yang dipasang`,
            en: `${path} is not as it was made; unpack the archive again. Nothing was installed`,
          },
          3,
        );
      chmodSync(copy, executable ? 0o755 : 0o644);
    }
    cpSync(join(release.folder, manifestName), join(temporary, manifestName));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
  if (key !== undefined) trustKey(root, key);
  writeUnit(root, target);
  switchTo(root, release.id);
  return key === undefined ? undefined : keyIdOf(key);
}
