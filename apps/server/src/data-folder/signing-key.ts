import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EditionError,
  keyChainOf,
  keyIdOf,
  loadSigningKey,
  type Manifest,
  readableFingerprint,
  type SigningKey,
} from '@sipkadin/edition';
import { type EditionRow, listEditions, listLogEntries, type Reading } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { readIfThere, signingKeyPath } from './folder.ts';
import { formerKeys } from './former-keys.ts';

const whatToDo = {
  id: 'pulihkan signing-key.pem dan signing-key.pem.pub dari cadangan; bila benar-benar hilang, sipkadin key --replace --reason ALASAN memulai kunci baru, dan itu terlihat oleh semua yang memeriksa terbitan',
  en: 'restore signing-key.pem and signing-key.pem.pub from a backup; if they are lost for good, sipkadin key --replace --reason WHY begins a new key, which everybody who checks editions will notice',
};

/**
 * The key that signs editions; made where nothing was published yet.
 * @throws Refusal where editions were signed and their key is gone, or is not the one that is there, or was replaced by another
 */
export async function openSigningKey(config: Config, read: Reading): Promise<SigningKey> {
  const path = signingKeyPath(config.data);
  const editions = await listEditions(read);
  if (!existsSync(path) && (editions.length > 0 || existsSync(`${path}.pub`)))
    throw new Refusal({
      id: `kunci penandatangan ${path} tidak ada, padahal ${editions.length} terbitan sudah ditandatangani; ${whatToDo.id}`,
      en: `the signing key ${path} is gone, and ${editions.length} editions were signed; ${whatToDo.en}`,
    });
  const key = loadOrRefuse(path);
  const { statements, fault } = keyChainOf(config.editions);
  const last = statements.at(-1);
  // Where a statement is damaged, pages are served as ever and nothing is published (writeLog).
  if (fault === undefined && last !== undefined && last.newFingerprint !== key.id)
    throw new Refusal({
      id: `kunci penandatangan ${path} sudah diganti pada ${last.time.slice(0, 10)} dengan kunci ${readableFingerprint(last.newFingerprint)}; ${whatToDo.id}`,
      en: `the signing key ${path} was replaced on ${last.time.slice(0, 10)} by the key ${readableFingerprint(last.newFingerprint)}; ${whatToDo.en}`,
    });
  const known = new Set([key.id, ...formerKeys(config.data).flatMap((pem) => keyIdOf(pem) ?? [])]);
  for (const { oldFingerprint } of statements) known.add(oldFingerprint);
  const signers: Pick<Signer, 'id' | 'edition'>[] = newestOfYears(editions).flatMap((edition) => signerOf(config, edition) ?? []);
  // Editions may be on another machine; the ledger's log names the key of the last one all the same.
  const logged = (await listLogEntries(read)).findLast(({ key: id }) => id !== '');
  if (logged !== undefined) signers.push({ id: logged.key, edition: `${logged.government}/${logged.year}/${logged.number}` });
  const other = signers.find(({ id }) => !known.has(id));
  if (other !== undefined)
    throw new Refusal({
      id: `kunci penandatangan ${path} bukan yang menandatangani terbitan ${other.edition}; ${whatToDo.id}`,
      en: `the signing key ${path} is not the one that signed edition ${other.edition}; ${whatToDo.en}`,
    });
  return key;
}

function loadOrRefuse(path: string): SigningKey {
  try {
    return loadSigningKey(path);
  } catch (error) {
    const isOtherHalf =
      error instanceof Error && (error as EditionError).code === 'bad-key' && error.message.startsWith(`${path}.pub is not`);
    throw isOtherHalf
      ? new Refusal({
          id: `${path}.pub bukan kunci publik dari ${path}; ${whatToDo.id}`,
          en: `${path}.pub is not the public key of ${path}; ${whatToDo.en}`,
        })
      : error;
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
export function signerOf({ editions }: Config, { government, year, number }: EditionRow): Signer | undefined {
  const name = `${government}/${year}/${number}`;
  const folder = join(editions, name);
  try {
    const { key }: Partial<Manifest> = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return key === undefined ? undefined : { id: key, pem: readIfThere(join(folder, 'public-key.pem')), edition: name };
  } catch {
    return undefined;
  }
}
