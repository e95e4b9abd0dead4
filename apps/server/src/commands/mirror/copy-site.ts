import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, fiscalYear, type Words } from '@sipkadin/budget';
import {
  announce,
  checkLog,
  copyEdition,
  copyLog,
  copyReference,
  copyRegister,
  dropUnfinished,
  editionName,
  type KeptLog,
  keyIdOf,
  type LogEntry,
  type LogLook,
  type LogStanding,
  nodeCryptography,
  pemOf,
  rawKeyOf,
  readPointer,
  referenceFolder,
  replaceDurably,
  writtenYears,
} from '@sipkadin/edition';
import { lockFolder } from '@sipkadin/ledger';
import { Failure, Refusal } from '../../command.ts';
import { mirrorStateFile, writeMirrorState } from '../../data-folder/mirror-state.ts';
import { fetchFile, readOverHttp } from '../witness/fetch-file.ts';
import { readKept, writeKept } from '../witness/kept-file.ts';

export interface MirrorDone {
  /** Of the source's log since the last run. */
  standing: LogStanding;
  /** Editions in its log, and how many of them it does not serve (set aside, or a part of a plain copy). */
  size: number;
  notServed: number;
  /** Editions that were added, and the bytes that were read for them and shared with earlier ones. */
  added: string[];
  fetched: number;
  shared: number;
  /** Why its history is refused; then nothing was changed. */
  problems: Words[];
}

interface Order {
  /** Hex fingerprint of a key that a person accepts although the former one was lost. */
  accept: string | undefined;
  /** The public site, or a plain copy of its folder of editions. */
  site: string;
  root: string;
  /** The public key in PEM form; undefined: the one of the last run, at the first the one that the source gives out. */
  pem: string | undefined;
  signal: AbortSignal;
}

const keyFile = 'kunci.pem';
/** The log as the last run saw it, by which a rewritten history is noticed. */
const keptLogFile = '.mirror-log.json';
const largestKey = 4096;
const largestRegister = 16 * 1024 * 1024;

/**
 * Brings a folder of editions to what a site has published. Readers of the folder see an edition only when it is whole, verified from the
 * lines up, and in the log that goes on from the one here.
 * @throws Refusal where the folder is not a mirror's, or there is no key; Failure where another process copies into it; EditionError damaged where the source serves other bytes than were signed;
 * Failure where it cannot be read. What was copied before stays, and the next run goes on from there
 */
export async function copySite(order: Order): Promise<MirrorDone> {
  const { root } = order;
  mustBeMirror(root);
  mkdirSync(root, { recursive: true });
  const lock = lockFolder(root, 'serving');
  if (lock === undefined)
    throw new Failure({
      id: `proses lain sedang menyalin ke ${root}; satu saja pada satu waktu`,
      en: `another process copies into ${root}; one at a time does`,
    });
  try {
    // What a copy left that was killed.
    for (const { government, year } of writtenYears(root)) dropUnfinished(root, government, year);
    return await copyInto(order);
  } finally {
    lock.release();
  }
}

async function copyInto({ site, root, pem, accept, signal }: Order): Promise<MirrorDone> {
  const base = site.endsWith('/') ? site : `${site}/`;
  const read = (path: string, most: number) => fetchFile(new URL(path, base), most, signal);
  const publicKeyPem = pem ?? ownKey(root) ?? (await servedKey(read));
  const publicKey = rawKeyOf(publicKeyPem);
  if (publicKey === undefined)
    throw new Refusal({
      id: 'tidak ada kunci publik Ed25519 untuk memeriksa; sebut berkas kunci penerbit dengan --key',
      en: `there is no Ed25519 public key to check with; name the file of the publisher's with --key`,
    });
  const keptFile = join(root, keptLogFile);
  const kept = readKept(keptFile);
  const look = await checkLog((path, most) => read(`log/${path}`, most), {
    ...{ publicKey, kept, cryptography: nodeCryptography, isGiven: pem !== undefined, accept },
  });
  const { log, standing } = look;
  const none = { standing, size: log?.entries.length ?? 0, notServed: 0, added: [], fetched: 0, shared: 0 };
  if (log === undefined || look.problems.length > 0) return { ...none, problems: look.problems.map(({ message }) => message) };
  const done: MirrorDone = { ...none, problems: [] };
  const { keys } = look.keep ?? kept ?? { keys: [] };
  for (const entry of log.entries) {
    if (isPublic(root, entry)) continue;
    const edition = await copyEdition(root, entry, readOverHttp(site, entry, signal));
    if (edition === undefined) {
      done.notServed++;
      continue;
    }
    done.fetched += edition.fetched;
    done.shared += edition.shared;
    // What readers see is in the log.
    await copyLog(root, log, keys);
    await announce(root, entry.government, yearOf(entry), entry.number, entry.hash);
    done.added.push(editionName(entry));
  }
  await copyLog(root, log, keys);
  if (look.keep !== undefined) {
    // The present key, where statements led to it from the one that was given.
    const present = pemOf(Buffer.from(look.keep.key, 'base64'));
    replaceDurably(join(root, keyFile), present, join(root, `.new-${process.pid}`));
    writeKept(keptFile, { ...look.keep, registers: {} });
  }
  // An older state of the site would replace a newer one.
  if (standing !== 'behind') await copyBeside(root, read, log.entries, look.keys, keyPem(look, kept, publicKeyPem));
  writeMirrorState(root, { site, at: new Date().toISOString(), behind: standing === 'behind' });
  return done;
}

/** What the site publishes beside its editions: each government's register, and the figures of other regions. */
async function copyBeside(
  root: string,
  read: (path: string, most: number) => Promise<Uint8Array | undefined>,
  entries: readonly LogEntry[],
  keys: readonly { fingerprint: string }[],
  presentPem: string,
): Promise<void> {
  for (const government of new Set(entries.map((entry) => entry.government))) {
    const register =
      (await read(`p/${government}/unduh/register.json`, largestRegister)) ?? (await read(`${government}/register.json`, largestRegister));
    if (register !== undefined) copyRegister(root, government, register, presentPem);
  }
  const known = new Set([keyIdOf(presentPem), ...keys.map(({ fingerprint }) => fingerprint), ...entries.map(({ key }) => key)]);
  await copyReference(
    root,
    async (path, most) => (await read(`unduh/${referenceFolder}/${path}`, most)) ?? read(`${referenceFolder}/${path}`, most),
    (fingerprint) => known.has(fingerprint),
  );
}

/** The key that signs now, in PEM form. */
function keyPem(look: LogLook, kept: KeptLog | undefined, given: string): string {
  const present = look.keys.at(-1)?.key ?? Buffer.from((look.keep ?? kept)?.key ?? '', 'base64');
  return present.length === 0 ? given : pemOf(present);
}

const yearOf = ({ year }: LogEntry): FiscalYear => fiscalYear(year);

function isPublic(root: string, entry: LogEntry): boolean {
  return readPointer(root, entry.government, yearOf(entry)).some(({ number, hash }) => number === entry.number && hash === entry.hash);
}

/** @throws Refusal where the folder holds something that no earlier run made */
function mustBeMirror(root: string): void {
  if (!existsSync(root) || existsSync(join(root, mirrorStateFile))) return;
  const begun = (name: string) => ['log', keyFile, 'in-use'].includes(name) || name.startsWith('.') || /^\d{2}(\.\d{2})?$/.test(name);
  const foreign = readdirSync(root).find((name) => !begun(name));
  if (foreign !== undefined || existsSync(join(root, '..', 'ledger.sqlite')))
    throw new Refusal({
      id: `${root} bukan folder cermin${foreign === undefined ? '' : ` (berisi ${foreign})`}; sebut folder yang kosong`,
      en: `${root} is not a mirror’s folder${foreign === undefined ? '' : ` (it holds ${foreign})`}; name an empty one`,
    });
}

function ownKey(root: string): string | undefined {
  const path = join(root, keyFile);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

async function servedKey(read: (path: string, most: number) => Promise<Uint8Array | undefined>): Promise<string> {
  const served = await read(keyFile, largestKey);
  return served === undefined ? '' : Buffer.from(served).toString('utf8');
}
