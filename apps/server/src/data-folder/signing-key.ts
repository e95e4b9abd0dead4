import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EditionError, keyIdOf, loadSigningKey, type Manifest, type SigningKey } from '@sipkadin/edition';
import { type EditionRow, listEditions, type Reading } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { readIfThere, signingKeyPath } from './folder.ts';

const whatToDo =
  'restore signing-key.pem and signing-key.pem.pub from a backup; if they are lost for good, sipkadin key --replace --note WHY begins a new key, which everybody who checks editions will notice';

/**
 * The key that signs editions; made where nothing was published yet.
 * @throws Refusal where editions were signed and their key is gone, or is not the one that is there
 */
export async function openSigningKey(config: Config, read: Reading): Promise<SigningKey> {
  const path = signingKeyPath(config.data);
  const editions = await listEditions(read);
  if (!existsSync(path) && (editions.length > 0 || existsSync(`${path}.pub`)))
    throw new Refusal(`the signing key ${path} is gone, and ${editions.length} editions were signed; ${whatToDo}`);
  const key = loadOrRefuse(path);
  const known = new Set([key.id, ...formerKeys(config.data).flatMap((pem) => keyIdOf(pem) ?? [])]);
  const signers = newestOfYears(editions).flatMap((edition) => signerOf(config, edition) ?? []);
  const other = signers.find(({ id }) => !known.has(id));
  if (other !== undefined) throw new Refusal(`the signing key ${path} is not the one that signed edition ${other.edition}; ${whatToDo}`);
  return key;
}

function loadOrRefuse(path: string): SigningKey {
  try {
    return loadSigningKey(path);
  } catch (error) {
    const isOtherHalf =
      error instanceof Error && (error as EditionError).code === 'bad-key' && error.message.startsWith(`${path}.pub is not`);
    throw isOtherHalf ? new Refusal(`${path}.pub is not the public key of ${path}; ${whatToDo}`) : error;
  }
}

function newestOfYears(editions: readonly EditionRow[]): EditionRow[] {
  return [...new Map(editions.map((edition) => [`${edition.government}/${edition.year}`, edition])).values()];
}

interface Signer {
  /** Of the key. */
  id: string;
  pem: string | undefined;
  edition: string;
}

/** Who signed an edition, by its own folder; undefined where that is gone. */
function signerOf({ editions }: Config, { government, year, number }: EditionRow): Signer | undefined {
  const name = `${government}/${year}/${number}`;
  const folder = join(editions, name);
  try {
    const { key }: Partial<Manifest> = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return key === undefined ? undefined : { id: key, pem: readIfThere(join(folder, 'public-key.pem')), edition: name };
  } catch {
    return undefined;
  }
}

function formerFolder(data: string): string {
  return join(data, 'former-keys');
}

/** Public keys in PEM form that signed editions and were lost since. */
export function formerKeys(data: string): string[] {
  const folder = formerFolder(data);
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];
}

/**
 * Goes on with another key: the public keys that signed what was published are kept as former ones, and what takes the place of the
 * lost key is the one that is there, or a new one.
 * @returns the ids of the former keys and of the present one
 * @throws Refusal where the key is there and signed what was published
 */
export async function replaceSigningKey(config: Config, read: Reading): Promise<{ former: string[]; present: string }> {
  const path = signingKeyPath(config.data);
  const lost = await openSigningKey(config, read).then(
    () => false,
    (error: unknown) => (error instanceof Refusal ? true : Promise.reject(error)),
  );
  if (!lost) throw new Refusal('the signing key is there, and signed what was published: there is nothing to replace');
  const signers = (await listEditions(read)).flatMap((edition) => signerOf(config, edition) ?? []);
  const pems = [...signers.map(({ pem }) => pem), readIfThere(`${path}.pub`)];
  mkdirSync(formerFolder(config.data), { recursive: true });
  for (const pem of pems) {
    const id = pem === undefined ? undefined : keyIdOf(pem);
    if (pem !== undefined && id !== undefined) writeFileSync(join(formerFolder(config.data), `${id}.pub`), pem);
  }
  if (existsSync(`${path}.pub`)) renameSync(`${path}.pub`, `${path}.pub.lost`);
  const { id } = loadSigningKey(path);
  return { former: formerKeys(config.data).flatMap((pem) => keyIdOf(pem) ?? []), present: id };
}
