import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as they are written in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{43}$/.test(text);
}

/** What is stored of a token. It has as many bits as the hash, so that no salt is needed. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
