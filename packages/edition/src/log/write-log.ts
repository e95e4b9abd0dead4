import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EditionError } from '../error.ts';
import { type Disk, realDisk } from '../folder/disk.ts';
import { replaceDurably, syncFolder } from '../folder/durable.ts';
import { unfinished } from '../folder/folders.ts';
import { keyChainOf } from '../keys/folder.ts';
import { type SigningKey, signBytes } from '../sign.ts';
import { utf8 } from './bytes.ts';
import { type Head, headText, noteOf, parseHead, rawKeyOf, signedHead } from './head.ts';
import { entryText, type LogEntry, logName } from './log-entry.ts';
import { logFile, logFolder } from './log-file.ts';
import { nodeCryptography } from './node-cryptography.ts';
import { type Log, readLog, rootOfEntries, type Unreadable } from './read-log.ts';
import { entryTile, entryTilePath, hashTilePath, statementPath, tileWidth, tileWidths } from './tiles.ts';
import { joined, leafHash, rootOf } from './tree.ts';

const { sha256 } = nodeCryptography;

/** The log beside the editions of a root. */
export function logOf(root: string): Promise<Log | Unreadable> {
  return readLog((path) => Promise.resolve(logFile(root, path)), sha256);
}

/**
 * Brings the log's files to these leaves: the tiles first, then the head, which is replaced as a whole, so that a reader finds every
 * leaf of the head that it sees. The same leaves give the same bytes, whichever process writes them; a head is never replaced by a
 * shorter one.
 * @param entries all leaves, the oldest first
 * @throws EditionError damaged where the head on the disk is not one of these leaves, bad-key where the key was replaced by another;
 * system errors as they are
 */
export async function writeLog(root: string, entries: readonly LogEntry[], key: SigningKey, disk: Disk = realDisk): Promise<void> {
  const first = entries[0];
  const publicKey = rawKeyOf(key.publicKeyPem);
  if (first === undefined || publicKey === undefined) return;
  const present = presentHead(root);
  const size = present?.size ?? 0;
  if (size > entries.length) return;
  // Another process may have replaced the key since this one began.
  const { statements, fault } = keyChainOf(root);
  if (fault !== undefined) throw new EditionError('damaged', `${join(logFolder(root), 'keys')}: ${fault.en}`);
  const last = statements.at(-1);
  if (last !== undefined && last.newFingerprint !== key.id)
    throw new EditionError('bad-key', `the signing key was replaced by another on ${last.time}; restart, with that key`);
  if (present !== undefined && (await rootOfEntries(entries.slice(0, size), sha256)) !== present.root)
    throw new EditionError('damaged', `${join(logFolder(root), 'checkpoint')} is not a head of what the ledger recorded as published`);
  const head: Head = {
    origin: logName(first),
    size: entries.length,
    root: await rootOfEntries(entries, sha256),
  };
  const signature = signBytes(utf8(headText(head)), key);
  await writeFiles(root, entries, await signedHead(head, { publicKey, signature }, sha256), disk);
}

/**
 * The same for a log that was read and checked elsewhere: its head and the statements about its keys as they were signed there.
 * @param keys the statements, the oldest first
 * @throws EditionError damaged where the head on the disk is none of these leaves; system errors as they are
 */
export async function copyLog(root: string, { entries, note }: Log, keys: readonly string[]): Promise<void> {
  const present = presentHead(root);
  if (present !== undefined && present.size > entries.length) return;
  if (present !== undefined && (await rootOfEntries(entries.slice(0, present.size), sha256)) !== present.root)
    throw new EditionError('damaged', `${join(logFolder(root), 'checkpoint')} is not a head of the log that was read`);
  for (const [at, statement] of keys.entries()) writeIfNew(root, statementPath(at + 1), utf8(statement), realDisk);
  await writeFiles(root, entries, note, realDisk);
}

async function writeFiles(root: string, entries: readonly LogEntry[], note: string, disk: Disk): Promise<void> {
  await writeTiles(root, entries, disk);
  if (logFile(root, 'checkpoint')?.equals(Buffer.from(note, 'utf8'))) return;
  replace(root, 'checkpoint', utf8(note), disk);
}

function presentHead(root: string): Head | undefined {
  const bytes = logFile(root, 'checkpoint');
  const note = bytes && noteOf(bytes);
  return note === undefined ? undefined : parseHead(note);
}

async function writeTiles(root: string, entries: readonly LogEntry[], disk: Disk): Promise<void> {
  for (const [number, width] of tileWidths(entries.length).entries()) {
    const leaves = entries.slice(number * tileWidth, number * tileWidth + width);
    writeIfNew(root, entryTilePath(number, width), entryTile(leaves), disk);
  }
  let level: Uint8Array[] = await Promise.all(entries.map((entry) => leafHash(utf8(entryText(entry)), sha256)));
  for (let height = 0; level.length > 0; height++) {
    const above: Uint8Array[] = [];
    for (const [number, width] of tileWidths(level.length).entries()) {
      const hashes = level.slice(number * tileWidth, number * tileWidth + width);
      writeIfNew(root, hashTilePath(height, number, width), joined(hashes), disk);
      if (width === tileWidth) above.push(await rootOf(hashes, sha256));
    }
    level = above;
  }
}

function writeIfNew(root: string, path: string, bytes: Uint8Array, disk: Disk): void {
  if (!logFile(root, path)?.equals(bytes)) replace(root, path, bytes, disk);
}

function replace(root: string, path: string, bytes: Uint8Array, disk: Disk): void {
  const file = join(logFolder(root), path);
  makeFolder(dirname(file), disk);
  replaceDurably(file, bytes, join(root, `${unfinished}${randomUUID()}`), { disk });
}

/** Each new name is made durable in its own parent. */
function makeFolder(path: string, disk: Disk): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) syncFolder(dirname(at), disk);
}
