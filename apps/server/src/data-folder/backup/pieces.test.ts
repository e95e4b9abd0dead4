import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openPieces, type Pieces } from './pieces.ts';
import type { StoredFile } from './stored-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-pieces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = 4096;
const source = join(folder, 'ledger.sqlite');
let stored = '';
let content = Buffer.alloc(0);
beforeEach(() => {
  stored = mkdtempSync(join(folder, 'pieces-'));
  content = randomBytes(300 * page);
});

function keep(before?: StoredFile): { file: StoredFile; added: number; pieces: Pieces } {
  writeFileSync(source, content);
  const pieces = openPieces(stored);
  return { file: pieces.keep(source, 'ledger.sqlite', before), added: pieces.added(), pieces };
}

const change = (...pages: number[]) => {
  content = Buffer.from(content);
  for (const at of pages) randomBytes(page).copy(content, at * page);
};

function restored(pieces: Pieces, file: StoredFile): Buffer {
  const target = join(mkdtempSync(join(folder, 'restored-')), 'ledger.sqlite');
  pieces.restore(file, target);
  return readFileSync(target);
}

const sizeOf = () =>
  readdirSync(stored, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);

test('of a database that a backup has already, the next one stores the pages that changed and no others', () => {
  const first = keep();
  expect(first.added).toBe(content.length);
  const before = content;
  change(3, 70, 71, 299);
  content = Buffer.concat([content, randomBytes(2 * page), randomBytes(100)]);
  const second = keep(first.file);
  expect(second.added).toBe(6 * page + 100);
  expect(keep(second.file).added).toBe(0);
  expect(restored(second.pieces, second.file).equals(content)).toBe(true);
  expect(restored(second.pieces, first.file).equals(before)).toBe(true);
});

test('pages that change again and again do not let the folder grow without end', () => {
  let { file } = keep();
  for (let turn = 0; turn < 40; turn++) {
    change(...Array.from({ length: 20 }, (_, at) => (turn * 7 + at * 13) % 300));
    const next = keep(file);
    next.pieces.sweep(new Set(next.file.pieces));
    file = next.file;
  }
  expect(restored(openPieces(stored), file).equals(content)).toBe(true);
  expect(sizeOf()).toBeLessThan(2.5 * content.length);
});

test('where a piece of the backup before is damaged, the next one stores the whole database and rests on none of it', () => {
  const first = keep();
  change(3);
  const second = keep(first.file);
  const damaged = second.file.pieces.find((hash) => !first.file.pieces.includes(hash)) ?? '';
  writeFileSync(join(stored, damaged.slice(0, 2), damaged), 'x');
  expect(() => restored(second.pieces, second.file)).toThrow(/is not what was stored/);
  change(4);
  const third = keep(second.file);
  expect(third.file.pieces).not.toContain(damaged);
  expect(restored(third.pieces, third.file).equals(content)).toBe(true);
});
