import type { IsoInstant } from '@sipkadin/budget';
import { fromBase64, textOf } from '../log/bytes.ts';

/**
 * That one key takes the place of another, as `log/keys/<number>` states it. The form is frozen: another one gets another name.
 *
 * - rotation: the former key has signed it, so the chain of keys goes on
 * - break: the former key was lost, so the new key alone has signed it, and nothing proves that the same owner holds both
 */
export interface KeyStatement {
  format: 'sipkadin-keys/1';
  kind: 'rotation' | 'break';
  /** Counts from 1 without gaps. */
  number: number;
  /** Hex SHA-256 of the text of the statement before; '' for the first. */
  previous: string;
  /** Name of the log. */
  log: string;
  /** Leaves of the log at that moment: those below it are the former key's, those from it on are the new key's. */
  size: number;
  /** Root over these leaves, in base64. */
  root: string;
  time: IsoInstant;
  /** The raw 32 bytes in base64; '' in a break where nobody has the former public key any more. */
  oldKey: string;
  /** Hex SHA-256 of the public key's DER (spki) form. */
  oldFingerprint: string;
  newKey: string;
  newFingerprint: string;
  /** Public. */
  reason: string;
  /** Who did it, by office and not by name; '' where nobody is named. Public. */
  by: string;
}

/** Bytes of the largest statement that is read. */
export const longestStatement = 8 * 1024;

/** Statements that are read at most: one a year for a thousand years. */
export const mostStatements = 999;

/** The text that is signed: JSON with sorted keys on one line, with its line end. */
export function statementText(statement: KeyStatement): string {
  const sorted = Object.entries(statement).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted))}\n`;
}

/** A statement as it is published: its text, an empty line, and signature lines named for the log. */
export interface StatedNote {
  statement: KeyStatement;
  text: string;
  note: string;
}

/** @returns undefined where the bytes are no statement that `statementText` writes, with signature lines */
export function parseStatement(bytes: Uint8Array): StatedNote | undefined {
  try {
    const note = textOf(bytes);
    const found = /^(\{[^\n]*\}\n)\n(?:— \S+ \S+\n)+$/.exec(note);
    const text = found?.[1] ?? '';
    const statement = JSON.parse(text) as KeyStatement;
    return isStatement(statement) && statementText(statement) === text ? { statement, text, note } : undefined;
  } catch {
    return undefined;
  }
}

const hash = /^[0-9a-f]{64}$/;

function isStatement(value: KeyStatement): boolean {
  const { format, kind, number, previous, log, size, root, time, reason, by } = value;
  return (
    Object.keys(value).length === 14 &&
    format === 'sipkadin-keys/1' &&
    (kind === 'rotation' || kind === 'break') &&
    [number, size].every((count) => Number.isSafeInteger(count) && count > 0) &&
    (previous === '' || hash.test(previous)) &&
    /^[^\s+]{1,200}$/.test(log) &&
    fromBase64(root)?.length === 32 &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) &&
    (isKey(value.oldKey) || (kind === 'break' && value.oldKey === '')) &&
    isKey(value.newKey) &&
    hash.test(value.oldFingerprint) &&
    hash.test(value.newFingerprint) &&
    [reason, by].every((text) => typeof text === 'string' && text.length <= 500)
  );
}

const isKey = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text);
