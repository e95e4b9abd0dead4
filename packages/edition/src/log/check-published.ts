import { hex } from './bytes.ts';
import { checkEdition, checkInclusion, type EditionFiles, type EditionLook } from './check-edition.ts';
import { checkLog, type LogLook } from './check-log.ts';
import { derOf, rawKeyOf } from './head.ts';
import type { KeptLog } from './kept-log.ts';
import { editionName, type LogEntry } from './log-entry.ts';
import type { ReadLogFile } from './read-log.ts';
import { logPath } from './tiles.ts';
import type { Cryptography } from './tree.ts';

export { checkRegister } from '../register/check-register.ts';
export type { Cryptography, EditionFiles, EditionLook, KeptLog, LogLook, ReadLogFile };
export { logPath, rawKeyOf };

/** Where everything about a published edition is read from. */
export interface PublishedFiles extends EditionFiles {
  log: ReadLogFile;
}

export interface PublishedLook {
  log: LogLook;
  /** Among its problems is that the log does not have it, where a log could be read. */
  edition: EditionLook;
}

interface Asked {
  edition: Pick<LogEntry, 'government' | 'year' | 'number'>;
  /** The raw public key that the government gives out. */
  publicKey: Uint8Array;
  kept: KeptLog | undefined;
  /** Hex fingerprint of a new key that the reader accepts although the former one was lost. */
  accept?: string | undefined;
  cryptography: Cryptography;
  /** Called with the bytes that were checked so far, of how many in all. */
  onProgress?: (done: number, of: number) => void;
}

/**
 * Checks the log, an edition from its files, and that the log has the edition. An edition of a former key is checked with that key, where
 * the chain of keys has it, or where the log, which the present key signs, names it.
 * @throws what reading throws
 */
export async function checkPublished(files: PublishedFiles, asked: Asked): Promise<PublishedLook> {
  const { cryptography } = asked;
  const log = await checkLog(files.log, asked);
  const entries = log.log?.entries ?? [];
  const publicKey = await signerOf(files, asked, log);
  const edition = await checkEdition(files, { ...asked, publicKey, cryptography });
  const areRead = log.log !== undefined && entries.length === log.log.head.size;
  const unlogged = areRead ? checkInclusion(edition, entries) : undefined;
  return { log, edition: unlogged === undefined ? edition : { ...edition, problems: [...edition.problems, unlogged] } };
}

async function signerOf(files: PublishedFiles, { edition, publicKey, cryptography }: Asked, { log, keys }: LogLook): Promise<Uint8Array> {
  const idOf = async (key: Uint8Array) => hex(await cryptography.sha256(derOf(key)));
  const named = log?.entries.find((entry) => editionName(entry) === editionName(edition))?.key;
  const present = keys.at(-1)?.key ?? publicKey;
  if (named === undefined || named === (await idOf(present))) return present;
  const former = keys.find(({ fingerprint }) => fingerprint === named)?.key;
  if (former !== undefined) return former;
  const pem = await files.file('public-key.pem');
  const own = pem && rawKeyOf(new TextDecoder().decode(pem));
  return own !== undefined && (await idOf(own)) === named ? own : present;
}
