import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chainPems, type KeyStatement, keyChainOf, keyIdOf, replaceDurably, type SigningKey, syncFolder } from '@sipkadin/edition';
import { type Ledger, recordKey } from '@sipkadin/ledger';
import type { Config } from '../settings/config.ts';
import { readIfThere, signingKeyPath } from './folder.ts';
import { keepFormerKey } from './former-keys.ts';

type Place = Pick<Config, 'data' | 'editions' | 'government'>;

function nextKeyPath(data: string, fingerprint: string): string {
  return join(data, `signing-key.next-${fingerprint}.pem`);
}

/** Puts a new private key on the disk, for its owner alone, before anybody is told of it. */
export function keepNextKey(data: string, { id, privateKey }: SigningKey): void {
  const path = nextKeyPath(data, id);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  replaceDurably(path, pem, `${path}.${randomUUID()}`, { mode: 0o600 });
}

/** Removes a new key, unless it was stated in public that it follows. */
export function dropNextKey({ data, editions }: Place, { id }: SigningKey): void {
  if (keyChainOf(editions).statements.at(-1)?.newFingerprint !== id) rmSync(nextKeyPath(data, id), { force: true });
}

/**
 * Finishes the replacing of a key that was broken off: where it was stated in public that a new key follows, that one becomes the
 * signing key, and the former private key is gone; where it was not, the new one is removed. For no process beside one that serves.
 * @param actor who is named in the audit trail
 */
export async function finishReplacing(place: Place, ledger: Pick<Ledger, 'transact'>, actor = 'system'): Promise<void> {
  const { data, editions } = place;
  const waiting = readdirSync(data).flatMap((name) => /^signing-key\.next-([0-9a-f]{64})\.pem$/.exec(name)?.[1] ?? []);
  if (waiting.length === 0) return;
  const chain = keyChainOf(editions);
  const last = chain.statements.at(-1);
  const newest = last?.newFingerprint;
  if (last !== undefined && waiting.includes(last.newFingerprint)) {
    await record(place, ledger, last, actor);
    putInPlace(data, last.newFingerprint, chainPems(chain).get(last.newFingerprint) ?? '');
  }
  // Where the disk of the editions is away, or a statement on it is damaged, nobody knows what was stated.
  const isKnown =
    chain.fault === undefined &&
    (newest === undefined ? existsSync(join(editions, 'log', 'checkpoint')) : presentFingerprint(data) === newest);
  for (const fingerprint of isKnown ? waiting : []) if (fingerprint !== newest) rmSync(nextKeyPath(data, fingerprint), { force: true });
}

function presentFingerprint(data: string): string | undefined {
  return keyIdOf(readIfThere(`${signingKeyPath(data)}.pub`) ?? '');
}

async function record({ government }: Place, ledger: Pick<Ledger, 'transact'>, statement: KeyStatement, actor: string): Promise<void> {
  const { kind, oldFingerprint, newFingerprint, reason } = statement;
  const action = kind === 'rotation' ? 'signing-key-rotated' : 'signing-key-replaced';
  const entry = { action, former: [oldFingerprint], present: newFingerprint, note: reason, government, actor } as const;
  await ledger.transact((tx) => recordKey(tx, entry));
}

/** The private key comes last: until then the next start does all of this again. */
export function putInPlace(data: string, fingerprint: string, publicKeyPem: string): void {
  const path = signingKeyPath(data);
  const before = readIfThere(`${path}.pub`);
  if (before !== publicKeyPem) {
    keepFormerKey(data, before);
    replaceDurably(`${path}.pub`, publicKeyPem, `${path}.pub.${randomUUID()}`);
  }
  try {
    renameSync(nextKeyPath(data, fingerprint), path);
  } catch (error) {
    // Another process has done it meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  syncFolder(data);
}
