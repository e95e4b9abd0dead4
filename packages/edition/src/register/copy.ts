import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EditionError } from '../error.ts';
import { markChanged } from '../folder/announce.ts';
import { realDisk } from '../folder/disk.ts';
import { replaceDurably } from '../folder/durable.ts';
import { unfinished } from '../folder/folders.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { parseJson } from '../verify/compare.ts';
import { isSignedRegister, readRegister, registerPath, type StoredRegister } from './folder.ts';

/**
 * Takes over the register of a government from elsewhere, where it differs from the one here.
 * @param publicKeyPem the key that signs now
 * @returns false where nothing changed, or the government has no folder here
 * @throws EditionError damaged where it is another government's, has another form, or is not signed with that key; out-of-order
 * where it is older than the one here
 */
export function copyRegister(root: string, government: string, bytes: Uint8Array, publicKeyPem: string): boolean {
  const present = readRegister(root, government);
  if (!existsSync(join(root, government)) || present?.hash === sha256(bytes)) return false;
  const { register, signature } = (parseJson(Buffer.from(bytes)) ?? {}) as Partial<StoredRegister>;
  const stored = register !== undefined && typeof signature === 'string' ? { register, signature, hash: '' } : undefined;
  const isWhole = stored?.register?.government === government && canonicalJson({ register, signature }).equals(bytes);
  if (stored === undefined || !isWhole || !isSignedRegister(stored, publicKeyPem))
    throw new EditionError('damaged', `register.json of ${government} is not served as it was signed`);
  const [number, before] = [stored.register.number ?? 0, present?.register.number ?? 0];
  if (number < before)
    throw new EditionError('out-of-order', `register.json of ${government} is older than the one here: number ${number}, here ${before}`);
  const path = registerPath(root, government);
  replaceDurably(path, Buffer.from(bytes), join(root, government, `${unfinished}${randomUUID()}`));
  markChanged(root, realDisk, path);
  return true;
}
