import type { Words } from '@sipkadin/budget';
import { type ChainKey, readKeys } from '../keys/chain.ts';
import { checkKeys, isSignedByAny, type TrustOf, unsigned } from '../keys/trust.ts';
import { base64 } from './bytes.ts';
import { parseHead } from './head.ts';
import type { KeptLog } from './kept-log.ts';
import { editionName, entryText, type LogEntry, parseEntry } from './log-entry.ts';
import type { LogProblem, LogProblemCode } from './log-problem.ts';
import { type Log, type ReadLogFile, readHead, readLeaves, rootOfEntries, type Unreadable } from './read-log.ts';
import type { Cryptography } from './tree.ts';

/** first: nothing was kept; same, grown: since the last look; behind: an earlier state of what was kept, as a slow mirror has. */
export type LogStanding = 'first' | 'same' | 'grown' | 'behind';

export interface LogLook {
  /** undefined where no log could be read; without its leaves where none of the keys signed its head. */
  log: Log | undefined;
  /** The keys that sign it, the oldest first; none where there are no statements about the key. */
  keys: ChainKey[];
  standing: LogStanding;
  /** Leaves since the last look; 0 at the first. */
  added: number;
  problems: LogProblem[];
  /** What to keep from now on; undefined: go on with what is kept. */
  keep: KeptLog | undefined;
}

/**
 * Looks at a log: its head's signature, its root, the chain of keys, and whether it continues what was kept.
 * @param publicKey a raw key of the publisher: the present one, or one from which the statements about the key lead to it
 * @param kept of the last look; undefined at the first
 * @param isGiven whether a person named the key: it is then accepted where another was kept, and must lead to the present one
 * @param accept hex fingerprint of a new key that a person accepts although the former one was lost
 * @throws what `read` throws
 */
export async function checkLog(read: ReadLogFile, asked: CheckOf): Promise<LogLook> {
  const { publicKey, kept, cryptography } = asked;
  const none = { standing: 'first' as const, added: 0, keep: undefined };
  const nothing = (why: Unreadable) => {
    const code = why === 'no-log' ? why : 'unreadable';
    return { ...none, log: undefined, keys: [], problems: [problem(code, unreadable[why])] };
  };
  const found = await readHead(read);
  if (typeof found === 'string') return nothing(found);
  // After the head: a key signs no head before it is stated to follow.
  const chain = await readKeys(read, cryptography);
  // Before the leaves: anybody can state millions of them.
  if (!(await isSignedByAny(found.note, chain, asked))) return { ...none, log: { ...found, entries: [] }, keys: [], problems: [unsigned] };
  const log = await readLeaves(read, found, cryptography.sha256);
  if (typeof log === 'string') return nothing(log);
  const trusted = await checkKeys(chain, log, asked);
  const { keys, problems } = trusted;
  problems.push(...twice(log.entries));
  const key = base64(keys.at(-1)?.key ?? publicKey);
  const keep = { key, keys: trusted.notes, note: log.note, entries: log.entries.map(entryText) };
  if (kept === undefined) return { ...none, log, keys, problems, keep: problems.length === 0 ? keep : undefined };
  problems.push(...(await againstKept(log, kept, cryptography)));
  const standing = standingOf(log.entries.length, kept.entries.length);
  const hasOtherKeys = kept.key !== key || kept.keys.length !== keep.keys.length;
  const isNews = problems.length === 0 && standing !== 'behind' && (standing === 'grown' || hasOtherKeys);
  const added = Math.max(0, log.entries.length - kept.entries.length);
  return { log, keys, standing, added, problems, keep: isNews ? keep : undefined };
}

interface CheckOf extends TrustOf {
  cryptography: Cryptography;
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
