import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { Refusal } from '../../command.ts';

/** Key files of a data folder, encrypted with a passphrase: AES-256-GCM under a key that scrypt derives. Texts are base64. */
export interface SealedKeys {
  salt: string;
  nonce: string;
  tag: string;
  sealed: string;
}

const shortest = 12;

/** As OWASP recommends for scrypt: 128 MB of memory for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/**
 * @param files content by name
 * @throws Refusal where the passphrase is too short to withstand guessing
 */
export function sealKeys(files: Readonly<Record<string, string>>, passphrase: string): SealedKeys {
  if (passphrase.length < shortest)
    throw new Refusal({
      id: `frasa sandi cadangan paling sedikit ${shortest} karakter`,
      en: `the passphrase of a backup needs at least ${shortest} characters`,
    });
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(files)), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString('base64');
  return { salt: text(salt), nonce: text(nonce), tag: text(cipher.getAuthTag()), sealed: text(sealed) };
}

/** @throws Refusal where the passphrase is another one */
export function openKeys({ salt, nonce, tag, sealed }: SealedKeys, passphrase: string): Record<string, string> {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase, bytes(salt), 32, cost), bytes(nonce));
  try {
    decipher.setAuthTag(bytes(tag));
    return JSON.parse(Buffer.concat([decipher.update(bytes(sealed)), decipher.final()]).toString('utf8'));
  } catch {
    throw new Refusal({
      id: 'frasa sandi bukan yang dipakai saat cadangan ini dibuat; tidak ada yang dipulihkan',
      en: 'the passphrase is not the one that this backup was made with; nothing was restored',
    });
  }
}
