/** An object as a listing names it. */
export interface StoredObject {
  key: string;
  bytes: number;
  /** Changes when the object is replaced by other bytes. */
  tag: string;
}

/**
 * Bytes under keys, which several machines share. Keys are relative paths such as `uploads/ab/abcd`. Readers see an object whole, before
 * or after it was replaced.
 * @throws ObjectsError from every function, where the store cannot be used; system errors of local files as they are
 */
export interface Objects {
  /** Where it is, as `openObjects` takes it, such as in another thread. */
  readonly address: string;
  /** Stores or replaces an object; it is whole and durable in the store when this resolves. */
  put(key: string, source: Buffer | { path: string }): Promise<void>;
  /** @returns the bytes of an object, for small ones; undefined where there is none */
  read(key: string): Promise<Buffer | undefined>;
  /**
   * Copies an object into a new local file, on the disk when this resolves; nothing is left where it fails.
   * @param sha256 what the bytes must have, in hex
   * @returns false where there is no such object
   */
  fetch(key: string, path: string, sha256: string): Promise<boolean>;
  /** @returns the size of an object; undefined where there is none */
  size(key: string): Promise<number | undefined>;
  /** Removes an object; nothing where there is none. */
  remove(key: string): Promise<void>;
  /** @returns all objects whose key begins with the prefix, in order of key */
  list(prefix: string): Promise<StoredObject[]>;
}

/**
 * away: the store did not answer, or not as a store does, also after several attempts. denied: it refuses these credentials, or has no
 * such bucket. damaged: what it gives is not what was stored.
 */
type ObjectsErrorCode = 'away' | 'denied' | 'damaged';

export class ObjectsError extends Error {
  readonly code: ObjectsErrorCode;

  constructor(code: ObjectsErrorCode, detail: string, cause?: unknown) {
    super(`the object store: ${detail}`, { cause });
    this.name = 'ObjectsError';
    this.code = code;
  }
}
