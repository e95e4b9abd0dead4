import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Disk,
  EditionError,
  entryText,
  isSignedBy,
  isSignedInTime,
  keyChainOf,
  keysOf,
  type Log,
  type LogEntry,
  logOf,
  type Manifest,
  nodeCryptography,
  rawKeyOf,
  realDisk,
  type SigningKey,
  writeLog,
} from '@sipkadin/edition';
import {
  appendLogEntries,
  type EditionRow,
  type Ledger,
  type LogEntryRow,
  listEditions,
  listLogEntries,
  type Reading,
} from '@sipkadin/ledger';
import { Refusal } from '../refusal.ts';

interface Place {
  editionsRoot: string;
  /** Its public half is the one that may have signed leaves which the ledger lacks, beside those of the chain of keys. */
  signingKey: Pick<SigningKey, 'publicKeyPem'>;
}

interface Parts extends Place {
  signingKey: SigningKey;
  ledger: Ledger;
  /** For tests, to make its calls fail. */
  disk?: Disk;
}

/**
 * What the ledger's log lacks: the further leaves of the log on the disk, where that goes on from the ledger's, as after an older backup
 * of the ledger was restored; then recorded editions, the earliest published first, as those from before there was a log.
 * @throws Refusal `log-differs` where the log on the disk is no part of the ledger's, nor a continuation that the key signed
 */
export async function missingLogEntries(read: Reading, { editionsRoot, signingKey }: Place): Promise<LogEntryRow[]> {
  const known = await listLogEntries(read);
  const onDisk = await logOf(editionsRoot);
  // What cannot be read is written anew from the ledger.
  const written: readonly LogEntry[] = typeof onDisk === 'string' ? [] : onDisk.entries;
  const both = Math.min(known.length, written.length);
  if (known.slice(0, both).some((entry, at) => entryText(entry) !== entryText(written[at] ?? entry))) throw new Refusal('log-differs');
  const further = written.slice(known.length);
  if (further.length > 0 && (typeof onDisk === 'string' || !(await isOwn(onDisk, { editionsRoot, signingKey }))))
    throw new Refusal('log-differs');
  const idOf = ({ government, year, number, hash }: Pick<LogEntryRow, 'government' | 'year' | 'number' | 'hash'>) =>
    `${government}/${year}/${number} ${hash}`;
  const logged = new Set([...known, ...further].map(idOf));
  const missing = (await listEditions(read)).filter((edition) => !logged.has(idOf(edition)));
  const inOrder = missing.toSorted(
    (a, b) => compare(a.publishedAt, b.publishedAt) || compare(a.government, b.government) || a.year - b.year || a.number - b.number,
  );
  return [...further, ...inOrder.map((edition) => ({ ...leafOf(edition), key: signerOf(editionsRoot, edition) }))];
}

/** Whether the present key signed the head, or one that the chain of keys has for heads of that size. */
async function isOwn({ note }: Log, { editionsRoot, signingKey }: Place): Promise<boolean> {
  const publicKey = rawKeyOf(signingKey.publicKeyPem);
  if (publicKey !== undefined && (await isSignedBy(note, publicKey, nodeCryptography))) return true;
  return isSignedInTime(note, keysOf(keyChainOf(editionsRoot)), nodeCryptography);
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const leafOf = ({ government, year, number, hash }: EditionRow) => ({ government, year, number, hash });

/** The key that an edition's manifest names; '' where it cannot be read. */
function signerOf(root: string, { government, year, number }: EditionRow): string {
  try {
    const text = readFileSync(join(root, government, String(year), String(number), 'manifest.json'), 'utf8');
    const { key }: Partial<Manifest> = JSON.parse(text);
    return key !== undefined && /^[0-9a-f]{64}$/.test(key) ? key : '';
  } catch {
    return '';
  }
}

/** Takes up what the ledger's log lacks, and writes the log's files where they are behind it. @throws as its parts; system errors as they are */
export async function completeLog(parts: Parts): Promise<void> {
  const { ledger } = parts;
  if ((await missingLogEntries(ledger.read, parts)).length > 0)
    await ledger.transact(async (tx) => appendLogEntries(tx, await missingLogEntries(tx, parts)));
  await writeLogFiles(parts);
}

/**
 * Writes the log's files from the ledger; nothing where it has no leaves. Another process may record an edition meanwhile and write a longer log first: it goes on
 * until the files hold what the ledger has.
 */
export async function writeLogFiles({ ledger, editionsRoot, signingKey, disk = realDisk }: Parts): Promise<void> {
  for (let written = -1; ; ) {
    const entries = await listLogEntries(ledger.read);
    if (entries.length === written) return;
    try {
      await writeLog(editionsRoot, entries, signingKey, disk);
    } catch (error) {
      throw error instanceof EditionError && error.code === 'damaged' ? new Refusal('log-differs') : error;
    }
    written = entries.length;
  }
}
