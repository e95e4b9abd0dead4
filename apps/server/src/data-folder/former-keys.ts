import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, replaceDurably } from '@sipkadin/edition';

const folderIn = (data: string) => join(data, 'former-keys');

/** Public keys in PEM form that signed editions and do not sign any more. */
export function formerKeys(data: string): string[] {
  const folder = folderIn(data);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.endsWith('.pub') ? [readFileSync(join(folder, name), 'utf8')] : []));
}

/** Keeps a public key; nothing where the text is none. */
export function keepFormerKey(data: string, pem: string | undefined): void {
  const fingerprint = pem === undefined ? undefined : keyIdOf(pem);
  if (pem === undefined || fingerprint === undefined) return;
  mkdirSync(folderIn(data), { recursive: true });
  const path = join(folderIn(data), `${fingerprint}.pub`);
  if (!existsSync(path)) replaceDurably(path, pem, `${path}.${randomUUID()}`);
}
