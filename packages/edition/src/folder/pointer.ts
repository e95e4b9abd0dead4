import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { EditionError } from '../error.ts';

/** A public edition: its number, and the SHA-256 of its manifest. */
export interface PublicEdition {
  number: number;
  hash: string;
}

export function pointerPath(root: string, government: string, year: FiscalYear): string {
  return join(root, government, String(year), 'published.json');
}

/**
 * A file that every announcement replaces, so that readers learn of a change by looking at one file. It follows the pointer: who
 * sees a new marker finds the new pointer.
 */
export function changeMarkerPath(root: string): string {
  return join(root, '.changed');
}

/** A change as the marker names it. Numbers go up by one; of two processes that announce at once, one may overwrite the other's. */
export interface Change {
  number: number;
  /** Of the file that was replaced, below the root; '' where it could be any. */
  path: string;
}

/** The changes that the marker names, oldest first; none where there is no marker, or it is not one of ours. */
export function readChanges(root: string): Change[] {
  try {
    const lines = readFileSync(changeMarkerPath(root), 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => {
      const [, number, path = ''] = /^(\d{1,15}) (.*)$/.exec(line) ?? [];
      return { number: Number(number), path };
    });
  } catch {
    return [];
  }
}

/** @returns the files that were replaced since a change was the last; undefined where the marker does not say */
export function changedSince(last: Change | undefined, changes: readonly Change[]): string[] | undefined {
  const at = changes.findIndex(({ number, path }) => number === last?.number && path === last.path);
  if (last === undefined || at < 0) return undefined;
  const since = changes.slice(at + 1);
  const areNamed = since.every(({ number, path }, index) => number === last.number + index + 1 && path !== '');
  return areNamed ? since.map(({ path }) => path) : undefined;
}

/** The public editions of a government's year, oldest first; none where nothing was announced. @throws EditionError damaged */
export function readPointer(root: string, government: string, year: FiscalYear): PublicEdition[] {
  return readPointerAt(pointerPath(root, government, year));
}

/** The public editions that a pointer lists, oldest first; none where there is no such file. @throws EditionError damaged */
export function readPointerAt(path: string): PublicEdition[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
  const editions = parsePointer(text);
  if (!editions)
    throw new EditionError('damaged', `${path} is damaged; it lists the public editions, and publishing or restoring makes it anew`);
  return editions;
}

/** The editions that a pointer's text lists; undefined for any other text. */
export function parsePointer(text: string): PublicEdition[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('editions' in value) || !Array.isArray(value.editions)) return undefined;
  const editions: PublicEdition[] = [];
  for (const entry of value.editions as unknown[]) {
    if (typeof entry !== 'object' || entry === null || !('number' in entry) || !('hash' in entry)) return undefined;
    const { number, hash } = entry;
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash))
      return undefined;
    if (number <= (editions.at(-1)?.number ?? 0)) return undefined;
    editions.push({ number, hash });
  }
  return editions;
}
