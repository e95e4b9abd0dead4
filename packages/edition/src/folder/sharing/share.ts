import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { sha256 } from '../../sha256.ts';
import { readChecksums } from '../checksums.ts';
import { syncFolder } from '../durable.ts';
import { editionFolder, unfinished, writtenYears, yearFolder } from '../folders.ts';
import { readPointer } from '../pointer.ts';
import { contentOf, isNoLink } from './link.ts';

export interface Sharing {
  /** How many files became links, and the bytes that this freed. */
  files: number;
  bytes: number;
  /** Files that are gone or have another hash than their edition states; they are left as they are. */
  damaged: string[];
}

/**
 * Makes one file, by hard links, of those that public editions of a year have in common. Each is read and held against its edition's
 * checksums first; readers find the old or the new name, with the same bytes. Where there can be no links nothing changes.
 * @throws EditionError damaged for a pointer; system errors as they are
 */
export function shareEditions(root: string): Sharing {
  const done: Sharing = { files: 0, bytes: 0, damaged: [] };
  for (const { government, year } of writtenYears(root)) shareYear(root, government, year, done);
  return done;
}

function shareYear(root: string, government: string, year: FiscalYear, done: Sharing): void {
  const first = new Map<string, string>();
  for (const { number, hash } of readPointer(root, government, year)) {
    const folder = editionFolder(root, government, year, number);
    const listed = contentOf(join(folder, 'SHA256SUMS'));
    if (listed === undefined || readChecksums(listed).get('manifest.json') !== hash) {
      done.damaged.push(join(folder, listed === undefined ? 'SHA256SUMS' : 'manifest.json'));
      continue;
    }
    const changed = new Set<string>();
    for (const [name, expected] of readChecksums(listed)) {
      const path = join(folder, name);
      const bytes = contentOf(path);
      if (bytes === undefined || sha256(bytes) !== expected) {
        done.damaged.push(path);
        continue;
      }
      const other = first.get(expected);
      if (other !== undefined && isSameFile(other, path)) continue;
      // Read again: it may have been damaged since it was seen.
      if (
        other === undefined ||
        !contentOf(other, bytes.length)?.equals(bytes) ||
        !replaceByLink(other, path, yearFolder(root, government, year))
      ) {
        first.set(expected, path);
        continue;
      }
      done.files++;
      done.bytes += bytes.length;
      changed.add(dirname(path));
    }
    for (const one of changed) syncFolder(one);
  }
}

function isSameFile(one: string, other: string): boolean {
  const [left, right] = [lstatSync(one), lstatSync(other)];
  return left.ino === right.ino && left.dev === right.dev;
}

/** @param year the folder for the name in between: a crash must leave nothing within an edition. @returns false where there can be no link */
function replaceByLink(from: string, to: string, year: string): boolean {
  const between = join(year, `${unfinished}${randomUUID()}`);
  try {
    chmodSync(from, 0o444);
    linkSync(from, between);
    renameSync(between, to);
    return true;
  } catch (error) {
    if (isNoLink(error)) return false;
    throw error;
  } finally {
    rmSync(between, { force: true });
  }
}
