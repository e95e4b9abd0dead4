import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EditionError } from './error.ts';
import { syncFolder, writeDurably } from './folder/durable.ts';

/** Ed25519. Only `signBytes` uses the private half. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKeyPem: string;
  /** Hex SHA-256 of the public key's DER (spki) form. */
  id: string;
}

/**
 * Reads the signing key, or makes it at the first start: PEM (pkcs8), readable by its owner alone, in a folder of the
 * same kind. The public key is written next to it as `<path>.pub`.
 * @throws EditionError bad-key where others may read it, it is no Ed25519 key, or it is gone or another than the public key beside it
 * belongs to; system errors as they are
 * @param options.hasOwnHalf false: the public key beside it may be another key's, and is left as it is
 */
export function loadSigningKey(path: string, { hasOwnHalf = true } = {}): SigningKey {
  if (!existsSync(path)) {
    if (existsSync(`${path}.pub`))
      throw new EditionError(
        'bad-key',
        `the signing key ${path} is gone, and ${path}.pub says that there was one; restore it from a backup`,
      );
    make(path);
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new EditionError(
      'bad-key',
      `the signing key ${path} can be read by others: chmod 600 it, or remove it if others may have copied it`,
    );
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new EditionError('bad-key', `${path} is no private key in PEM form`);
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new EditionError('bad-key', `${path} is no Ed25519 key`);
  const publicKey = createPublicKey(privateKey);
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  if (!hasOwnHalf) return { privateKey, publicKeyPem, id: keyId(publicKey) };
  if (!existsSync(`${path}.pub`)) writeNew(`${path}.pub`, publicKeyPem, 0o644);
  if (readFileSync(`${path}.pub`, 'utf8') !== publicKeyPem)
    throw new EditionError('bad-key', `${path}.pub is not the public key of ${path}; restore the one that is missing from a backup`);
  return { privateKey, publicKeyPem, id: keyId(publicKey) };
}

/** A manifest's signature with the key that it holds by. */
export function signedWith(key: SigningKey, manifest: Buffer): { signature: Uint8Array; publicKeyPem: string } {
  return { signature: signBytes(manifest, key), publicKeyPem: key.publicKeyPem };
}

/** A key for what is never published: nobody has its public half, and it is stored nowhere. */
export function temporaryKey(): SigningKey {
  return generateKey();
}

/** A new key, on no disk yet. */
export function generateKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), id: keyId(publicKey) };
}

/** The id of a public key in PEM form; undefined for a text that is none. */
export function keyIdOf(publicKeyPem: string): string | undefined {
  try {
    return keyId(createPublicKey(publicKeyPem));
  } catch {
    return undefined;
  }
}

/** Hex SHA-256 of the DER (spki) form. */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** 64 raw bytes, as `openssl pkeyutl -verify -rawin` takes them. */
export function signBytes(bytes: Uint8Array, key: SigningKey): Buffer {
  return sign(null, bytes, key.privateKey);
}

export function signatureHolds(bytes: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean {
  return signature.length === 64 && verify(null, bytes, publicKey, signature);
}

function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeNew(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
}

/** Whole or not at all; of two processes that start at once the first one's key stays. */
function writeNew(path: string, text: string, mode: number): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeDurably(temporary, text, { mode });
    linkSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
