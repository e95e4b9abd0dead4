import type { IsoInstant, Words } from '@sipkadin/budget';
import { base64, fromBase64, hex, utf8 } from '../log/bytes.ts';
import { derOf } from '../log/head.ts';
import type { ReadLogFile } from '../log/read-log.ts';
import { signaturesIn } from '../log/signature-lines.ts';
import { statementPath } from '../log/tiles.ts';
import type { Cryptography } from '../log/tree.ts';
import { type KeyStatement, longestStatement, mostStatements, parseStatement } from './statement.ts';

/** The statements about the key of a log, each held against its signatures and the one before. */
export interface KeyChain {
  /** The oldest first; up to the first that does not hold. */
  statements: KeyStatement[];
  /** The same as they were published. */
  notes: string[];
  /** What does not hold in the next one; undefined where all do. */
  fault: Words | undefined;
}

/** A key of the chain, and the leaves that are its own. */
export interface ChainKey {
  /** The raw 32 bytes; undefined where nobody has it any more. */
  key: Uint8Array | undefined;
  /** Hex SHA-256 of its DER (spki) form. */
  fingerprint: string;
  /** The first leaf that it signs, counted from 0. */
  from: number;
  /** The first leaf that it does not sign any more; undefined for the present key. */
  until: number | undefined;
  /** When it came; undefined for the first key, whose begin no statement names. */
  since: IsoInstant | undefined;
  /** How it came into the place of the one before; undefined for the first. */
  came: KeyStatement['kind'] | undefined;
}

/** Whether the signatures and fingerprints of one statement hold, as computed by the caller. */
export interface CheckedStatement {
  statement: KeyStatement;
  note: string;
  /** Hex SHA-256 of the text. */
  hash: string;
  isSignedByOld: boolean;
  isSignedByNew: boolean;
  areFingerprintsTrue: boolean;
}

/** Reads the statements of a log, the oldest first, until there is no further. @throws what `read` throws */
export async function readKeys(read: ReadLogFile, cryptography: Cryptography): Promise<KeyChain> {
  const checked: (CheckedStatement | undefined)[] = [];
  for (let number = 1; number <= mostStatements; number++) {
    const bytes = await read(statementPath(number), longestStatement);
    if (bytes === undefined) break;
    const one = await checkStatement(bytes, cryptography);
    checked.push(one);
    if (one === undefined) break;
  }
  return chainOf(checked);
}

async function checkStatement(bytes: Uint8Array, { sha256, verifies }: Cryptography): Promise<CheckedStatement | undefined> {
  const found = parseStatement(bytes);
  if (found === undefined) return undefined;
  const { statement, text, note } = found;
  const signatures = signaturesIn(note, statement.log);
  const [oldKey, newKey] = [fromBase64(statement.oldKey), fromBase64(statement.newKey)];
  const isSignedBy = async (key: Uint8Array | undefined) => {
    for (const signature of key?.length === 32 ? signatures : []) if (await verifies(key as Uint8Array, utf8(text), signature)) return true;
    return false;
  };
  const isTrue = async (key: Uint8Array | undefined, fingerprint: string) =>
    key?.length !== 32 || hex(await sha256(derOf(key))) === fingerprint;
  return {
    ...{ statement, note, hash: hex(await sha256(utf8(text))) },
    isSignedByOld: await isSignedBy(oldKey),
    isSignedByNew: await isSignedBy(newKey),
    areFingerprintsTrue: (await isTrue(oldKey, statement.oldFingerprint)) && (await isTrue(newKey, statement.newFingerprint)),
  };
}

/** Holds each statement against the one before. @param checked the oldest first; undefined: cannot be read */
export function chainOf(checked: readonly (CheckedStatement | undefined)[]): KeyChain {
  const chain: KeyChain = { statements: [], notes: [], fault: undefined };
  let before: CheckedStatement | undefined;
  for (const one of checked) {
    chain.fault = one === undefined ? words.unreadable(chain.statements.length + 1) : faultOf(one, before);
    if (one === undefined || chain.fault !== undefined) return chain;
    chain.statements.push(one.statement);
    chain.notes.push(one.note);
    before = one;
  }
  return chain;
}

function faultOf({ statement, ...one }: CheckedStatement, before: CheckedStatement | undefined): Words | undefined {
  const { number, kind } = statement;
  const isNext =
    number === (before?.statement.number ?? 0) + 1 &&
    statement.previous === (before?.hash ?? '') &&
    statement.log === (before?.statement.log ?? statement.log) &&
    statement.size >= (before?.statement.size ?? 0) &&
    statement.oldFingerprint === (before?.statement.newFingerprint ?? statement.oldFingerprint) &&
    statement.newFingerprint !== statement.oldFingerprint;
  if (!isNext || !one.areFingerprintsTrue) return words.unlinked(number);
  if (!one.isSignedByNew || (kind === 'rotation' && !one.isSignedByOld)) return words.unsigned(number);
  return undefined;
}

/** The keys of a chain, the oldest first; none where there are no statements. */
export function keysOf({ statements }: Pick<KeyChain, 'statements'>): ChainKey[] {
  const [first] = statements;
  if (first === undefined) return [];
  const raw = (text: string) => (text === '' ? undefined : fromBase64(text));
  const former = { key: raw(first.oldKey), fingerprint: first.oldFingerprint, from: 0, until: first.size };
  return [
    { ...former, since: undefined, came: undefined },
    ...statements.map(({ newKey, newFingerprint, size, time, kind }, at) => ({
      ...{ key: raw(newKey), fingerprint: newFingerprint, from: size, until: statements[at + 1]?.size, since: time, came: kind },
    })),
  ];
}

/** Where a raw key is in the chain; -1 where it is not. */
export function placeOf(keys: readonly ChainKey[], key: Uint8Array): number {
  return keys.findIndex((one) => one.key !== undefined && base64(one.key) === base64(key));
}

const words = {
  unreadable: (number: number): Words => ({
    id: `Pernyataan kunci ${number} tidak terbaca.`,
    en: `Statement ${number} about the key cannot be read.`,
  }),
  unlinked: (number: number): Words => ({
    id: `Pernyataan kunci ${number} tidak menyambung pernyataan atau kunci sebelumnya.`,
    en: `Statement ${number} about the key does not follow the statement or the key before it.`,
  }),
  unsigned: (number: number): Words => ({
    id: `Pernyataan kunci ${number} tidak ditandatangani kunci yang disebutnya.`,
    en: `Statement ${number} about the key is not signed by the keys that it names.`,
  }),
};
