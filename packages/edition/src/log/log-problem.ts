import type { Words } from '@sipkadin/budget';

/**
 * - no-log: there is none
 * - unreadable: its files do not fit each other
 * - signature: the head was not signed by the key, or not by one that signed heads of that size
 * - other-key: signed by another key than at the last look, and no statement leads from one to the other
 * - other-log: of another name than at the last look
 * - keys: the statements about the key do not hold, or name another history than the log
 * - forked-keys: another key was stated to follow than at the last look
 * - broken-keys: the former key was lost, so nothing proves that the new one is the same owner's; until a person accepts it
 * - rewritten: it is no continuation of what was kept
 * - split: as long as what was kept, and another
 * - twice: two leaves give one edition's number to different contents
 */
export type LogProblemCode =
  | 'no-log'
  | 'unreadable'
  | 'signature'
  | 'other-key'
  | 'other-log'
  | 'keys'
  | 'forked-keys'
  | 'broken-keys'
  | 'rewritten'
  | 'split'
  | 'twice';

export interface LogProblem {
  code: LogProblemCode;
  message: Words;
}
