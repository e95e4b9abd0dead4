import type { Words } from '@sipkadin/budget';
import { isSignedBy, parseHead } from '../log/head.ts';
import { editionName, type LogEntry } from '../log/log-entry.ts';
import { rootOfEntries } from '../log/read-log.ts';
import type { Cryptography } from '../log/tree.ts';
import { type ChainKey, type KeyChain, keysOf } from './chain.ts';
import { readableFingerprint } from './fingerprint.ts';

/**
 * Holds the chain of keys against the leaves of the log: each statement names the root that the log had when the key changed, and from
 * then on leaves are the new key's. So who holds the new key alone cannot rewrite what the former key signed.
 * @param entries all leaves that are known; statements about more leaves are passed over
 */
export async function keyLogProblems(
  chain: Pick<KeyChain, 'statements'>,
  entries: readonly LogEntry[],
  { sha256 }: Pick<Cryptography, 'sha256'>,
): Promise<Words[]> {
  const problems: Words[] = [];
  for (const { number, size, root } of chain.statements)
    if (size <= entries.length && (await rootOfEntries(entries.slice(0, size), sha256)) !== root) problems.push(words.root(number, size));
  const keys = keysOf(chain);
  const first = keys[0]?.until ?? entries.length;
  // '' has no key: of an edition whose folder was lost before there was a log.
  const foreign = entries.find(
    ({ key }, at) =>
      at >= first && key !== '' && !keys.some(({ fingerprint, from, until }) => key === fingerprint && isIn(at, from, until)),
  );
  if (foreign !== undefined) problems.push(words.foreign(editionName(foreign), foreign.key));
  return problems;
}

const isIn = (at: number, from: number, until = Number.POSITIVE_INFINITY) => at >= from && at < until;

/** Whether the head was signed by a key that signed heads of that size: one that grew after a key was replaced is not the former key's. */
export async function isSignedInTime(note: string, keys: readonly ChainKey[], cryptography: Cryptography): Promise<boolean> {
  const size = parseHead(note)?.size ?? 0;
  for (const { key, from, until = Number.POSITIVE_INFINITY } of keys)
    if (key !== undefined && size >= from && size <= until && (await isSignedBy(note, key, cryptography))) return true;
  return false;
}

const words = {
  root: (number: number, size: number): Words => ({
    id: `Pernyataan kunci ${number} menyebut riwayat lain untuk ${size} terbitan pertama: riwayat itu ditulis ulang setelah kunci diganti.`,
    en: `Statement ${number} about the key names another history of the first ${size} editions: it was rewritten after the key was replaced.`,
  }),
  foreign: (name: string, key: string): Words => ({
    id: `Terbitan ${name} ditandatangani kunci yang tidak berlaku saat itu: ${readableFingerprint(key)}.`,
    en: `Edition ${name} is signed by a key that was not in use then: ${readableFingerprint(key)}.`,
  }),
};
