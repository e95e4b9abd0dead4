import { existsSync } from 'node:fs';
import { generateKey, keyChainOf, keyIdOf, loadSigningKey, type SigningKey } from '@sipkadin/edition';
import { type Ledger, listEditions, listLogEntries, recordKey } from '@sipkadin/ledger';
import { stateNextKey } from '@sipkadin/workflow';
import { Refusal } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { readIfThere, signingKeyPath } from './folder.ts';
import { formerKeys, keepFormerKey } from './former-keys.ts';
import { dropNextKey, finishReplacing, keepNextKey, putInPlace } from './next-key.ts';
import { openSigningKey, signerOf } from './signing-key.ts';

interface Order {
  config: Config;
  ledger: Ledger;
  /** Public. */
  reason: string;
  /** The office that does it; public. '' for none. */
  by: string;
  /** Who is named in the audit trail. */
  actor: string;
}

/**
 * Goes on with a new key that the former one signs. Killed anywhere, either the former key is still the signing key, or the next start
 * finishes. The former private key is not kept.
 * @throws Refusal where nothing was published, so that the key can be made anew; as `openSigningKey` and `stateNextKey`
 */
export async function rotateSigningKey({ config, ledger, reason, by, actor }: Order): Promise<SigningKey> {
  await finishReplacing(config, ledger);
  const former = await openSigningKey(config, ledger.read);
  const next = generateKey();
  if (!(await stateNext({ config, ledger, reason, by, actor }, former, next))) {
    dropNextKey(config, next);
    throw new Refusal({
      id: 'belum ada yang diterbitkan dengan kunci penandatangan: kunci baru tidak perlu diumumkan',
      en: 'nothing was published with the signing key: there is nobody to tell of a new one',
    });
  }
  return next;
}

/**
 * Goes on with another key where the former one is lost: the one that is there, where it signed nothing yet, or a new one. The chain
 * of keys is broken in public.
 * @throws Refusal where the key is there and signed what was published; as `stateNextKey`
 */
export async function replaceSigningKey(order: Order): Promise<void> {
  const { config, ledger, reason, actor } = order;
  await finishReplacing(config, ledger);
  const isLost = await openSigningKey(config, ledger.read).then(
    () => false,
    (error: unknown) => (error instanceof Refusal ? true : Promise.reject(error)),
  );
  if (!isLost)
    throw new Refusal({
      id: 'kunci penandatangan ada, dan menandatangani yang sudah terbit: tidak ada yang perlu diganti',
      en: 'the signing key is there, and signed what was published: there is nothing to replace',
    });
  const signers = (await listEditions(ledger.read)).flatMap((edition) => signerOf(config, edition) ?? []);
  const before = readIfThere(`${signingKeyPath(config.data)}.pub`);
  for (const pem of [...signers.map(({ pem }) => pem), before]) keepFormerKey(config.data, pem);
  const id = await lastSigner(order, signers);
  const pems = new Map(formerKeys(config.data).map((pem) => [keyIdOf(pem), pem]));
  const next = usableKey(config, new Set([...pems.keys(), ...keyChainOf(config.editions).statements.map((one) => one.oldFingerprint)]));
  if (id !== undefined && (await stateNext(order, { id, publicKeyPem: pems.get(id) }, next))) return;
  // Nothing is in the log, so there is no chain to break.
  keepNextKey(config.data, next);
  const former = [...pems.keys()].flatMap((one) => one ?? []);
  const entry = { action: 'signing-key-replaced', former, present: next.id, note: reason, government: config.government, actor } as const;
  await ledger.transact((tx) => recordKey(tx, entry));
  putInPlace(config.data, next.id, next.publicKeyPem);
}

/** The key that the next statement has to name as the former one. */
async function lastSigner({ config, ledger }: Order, signers: readonly { id: string }[]): Promise<string | undefined> {
  const stated = keyChainOf(config.editions).statements.at(-1)?.newFingerprint;
  const logged = (await listLogEntries(ledger.read)).findLast(({ key }) => key !== '')?.key;
  return stated ?? logged ?? signers.at(-1)?.id;
}

/** The key that is there, where it is whole and never signed before. */
function usableKey(config: Config, former: ReadonlySet<string | undefined>): SigningKey {
  const path = signingKeyPath(config.data);
  if (!existsSync(path)) return generateKey();
  // Its other half is another key's.
  const key = loadSigningKey(path, { hasOwnHalf: false });
  return former.has(key.id) ? generateKey() : key;
}

/** @returns false where nothing is in the log */
async function stateNext(
  { config, ledger, reason, by, actor }: Order,
  former: Parameters<typeof stateNextKey>[0]['former'],
  next: SigningKey,
): Promise<boolean> {
  keepNextKey(config.data, next);
  try {
    const statement = await stateNextKey({ ledger, editionsRoot: config.editions, former, next, reason, by });
    if (statement === undefined) return false;
  } catch (error) {
    dropNextKey(config, next);
    throw error;
  }
  await finishReplacing(config, ledger, actor);
  return true;
}
