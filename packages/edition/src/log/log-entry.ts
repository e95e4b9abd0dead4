/** One leaf of a deployment's log: an edition that was published. */
export interface LogEntry {
  /** Region code. */
  government: string;
  year: number;
  /** Of the edition, within its government's year. */
  number: number;
  /** Hex SHA-256 of its manifest. */
  hash: string;
  /** Hex SHA-256 of the DER (spki) form of the public key that its manifest names; '' where its folder was lost before there was a log. */
  key: string;
}

/** The leaf as it is hashed and stored: JSON with sorted keys, without blanks. */
export function entryText({ government, hash, key, number, year }: LogEntry): string {
  return JSON.stringify({ government, hash, key, number, year });
}

const form =
  /^\{"government":"(\d{2}(?:\.\d{2})?)","hash":"([0-9a-f]{64})","key":"((?:[0-9a-f]{64})?)","number":([1-9]\d{0,8}),"year":(\d{4})\}$/;

/** @returns undefined for a text that `entryText` never writes */
export function parseEntry(text: string): LogEntry | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const [, government = '', hash = '', key = '', number, year] = found;
  return { government, year: Number(year), number: Number(number), hash, key };
}

/** "19.71/2026/7", as the folders and `sipkadin verify` name an edition. */
export function editionName({ government, year, number }: Pick<LogEntry, 'government' | 'year' | 'number'>): string {
  return `${government}/${year}/${number}`;
}

/** The name of the log that begins with this leaf: who builds it anew gives it the same name. */
export function logName({ hash }: Pick<LogEntry, 'hash'>): string {
  return `sipkadin-log/${hash.slice(0, 16)}`;
}
