import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isoDate } from '@sipkadin/budget';
import { expect, onTestFinished, test } from 'vitest';
import type { View } from '../../reading/view.ts';
import type { Packed } from '../resource.ts';
import { pageFiles } from './page-files.ts';

const view: View = {
  ...{ revision: 1, governments: [], today: isoDate('2026-11-23'), copiedUntil: undefined },
  state: new Map([['19.71 2026', 'hash']]),
  published: { keys: () => ({ statements: [], notes: [], fault: undefined }) } as unknown as View['published'],
};
const uses = new Set(['19.71 2026']);
const page = (bytes: number): Packed => ({
  ...{ type: 'text/html', cacheControl: 'public', headers: {}, name: 'name', encoding: 'br', bytes: Buffer.alloc(bytes, 'x') },
});

function opened(limitBytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-page-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const errors: unknown[] = [];
  const open = () => pageFiles({ folder, limitBytes, settings: [], onError: (error) => errors.push(error) });
  const paths = () => readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
  return { folder, files: open(), open, errors, paths };
}

test('the folder stays within its bound, and what was asked for longest ago is removed', async () => {
  const limit = 256 * 3500;
  const { files, paths } = opened(limit);
  const write = async (keys: readonly string[], age: number) => {
    const before = new Set(paths());
    for (const key of keys) await files.write(key, page(1000), { uses }, view);
    for (const path of paths()) if (!before.has(path)) utimesSync(path, age, age);
  };
  const isThere = (key: string) => files.read(key, view) !== undefined;
  const keys = Array.from({ length: 200 }, (_, at) => `/${at}`);
  await write(keys, 1_500_000_000);
  const asked = keys.find(isThere) ?? '';
  const marked = paths().filter((path) => statSync(path).mtimeMs > 1_600_000_000_000);
  expect(marked).toHaveLength(1);
  // Later than what is written below at the same moment.
  for (const path of marked) utimesSync(path, 3_000_000_000, 3_000_000_000);
  const later = Array.from({ length: 1000 }, (_, at) => `/later/${at}`);
  await write(later, 1_600_000_000);
  const bytes = paths().reduce((sum, path) => sum + statSync(path).size, 0);
  expect(bytes).toBeLessThanOrEqual(limit);
  expect(bytes).toBeGreaterThan(limit / 2);
  expect(isThere(asked)).toBe(true);
  const share = (all: readonly string[]) => all.filter(isThere).length / all.length;
  expect(share(keys)).toBeLessThan(share(later) / 3);
});

test('a disk that becomes full has a tenth of its free space for pages, whatever the bound of the folder', async () => {
  const { folder, paths } = opened(1_000_000);
  let free = Number.MAX_SAFE_INTEGER;
  const files = pageFiles({
    ...{ folder, limitBytes: 256_000_000, settings: [], free: () => Promise.resolve(free) },
    onError: (error) => expect.unreachable(String(error)),
  });
  const write = async (from: string) => {
    for (let at = 0; at < 400; at++) await files.write(`${from}${at}`, page(1000), { uses }, view);
  };
  await write('/before/');
  const before = new Set(paths());
  expect(before.size).toBe(400);
  // A file and a half in each of the 256 folders.
  free = 256 * 2000 * 10;
  await write('/after/');
  const inside = Map.groupBy(paths(), (path) => dirname(path));
  const written = [...inside.values()].filter((all) => all.some((path) => !before.has(path)));
  expect(written.length).toBeGreaterThan(100);
  for (const all of written) expect(all).toHaveLength(1);
});

test('what another release kept there is removed at the start and nothing else, and a folder that cannot be written to is reported once', async () => {
  const { folder, open, errors } = opened(1_000_000);
  mkdirSync(join(folder, '0123456789abcdef0123456789abcdef'));
  // Where the folder is a link to a disk that holds more.
  mkdirSync(join(folder, 'laporan'));
  writeFileSync(join(folder, 'catatan.txt'), '');
  const files = open();
  await expect.poll(() => readdirSync(folder).sort()).toEqual(['catatan.txt', 'laporan']);
  for (let at = 0; at < 256; at++) writeFileSync(join(folder, at.toString(16).padStart(2, '0')), '');
  for (const key of ['/', '/opd']) await files.write(key, page(10), { uses }, view);
  expect(errors).toHaveLength(1);
  expect(files.read('/', view)).toBeUndefined();
});
