import { createPublicKey, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { markChanged } from '../folder/announce.ts';
import { type Disk, realDisk } from '../folder/disk.ts';
import { replaceDurably } from '../folder/durable.ts';
import { unfinished } from '../folder/folders.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type SigningKey, signatureHolds, signBytes } from '../sign.ts';
import type { PublicRegister } from './register.ts';

/** A register as it lies on the disk. */
export interface StoredRegister {
  register: PublicRegister;
  /** Hex SHA-256 of the file. */
  hash: string;
  signature: string;
}

/** Beside the years of a government. */
export function registerPath(root: string, government: string): string {
  return join(root, government, 'register.json');
}

/**
 * Replaces a government's register where it changed; the same content gives the same bytes.
 * @returns false where nothing changed, or the government has no folder: before its first edition, or where the disk is away
 * @throws system errors as they are
 */
export function writeRegister(root: string, register: PublicRegister, key: SigningKey, disk: Disk = realDisk): boolean {
  const { government } = register;
  const path = registerPath(root, government);
  if (!existsSync(join(root, government))) return false;
  const signature = signBytes(canonicalJson(register), key).toString('base64');
  const bytes = canonicalJson({ register, signature });
  if (existsSync(path) && readFileSync(path).equals(bytes)) return false;
  replaceDurably(path, bytes, join(root, government, `${unfinished}${randomUUID()}`), { disk });
  markChanged(root, disk, path);
  return true;
}

/** Changes when the file is replaced or removed, or the government's folder comes or goes. */
export function registerStamp(root: string, government: string): string {
  const found = statSync(registerPath(root, government), { bigint: true, throwIfNoEntry: false });
  if (found !== undefined) return `${found.mtimeNs} ${found.ino} ${found.size}`;
  return existsSync(join(root, government)) ? 'no register' : 'no folder';
}

/** The register of a government; undefined where there is none, or the file is damaged. */
export function readRegister(root: string, government: string): StoredRegister | undefined {
  try {
    const bytes = readFileSync(registerPath(root, government));
    const { register, signature } = JSON.parse(bytes.toString('utf8')) as StoredRegister;
    if (register.government !== government || typeof signature !== 'string') return undefined;
    return { register, signature, hash: sha256(bytes) };
  } catch {
    return undefined;
  }
}

/** Whether the key's owner signed the register; false also for a text that is no public key. */
export function isSignedRegister(stored: StoredRegister, publicKeyPem: string): boolean {
  const last = checkedRegisters.get(stored);
  if (last?.publicKeyPem === publicKeyPem) return last.holds;
  const holds = holdsWith(stored, publicKeyPem);
  checkedRegisters.set(stored, { publicKeyPem, holds });
  return holds;
}

/** Every page asks for the register, and a check costs as much as a tenth of a small page. */
const checkedRegisters = new WeakMap<StoredRegister, { publicKeyPem: string; holds: boolean }>();

function holdsWith({ register, signature }: StoredRegister, publicKeyPem: string): boolean {
  try {
    return signatureHolds(canonicalJson(register), Buffer.from(signature, 'base64'), createPublicKey(publicKeyPem));
  } catch {
    return false;
  }
}
