import { createHmac } from 'node:crypto';

/** The code of the next 30 seconds, which is accepted too: each code works once. */
export const nextCode = (secret: string) => oneTimeCode(secret, Date.now() + 30_000);

/** The code that an authenticator app shows for a secret in base32 (RFC 6238: SHA-1, 30 seconds, six digits). */
export function oneTimeCode(secret: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(secret.replaceAll(/[ =]/g, ''), (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
