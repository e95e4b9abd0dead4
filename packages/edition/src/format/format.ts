import type { EditionContent, FormatName, Manifest } from '../edition.ts';

/** What an edition consists of before it is signed. */
export interface Built {
  /** Every file but the manifest, by path in order. */
  files: Map<string, Buffer>;
  /** The manifest, but for the key that signs it. */
  manifest: Omit<Manifest, 'key'>;
}

/**
 * One version of the edition's form: which files there are and what is in them, to the last byte. Both functions are pure.
 * A format is frozen once an edition of it is public; docs/edition.md describes how another is added.
 */
export interface Format {
  readonly name: FormatName;
  /** From the ledger's content. */
  build(content: EditionContent): Built;
  /**
   * Anew from the files of an edition itself, so that what follows from its lines is proven.
   * @param rows the list that a JSON file holds @throws EditionError damaged where a file or an amount is none
   */
  rebuild(manifest: Manifest, rows: (path: string) => unknown[]): Built;
}
