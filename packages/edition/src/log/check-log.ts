import type { Words } from '@sipkadin/budget';
import { base64 } from './bytes.ts';
import { isSignedBy, parseHead } from './head.ts';
import { editionName, entryText, type LogEntry, parseEntry } from './log-entry.ts';
import { type Log, type ReadLogFile, readLog, rootOfEntries, type Unreadable } from './read-log.ts';
import type { Cryptography } from './tree.ts';

/** What a reader keeps of a log, so that it can be held against what is served later. */
export interface KeptLog {
  /** The raw public key in base64 that signed the head. */
  key: string;
  /** The signed head: with it a reader can prove what the publisher stated. */
  note: string;
  /** The leaves below that head, as text. */
  entries: string[];
}

/**
 * - no-log: there is none
 * - unreadable: its files do not fit each other
 * - signature: the head was not signed by the key
 * - other-key: signed by another key than at the last look
 * - other-log: of another name than at the last look
 * - rewritten: it is no continuation of what was kept
 * - split: as long as what was kept, and another
 * - twice: two leaves give one edition's number to different contents
 */
export type LogProblemCode = 'no-log' | 'unreadable' | 'signature' | 'other-key' | 'other-log' | 'rewritten' | 'split' | 'twice';

export interface LogProblem {
  code: LogProblemCode;
  message: Words;
}

/** first: nothing was kept; same, grown: since the last look; behind: an earlier state of what was kept, as a slow mirror has. */
export type LogStanding = 'first' | 'same' | 'grown' | 'behind';

export interface LogLook {
  /** undefined where no log could be read. */
  log: Log | undefined;
  standing: LogStanding;
  /** Leaves since the last look; 0 at the first. */
  added: number;
  problems: LogProblem[];
  /** What to keep from now on; undefined: go on with what is kept. */
  keep: KeptLog | undefined;
}

/**
 * Looks at a log: its head's signature, its root, and whether it continues what was kept.
 * @param publicKey the raw key that the head must be signed by
 * @param kept of the last look; undefined at the first
 * @param anotherKey whether the key may be another than at the last look
 * @throws what `read` throws
 */
export async function checkLog(read: ReadLogFile, { publicKey, kept, cryptography, anotherKey = false }: CheckOf): Promise<LogLook> {
  const log = await readLog(read, cryptography.sha256);
  const none = { standing: 'first' as const, added: 0, keep: undefined };
  if (typeof log === 'string')
    return { ...none, log: undefined, problems: [problem(log === 'no-log' ? log : 'unreadable', unreadable[log])] };
  const problems: LogProblem[] = [];
  if (!(await isSignedBy(log.note, publicKey, cryptography))) problems.push(problem('signature', words.signature));
  problems.push(...twice(log.entries));
  const key = base64(publicKey);
  const keep = { key, note: log.note, entries: log.entries.map(entryText) };
  if (kept === undefined) return { ...none, log, problems, keep: problems.length === 0 ? keep : undefined };
  if (kept.key !== key && !anotherKey) problems.push(problem('other-key', words.otherKey));
  problems.push(...(await againstKept(log, kept, cryptography)));
  const standing = standingOf(log.entries.length, kept.entries.length);
  const isNews = problems.length === 0 && standing !== 'behind' && (standing === 'grown' || kept.key !== key);
  const added = Math.max(0, log.entries.length - kept.entries.length);
  return { log, standing, added, problems, keep: isNews ? keep : undefined };
}

interface CheckOf {
  publicKey: Uint8Array;
  kept: KeptLog | undefined;
  cryptography: Cryptography;
  anotherKey?: boolean;
}

function standingOf(size: number, before: number): LogStanding {
  return size > before ? 'grown' : size === before ? 'same' : 'behind';
}

/** Leaves that were kept must be where they were; of a shorter log, those that it has. */
async function againstKept({ head, entries }: Log, kept: KeptLog, { sha256 }: Cryptography): Promise<LogProblem[]> {
  const before = parseHead(kept.note);
  if (before === undefined) return [problem('unreadable', words.badKept)];
  if (before.origin !== head.origin) return [problem('other-log', words.otherLog(before.origin, head.origin))];
  const both = Math.min(entries.length, kept.entries.length);
  const changed = kept.entries.slice(0, both).flatMap((text, at) => {
    const is = entries[at];
    return is === undefined || entryText(is) === text ? [] : [{ was: parseEntry(text), is }];
  });
  if (changed.length > 0) {
    const names = changed
      .slice(0, mostNamed)
      .map(({ was, is }) => `${editionName(was ?? is)} (${(was ?? is).hash.slice(0, 12)} → ${is.hash.slice(0, 12)})`);
    const list = `${names.join(', ')}${changed.length > mostNamed ? ', …' : ''}`;
    const heads = { kept: `${before.size} ${before.root}`, served: `${head.size} ${head.root}` };
    return [head.size === before.size ? problem('split', words.split(list, heads)) : problem('rewritten', words.rewritten(list, heads))];
  }
  // The kept head states the root of the kept leaves, or the file was edited.
  const whole = kept.entries.flatMap((text) => parseEntry(text) ?? []);
  return (await rootOfEntries(whole, sha256)) === before.root ? [] : [problem('unreadable', words.badKept)];
}

const mostNamed = 5;

/** Numbers of editions are given once, so one that has two contents was replaced. */
function twice(entries: readonly LogEntry[]): LogProblem[] {
  const known = new Map<string, string>();
  return entries.flatMap((entry) => {
    const name = editionName(entry);
    const before = known.get(name);
    known.set(name, before ?? entry.hash);
    return before === undefined || before === entry.hash
      ? []
      : [problem('twice', words.twice(name, before.slice(0, 12), entry.hash.slice(0, 12)))];
  });
}

function problem(code: LogProblemCode, message: Words): LogProblem {
  return { code, message };
}

const unreadable: Readonly<Record<Unreadable, Words>> = {
  'no-log': { id: 'Tidak ada catatan terbitan di alamat ini.', en: 'There is no log of editions at this address.' },
  'bad-head': { id: 'Kepala catatan terbitan tidak terbaca.', en: 'The head of the log cannot be read.' },
  'bad-leaves': {
    id: 'Isi catatan terbitan tidak terbaca atau tidak lengkap.',
    en: 'The leaves of the log cannot be read, or some are missing.',
  },
  'wrong-root': {
    id: 'Kepala catatan terbitan tidak cocok dengan isinya.',
    en: 'The head of the log does not state the root of its leaves.',
  },
};

type Heads = Record<'kept' | 'served', string>;

const words = {
  signature: {
    id: 'Kepala catatan terbitan tidak ditandatangani kunci penerbit.',
    en: 'The head of the log is not signed by the publisher’s key.',
  },
  otherKey: {
    id: 'Kunci penerbit bukan yang dilihat terakhir kali. Tanyakan kepada pemerintah daerah apakah kuncinya diganti.',
    en: 'The publisher’s key is not the one of the last look. Ask the government whether the key was replaced.',
  },
  otherLog: (was: string, is: string) => ({
    id: `Ini catatan lain: ${is}, sebelumnya ${was}.`,
    en: `This is another log: ${is}, before it was ${was}.`,
  }),
  badKept: {
    id: 'Catatan yang disimpan dari kunjungan terakhir rusak.',
    en: 'What was kept of the last look is damaged.',
  },
  rewritten: (list: string, { kept, served }: Heads) => ({
    id: `Riwayat ditulis ulang: ${list}. Kepala yang disimpan ${kept}; yang disajikan ${served}.`,
    en: `The history was rewritten: ${list}. Head kept ${kept}; head served ${served}.`,
  }),
  split: (list: string, { kept, served }: Heads) => ({
    id: `Dua riwayat sama panjang tetapi berbeda: ${list}. Kepala yang disimpan ${kept}; yang disajikan ${served}.`,
    en: `Two histories of one length differ: ${list}. Head kept ${kept}; head served ${served}.`,
  }),
  twice: (name: string, first: string, second: string) => ({
    id: `Terbitan ${name} tercatat dua kali dengan isi berbeda: ${first} dan ${second}.`,
    en: `Edition ${name} is in the log twice, with different contents: ${first} and ${second}.`,
  }),
};
