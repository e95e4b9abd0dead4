import type { SheetHead } from '../table/header.ts';

/*
 * What makes a mark ours. A marked copy comes back, saved by whichever program the clerk has: what we put in is known by
 * these texts alone, never by a sheet's name or a colour.
 */

/** First cell of the sheet that lists the findings; the cell beside it holds the reference. */
export const listMark = 'SIP KADIN: daftar temuan 1';

/** Author and first line of our comments: LibreOffice drops authors. */
export const noteAuthor = 'SIP KADIN (temuan)';

/** Part of every rule by which we colour cells, and is always true. */
export const fillMark = 'N("SIP KADIN")=0';

/** Which upload a marked copy was made of, as far as it can be believed: anybody can type one. */
export interface MarkedUpload {
  id: string;
  /** First 8 hexadecimal digits of the SHA-256 of the upload's bytes. */
  hash: string;
}

const reference = /^([a-z]\d{1,12}) ([0-9a-f]{8})$/;

export function writeReference(upload: MarkedUpload | null): string {
  return upload === null ? '' : `${upload.id} ${upload.hash.slice(0, 8)}`;
}

/** Whether a sheet is a list of findings that we made; `upload` is null where it does not say of what. */
export function listOfOurs({ rows }: Pick<SheetHead, 'rows'>): { upload: MarkedUpload | null } | undefined {
  const [mark, refers] = rows[0]?.cells ?? [];
  if (mark?.text !== listMark) return undefined;
  const [, id, hash] = reference.exec(refers?.text ?? '') ?? [];
  return { upload: id === undefined || hash === undefined ? null : { id, hash } };
}
