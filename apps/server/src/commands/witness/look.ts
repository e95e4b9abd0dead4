import { createHash, randomInt } from 'node:crypto';
import type { Words } from '@sipkadin/budget';
import {
  checkLog,
  checkRegister,
  editionName,
  type KeptLog,
  type LogEntry,
  type LogLook,
  nodeCryptography,
  rawKeyOf,
} from '@sipkadin/edition';
import { Refusal } from '../../command.ts';
import { fetchFile } from './fetch-file.ts';
import type { KeptSite } from './kept-file.ts';

/** What a witness saw at one look. */
export interface Look {
  log: LogLook;
  /** What does not hold: of the log, then manifests that are not the ones in it. */
  problems: Words[];
  /** The number of each government's register now, or of the last look where it was not served. */
  registers: Record<string, number>;
  /** Editions whose manifest was asked for and not served: set aside since, or this mirror has only a part. */
  notServed: number;
}

interface Asked {
  /** The public site, or a plain copy of its folder of editions, with or without a slash at its end. */
  site: string;
  /** The public key in PEM form; undefined: the one that the site serves, or at a plain copy the one that was kept. */
  pem: string | undefined;
  /** Hex fingerprint of a key that a person accepts although the former one was lost. */
  accept: string | undefined;
  kept: KeptSite | undefined;
  signal: AbortSignal;
}

/** Bytes of the largest key and manifest that are read. */
const largestKey = 4096;
const largestManifest = 16 * 1024 * 1024;
const largestRegister = 16 * 1024 * 1024;
/** Manifests that are read at the same time. */
const concurrency = 4;
/** Of manifests that were read at an earlier look so many are read again, chosen by chance: of all governments they are 27 MB. */
const mostAgain = 200;

/**
 * Looks at a log over HTTP: its head, its leaves, whether they continue what was kept, whether the site serves the manifests that
 * the log names, and that no register is older than one that was seen.
 * @throws Refusal where there is no key; Failure where the site cannot be read
 */
export async function lookAtSite({ site, pem, accept, kept, signal }: Asked): Promise<Look> {
  const base = site.endsWith('/') ? site : `${site}/`;
  const read = (path: string, most: number) => fetchFile(new URL(path, base), most, signal);
  const publicKey = await keyFor(read, pem, kept);
  const log = await checkLog((path, most) => read(`log/${path}`, most), {
    ...{ publicKey, kept, cryptography: nodeCryptography, isGiven: pem !== undefined, accept },
  });
  const problems = log.problems.map(({ message }) => message);
  let notServed = 0;
  // What another history says of manifests proves nothing more.
  const queue = problems.length > 0 ? [] : toRead(log.log?.entries ?? [], kept?.entries.length ?? 0);
  const work = async () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const manifest = await manifestOf(read, entry);
      if (manifest === undefined) notServed++;
      else if (createHash('sha256').update(manifest).digest('hex') !== entry.hash) problems.push(words.other(editionName(entry)));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const registers = { ...kept?.registers };
  // A mirror that is behind has the register of that time.
  const governments = log.standing === 'behind' || problems.length > 0 ? [] : governmentsOf(log);
  const lookAtRegisters = async () => {
    for (let government = governments.shift(); government !== undefined; government = governments.shift()) {
      const bytes = await registerOf(read, government);
      if (bytes === undefined) continue;
      const present = log.keys.at(-1)?.key ?? publicKey;
      const seen = kept?.registers[government];
      const found = await checkRegister(bytes, { government, publicKey: present, cryptography: nodeCryptography, seen });
      if (found.problem === undefined) registers[government] = found.number;
      else problems.push(found.problem);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lookAtRegisters));
  return { log, problems, registers, notServed };
}

/** Those that are new since the last look, and some of the others. @param before how many leaves were seen */
function toRead(entries: readonly LogEntry[], before: number): LogEntry[] {
  const again = entries.slice(0, before);
  while (again.length > mostAgain) again.splice(randomInt(again.length), 1);
  return [...again, ...entries.slice(before)];
}

const governmentsOf = ({ log }: LogLook) => [...new Set(log?.entries.map(({ government }) => government))];

/** As the site serves it, or as it lies in a plain copy of the folder. */
async function registerOf(read: Read, government: string): Promise<Uint8Array | undefined> {
  return (await read(`p/${government}/unduh/register.json`, largestRegister)) ?? read(`${government}/register.json`, largestRegister);
}

type Read = (path: string, most: number) => Promise<Uint8Array | undefined>;

async function keyFor(read: Read, pem: string | undefined, kept: KeptLog | undefined): Promise<Uint8Array> {
  const served = pem === undefined ? await read('kunci.pem', largestKey) : undefined;
  const text = pem ?? (served && Buffer.from(served).toString('utf8'));
  const key = text === undefined ? kept && Buffer.from(kept.key, 'base64') : rawKeyOf(text);
  if (key?.length !== 32)
    throw new Refusal({
      id: 'tidak ada kunci publik Ed25519 untuk memeriksa; sebut berkas kunci penerbit dengan --key',
      en: 'there is no Ed25519 public key to check with; name the file of the publisher’s with --key',
    });
  return key;
}

/** As the site serves it, or as it lies in a plain copy of the folder. */
async function manifestOf(read: Read, { government, year, number }: LogEntry): Promise<Uint8Array | undefined> {
  const below = `${year}/${number}/manifest.json`;
  return (await read(`p/${government}/unduh/${below}`, largestManifest)) ?? read(`${government}/${below}`, largestManifest);
}

const words = {
  other: (name: string) => ({
    id: `Terbitan ${name} yang disajikan bukan yang ada di catatan.`,
    en: `Edition ${name} as it is served is not the one in the log.`,
  }),
};
