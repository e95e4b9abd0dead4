export type EditionErrorCode =
  /** An edition of that number was written already; editions are never changed. */
  | 'exists'
  /** A folder, file or pointer does not hold what its hash promises, or is no JSON of its kind. */
  | 'damaged'
  /** Announced out of order: its predecessor is not the last public edition. */
  | 'out-of-order'
  /** No edition of that number was written. */
  | 'not-found'
  /** Announced already: it may not be dropped. */
  | 'public'
  /** The signing key can be read by others, or is no Ed25519 key. */
  | 'bad-key';

/** A rule of editions that was about to be broken. A read-only or full disk throws the system's own error (EROFS, ENOSPC). */
export class EditionError extends Error {
  readonly code: EditionErrorCode;
  /** The file that is damaged, within its edition's folder; undefined where it is not known. */
  readonly file: string | undefined;

  constructor(code: EditionErrorCode, message: string, file?: string) {
    super(message);
    this.file = file;
    this.name = 'EditionError';
    this.code = code;
  }
}
