export type LedgerErrorCode =
  | 'not-found'
  | 'exists'
  | 'wrong-state'
  | 'own-upload'
  | 'own-note'
  | 'own-publication'
  | 'rule-fixed'
  | 'other-government'
  | 'last-admin'
  | 'no-role'
  | 'schema-newer'
  | 'schema-older'
  | 'not-durable'
  | 'amount-too-large'
  | 'too-large'
  | 'disk-full'
  | 'read-only'
  | 'busy';

/** A rule of the ledger was not met. Anything else that throws is a fault. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, detail = '', cause?: unknown) {
    super(detail === '' ? code : `${code}: ${detail}`, { cause });
    this.name = 'LedgerError';
    this.code = code;
  }
}

/** Turns disk errors of the operating system and SQLite into a LedgerError; other errors stay as they are. */
export function diskError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT')
    return new LedgerError('disk-full', 'no space is left, nothing was stored', error);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN')
    return new LedgerError('read-only', 'the folder or its files cannot be written to', error);
  return error;
}

const awayCodes = /^(?:ECONN|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENETUNREACH$|ENOTFOUND$|EAI_|08|57P0|25006$)/;

/** Whether the database does not answer, or is too busy to: the same may succeed later. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // The driver has no code for a connection that ends during a statement, or has ended before one.
  const hasEnded = /^(?:Connection terminated|Client (?:has encountered a connection error|was closed))/.test(error.message);
  return code === 'busy' || awayCodes.test(code) || hasEnded;
}
