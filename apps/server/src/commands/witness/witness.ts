import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { Language } from '@sipkadin/budget';
import {
  entryText,
  type KeptLog,
  keyIdOf,
  type LogStanding,
  parseFingerprint,
  pemOf,
  readableFingerprint,
  replaceDurably,
} from '@sipkadin/edition';
import { type Command, type CommandInput, Failure, inBoth, Refusal, status, UsageError } from '../../command.ts';
import { explain } from '../../trouble.ts';
import { readSiteAddress } from './fetch-file.ts';
import { readKept, writeKept } from './kept-file.ts';
import { type Look, lookAtSite } from './look.ts';

export const command: Command = {
  usage: 'URL [--keep FILE] [--key PEM] [--accept FINGERPRINT] [--every MINUTES]',
  isWithoutData: true,
  options: {
    keep: {
      type: 'string',
      value: 'FILE',
      sentence: {
        id: 'Tempat menyimpan catatan yang dilihat; tanpa ini sipkadin-witness-<host>.json di folder ini.',
        en: 'Where what was seen is kept; without it sipkadin-witness-<host>.json in this folder.',
      },
    },
    key: {
      type: 'string',
      value: 'PEM',
      sentence: {
        id: 'Kunci publik penerbit dari sumber lain; juga untuk menerima kunci yang diganti.',
        en: "The publisher's public key from elsewhere; also to accept a key that was replaced.",
      },
    },
    accept: {
      type: 'string',
      value: 'FINGERPRINT',
      sentence: {
        id: 'Menerima kunci baru ini walaupun kunci lama hilang, setelah ditanyakan kepada penerbit.',
        en: 'Accept this new key although the former one was lost, after the publisher was asked.',
      },
    },
    every: {
      type: 'string',
      value: 'MINUTES',
      sentence: {
        id: 'Melihat lagi setiap sekian menit, sampai dihentikan.',
        en: 'Look again after so many minutes, until it is stopped.',
      },
    },
  },
  notes: {
    id: 'Status keluar: 0 riwayatnya berlanjut (atau cermin tertinggal), 3 riwayatnya ditolak, 1 tidak dapat dibaca. Bukti penolakan: FILE.evidence.json.',
    en: 'Exit status: 0 the history goes on (or a mirror is behind), 3 it is refused, 1 it cannot be read. Evidence of a refusal: FILE.evidence.json.',
  },
  async run(input) {
    const [address, ...more] = input.positionals;
    const site = readSiteAddress(address);
    if (site === undefined || more.length > 0)
      throw new UsageError({ id: 'witness memerlukan satu alamat http', en: 'witness takes one http address' });
    const { keep, key, every, accept: given } = input.flags;
    const accept = typeof given === 'string' ? parseFingerprint(given) : undefined;
    if (typeof given === 'string' && accept === undefined)
      throw new UsageError({
        id: '--accept harus berisi sidik kunci 64 digit heksadesimal',
        en: '--accept must be a fingerprint of 64 hex digits',
      });
    const minutes = typeof every === 'string' ? Number(every) : undefined;
    if (minutes !== undefined && !(minutes >= 1 && minutes <= 10_000))
      throw new UsageError({ id: '--every harus berisi menit, dari 1 sampai 10000', en: '--every must be minutes, from 1 to 10000' });
    const file = typeof keep === 'string' ? keep : `sipkadin-witness-${site.host.replaceAll(/[^\w.-]/g, '-')}.json`;
    const order = { site: site.href, file, pem: typeof key === 'string' ? readFileSync(key, 'utf8') : undefined, accept };
    if (minutes === undefined) return look(input, order);
    for (;;) {
      const outcome = await look(input, order).catch((error: unknown) => unreachable(error, input));
      if (outcome === status.refused || input.signal.aborted) return outcome === status.refused ? outcome : status.ok;
      await after(minutes * 60_000, undefined, { signal: input.signal }).catch(() => undefined);
    }
  },
};

interface Order {
  site: string;
  file: string;
  pem: string | undefined;
  accept: string | undefined;
}

/** A site that does not answer is looked at again; a damaged file of what was kept is a person's matter. */
async function unreachable(error: unknown, { config, say }: CommandInput): Promise<number> {
  if (error instanceof Refusal) throw error;
  const words = error instanceof Failure ? error.words : (await explain(error, config)).words;
  say(inBoth((language) => `sipkadin: ${words[language]}`));
  return status.fault;
}

async function look({ config, out, signal }: CommandInput, { site, file, pem, accept }: Order): Promise<number> {
  const kept = readKept(file);
  const found = await lookAtSite({ site, pem, accept, kept, signal });
  const { language } = config;
  if (found.problems.length > 0) {
    for (const message of found.problems) out(`${site}  ${message[language]}\n`);
    if (found.log.log === undefined) return status.fault;
    writeEvidence(`${file}.evidence.json`, { site, kept, found });
    return status.refused;
  }
  const log = found.log.keep ?? kept;
  if (log !== undefined) writeKept(file, { ...log, registers: found.registers });
  out(`${site}  ${sentence(found, language)}\n`);
  if (found.log.keep !== undefined && found.log.keep.key !== kept?.key) out(`${site}  ${keySentence(found.log.keep, kept, language)}\n`);
  return status.ok;
}

function sentence({ log: { log, standing, added }, notServed }: Look, language: Language): string {
  const size = String(log?.head.size ?? 0);
  const texts: Record<LogStanding, Record<Language, string>> = {
    first: { id: `mulai dijaga: ${size} terbitan`, en: `kept from now on: ${size} editions` },
    same: { id: `tidak berubah: ${size} terbitan`, en: `unchanged: ${size} editions` },
    grown: { id: `bertambah ${added}: ${size} terbitan`, en: `${added} more: ${size} editions` },
    behind: {
      id: `tertinggal: baru ${size} terbitan, tidak ada yang ditulis ulang`,
      en: `behind: ${size} editions as yet, nothing was rewritten`,
    },
  };
  const missing = { id: `${notServed} manifes tidak disajikan`, en: `${notServed} manifests are not served` };
  return [texts[standing][language], `${log?.head.root}`, ...(notServed > 0 ? [missing[language]] : [])].join('; ');
}

/** Names the key that is kept from now on, to be compared with the one that the publisher gives out elsewhere. */
function keySentence({ key }: KeptLog, before: KeptLog | undefined, language: Language): string {
  const fingerprint = readableFingerprint(keyIdOf(pemOf(Buffer.from(key, 'base64'))) ?? '');
  const texts = { id: ['sidik kunci', 'kunci diganti, sidiknya'], en: ['fingerprint of the key', 'another key, with the fingerprint'] };
  return `${texts[language][before === undefined ? 0 : 1]}: ${fingerprint}`;
}

/** Both signed heads with their leaves: whoever has the file can show what the publisher signed. */
function writeEvidence(path: string, { site, kept, found }: { site: string; kept: unknown; found: Look }): void {
  const { log } = found.log;
  const served = { note: log?.note, entries: log?.entries.map(entryText) };
  const seen = { site, at: new Date().toISOString(), problems: found.problems, kept, served };
  replaceDurably(path, `${JSON.stringify(seen, undefined, 1)}\n`, `${path}.${randomUUID()}`);
}
