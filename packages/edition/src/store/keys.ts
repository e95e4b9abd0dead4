import { longestHead, noteOf, parseHead } from '../log/head.ts';

/*
 * How editions lie in a store of objects. Below `editions/` each file has the path that it has beside the governments' folders, so that
 * a web server or CDN in front of the store finds what a folder of editions has. Files that are replaced are also below `heads/`, where
 * one listing says which of them changed.
 */

/** @param path below the folder of editions, with forward slashes */
export function fileKey(path: string): string {
  return `editions/${path}`;
}

export const heads = 'heads/';

/** Of a year: editions that are written, and that nobody is pointed to yet. */
export function stagedPrefix(government: string, year: number): string {
  return `staged/${government}/${year}/`;
}

/**
 * Where an edition is before the ledger records it. Not where readers find it: a machine that stood still in the middle of a publication,
 * and goes on after another one took its place, writes over nothing.
 */
export function stagedFolder({ government, year, hash }: { government: string; year: number; hash: string }): string {
  return `${stagedPrefix(government, year)}${hash}`;
}

/** @returns how many leaves the log has, by its head; 0 where there is none, or no head of ours */
export function logSize(checkpoint: Buffer | undefined): number {
  const note = checkpoint === undefined || checkpoint.length > longestHead ? undefined : noteOf(checkpoint);
  return (note === undefined ? undefined : parseHead(note)?.size) ?? 0;
}

/** The list of a folder's files with their hashes; stored last, so that a folder that has it is whole. */
export const sumsFile = 'SHA256SUMS';
