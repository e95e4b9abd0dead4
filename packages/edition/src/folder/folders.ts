import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { EditionError } from '../error.ts';
import { sha256 } from '../sha256.ts';
import { type Disk, realDisk } from './disk.ts';
import { syncFolder } from './durable.ts';
import { readPointer } from './pointer.ts';

/** Prefix of what is being written; after a crash it can be removed. */
export const unfinished = '.new-';

/** Paths within an edition: nothing that leads out of its folder. */
export const safePath = /^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/;

export function yearFolder(root: string, government: string, year: FiscalYear): string {
  return join(root, government, String(year));
}

export function editionFolder(root: string, government: string, year: FiscalYear, number: number): string {
  return join(yearFolder(root, government, year), String(number));
}

/** Sub-folders with such a name, which is a number or a region code, in order of number; none where there is no folder. */
export function foldersIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && name.test(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => Number(a) - Number(b));
}

/** Every government and year that has a folder, in order. */
export function writtenYears(root: string): { government: string; year: FiscalYear }[] {
  return foldersIn(root, /^\d{2}(?:\.\d{2})?$/).flatMap((government) =>
    foldersIn(join(root, government), /^\d{4}$/).flatMap((name) => {
      const year = parseFiscalYear(name);
      return year === undefined ? [] : [{ government, year }];
    }),
  );
}

export interface WrittenEdition {
  number: number;
  /** SHA-256 of its manifest, '' where that is gone. */
  hash: string;
  /** Readers are pointed to it. */
  public: boolean;
}

/** Every edition that was written whole, whether announced or not, in order of number. */
export function writtenEditions(root: string, government: string, year: FiscalYear): WrittenEdition[] {
  const announced = new Set(readPointer(root, government, year).map(({ number }) => number));
  return foldersIn(yearFolder(root, government, year), /^[1-9]\d*$/).map((name) => {
    const manifest = join(yearFolder(root, government, year), name, 'manifest.json');
    return { number: Number(name), hash: existsSync(manifest) ? sha256(readFileSync(manifest)) : '', public: announced.has(Number(name)) };
  });
}

/** Removes what a crash left half-written of a year. For the one process that publishes it. @returns the folders */
export function dropUnfinished(root: string, government: string, year: FiscalYear): string[] {
  const folder = yearFolder(root, government, year);
  if (!existsSync(folder)) return [];
  const dropped = readdirSync(folder).flatMap((name) => (name.startsWith(unfinished) ? join(folder, name) : []));
  for (const path of dropped) rmSync(path, { recursive: true, force: true });
  return dropped;
}

/** Removes an edition that was written but never announced. @throws EditionError public where it was */
export function dropEdition(root: string, government: string, year: FiscalYear, number: number, disk: Disk = realDisk): void {
  if (readPointer(root, government, year).some((entry) => entry.number === number)) {
    throw new EditionError('public', `edition ${number} of ${government} ${year} is public and stays`);
  }
  const folder = editionFolder(root, government, year, number);
  if (!existsSync(folder)) return;
  // Renamed first: a crash in the middle leaves an unfinished folder, never half an edition.
  const removed = join(yearFolder(root, government, year), `${unfinished}${randomUUID()}`);
  disk.renameSync(folder, removed);
  syncFolder(yearFolder(root, government, year), disk);
  disk.rmSync(removed, { recursive: true, force: true });
}
