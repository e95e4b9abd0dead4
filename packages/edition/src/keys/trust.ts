import type { Words } from '@sipkadin/budget';
import { base64, fromBase64, utf8 } from '../log/bytes.ts';
import { isSignedBy } from '../log/head.ts';
import type { KeptLog } from '../log/kept-log.ts';
import { type LogEntry, parseEntry } from '../log/log-entry.ts';
import type { LogProblem, LogProblemCode } from '../log/log-problem.ts';
import type { Log } from '../log/read-log.ts';
import type { Cryptography } from '../log/tree.ts';
import { isSignedInTime, keyLogProblems } from './against-log.ts';
import { type ChainKey, type KeyChain, keysOf, placeOf } from './chain.ts';
import { readableFingerprint } from './fingerprint.ts';
import { type KeyStatement, parseStatement, statementText } from './statement.ts';

/** Which key a reader trusts. */
export interface TrustOf {
  /** A raw key of the publisher: the present one, or one from which the statements about the key lead to it. */
  publicKey: Uint8Array;
  /** Of the last look; undefined at the first. */
  kept: KeptLog | undefined;
  /** Whether a person named `publicKey`; otherwise the site serves it. */
  isGiven?: boolean;
  /** Hex fingerprint of a new key that a person accepts although the former one was lost. */
  accept?: string | undefined;
}

interface Trusted {
  /** None where there are no statements. */
  keys: ChainKey[];
  /** The statements, as they are kept. */
  notes: string[];
  problems: LogProblem[];
}

/** Whether any key signed a head that the reader knows, or that the served statements name: what none of them signed is the publisher's for nobody. */
export async function isSignedByAny(
  note: string,
  served: KeyChain,
  { publicKey, kept, cryptography }: TrustOf & { cryptography: Cryptography },
): Promise<boolean> {
  const chains = [served, { statements: keptStatements(kept) ?? [] }];
  const keys = [publicKey, kept && fromBase64(kept.key), ...chains.flatMap((chain) => keysOf(chain).map(({ key }) => key))];
  for (const key of keys) if (key !== undefined && (await isSignedBy(note, key, cryptography))) return true;
  return false;
}

/**
 * Follows the statements about the key from the one that the reader knew first, and holds the head and the leaves against them.
 * At a first look without a named key the whole chain is taken as it is served: nothing is known that could contradict it.
 */
export async function checkKeys(served: KeyChain, log: Log, asked: TrustOf & { cryptography: Cryptography }): Promise<Trusted> {
  const { publicKey, kept, isGiven = false, cryptography } = asked;
  const problems: LogProblem[] = [];
  if (served.fault !== undefined) problems.push(problem('keys', served.fault));
  const known = keptStatements(kept);
  if (known === undefined) problems.push(problem('unreadable', words.badKept));
  const before = known ?? [];
  const isFork = before.some((one, at) => {
    const now = served.statements[at];
    return now !== undefined && statementText(now) !== statementText(one);
  });
  if (isFork) problems.push(problem('forked-keys', words.forked));
  const isBehind = isFork || served.statements.length < before.length;
  const chain = { statements: isBehind ? before : served.statements };
  const notes = isBehind ? (kept?.keys ?? []) : served.notes;
  const keys = keysOf(chain);
  if (keys.length === 0) {
    if (kept !== undefined && kept.key !== base64(publicKey) && !isGiven) problems.push(problem('other-key', words.otherKey));
    if (!(await isSignedBy(log.note, publicKey, cryptography))) problems.push(problem('signature', words.signature));
    return { keys, notes, problems };
  }
  if (served.statements.some((one) => one.log !== log.head.origin)) problems.push(problem('keys', words.otherLog));
  problems.push(...foundOnTheWay(chain, keys, asked));
  if (!(await isSignedInTime(log.note, keys, cryptography))) problems.push(problem('signature', words.notInTime));
  for (const message of await keyLogProblems(chain, longerOf(log, kept), cryptography)) problems.push(problem('keys', message));
  return { keys, notes, problems };
}

/** @returns undefined where what was kept was edited */
function keptStatements(kept: KeptLog | undefined): KeyStatement[] | undefined {
  const parsed = (kept?.keys ?? []).map((note) => parseStatement(utf8(note))?.statement);
  return parsed.every((one) => one !== undefined) ? parsed : undefined;
}

/** What is wrong between the key that the reader knows and the present one. */
function foundOnTheWay(
  { statements }: Pick<KeyChain, 'statements'>,
  keys: readonly ChainKey[],
  { publicKey, kept, isGiven = false, accept }: TrustOf,
): LogProblem[] {
  const named = placeOf(keys, publicKey);
  const remembered = kept === undefined ? undefined : placeOf(keys, fromBase64(kept.key) ?? new Uint8Array());
  if (named < 0 || (remembered === -1 && !isGiven)) return [problem('other-key', words.otherKey)];
  const accepted = keys.findIndex(({ fingerprint }) => fingerprint === accept);
  // A first reader who named no key knows nothing that the present key could contradict.
  const first = isGiven ? named : keys.length - 1;
  const start = Math.max(remembered ?? first, isGiven ? named : -1, accepted);
  return statements
    .slice(start)
    .filter(({ kind }) => kind === 'break')
    .map((one) => problem('broken-keys', words.broken(one)));
}

/** A log that is behind what was kept lacks leaves that a statement may be about. */
function longerOf({ entries }: Log, kept: KeptLog | undefined): readonly LogEntry[] {
  const before = (kept?.entries ?? []).flatMap((text) => parseEntry(text) ?? []);
  return before.length > entries.length ? before : entries;
}

function problem(code: LogProblemCode, message: Words): LogProblem {
  return { code, message };
}

const words = {
  badKept: {
    id: 'Catatan kunci yang disimpan dari kunjungan terakhir rusak.',
    en: 'What was kept of the keys at the last look is damaged.',
  },
  signature: {
    id: 'Kepala catatan terbitan tidak ditandatangani kunci penerbit.',
    en: 'The head of the log is not signed by the publisher’s key.',
  },
  notInTime: {
    id: 'Kepala catatan terbitan tidak ditandatangani kunci yang berlaku untuk jumlah terbitan itu.',
    en: 'The head of the log is not signed by the key that was in use at that number of editions.',
  },
  otherKey: {
    id: 'Kunci penerbit bukan yang dilihat terakhir kali, dan tidak ada pernyataan yang menyambungnya. Tanyakan kepada pemerintah daerah apakah kuncinya diganti.',
    en: 'The publisher’s key is not the one of the last look, and no statement leads from one to the other. Ask the government whether the key was replaced.',
  },
  otherLog: {
    id: 'Pernyataan kunci menyebut catatan terbitan yang lain.',
    en: 'The statements about the key name another log.',
  },
  forked: {
    id: 'Kunci diganti dua kali dengan dua cara: pernyataan kunci bukan yang dilihat terakhir kali.',
    en: 'The key was replaced in two ways: the statements about the key are not those of the last look.',
  },
  broken: ({ time, oldFingerprint, newFingerprint, reason, by }: KeyStatement): Words => ({
    id: `Rantai kunci terputus pada ${time.slice(0, 10)}${by === '' ? '' : ` oleh ${by}`}: kunci ${readableFingerprint(oldFingerprint)} hilang, sehingga tidak ada bukti bahwa kunci ${readableFingerprint(newFingerprint)} milik penerbit yang sama. Alasan yang ditulis: ${reason}. Tanyakan kepada pemerintah daerah sebelum menerimanya.`,
    en: `The chain of keys is broken on ${time.slice(0, 10)}${by === '' ? '' : ` by ${by}`}: the key ${readableFingerprint(oldFingerprint)} was lost, so nothing proves that the key ${readableFingerprint(newFingerprint)} is the same publisher’s. Reason given: ${reason}. Ask the government before you accept it.`,
  }),
};

/** None of the keys signed the head. */
export const unsigned: LogProblem = problem('signature', words.signature);
