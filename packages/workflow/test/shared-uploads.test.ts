import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { uploadStore } from '@sipkadin/ledger';
import { openObjects } from '@sipkadin/objects';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedUploads } from '../src/sharing/shared-uploads.ts';

let folder: string;
let shared: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shared-uploads-'));
  shared = join(folder, 'shared');
  mkdirSync(shared);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The uploads of one machine of several. */
async function machine(name: string) {
  const local = uploadStore(join(folder, name));
  return { local, uploads: sharedUploads(local, await openObjects(pathToFileURL(shared).href)) };
}

test('an upload that one machine acknowledged is read by another, and by itself after its own folder was emptied', async () => {
  const [first, second] = [await machine('a'), await machine('b')];
  const { hash } = await first.uploads.put(Buffer.from('anggaran'));
  const [path, same] = await Promise.all([second.uploads.file(hash), second.uploads.file(hash)]);
  expect([readFileSync(path, 'utf8'), same, path]).toEqual(['anggaran', path, second.local.path(hash)]);
  rmSync(join(folder, 'a'), { recursive: true });
  expect(readFileSync(await first.uploads.file(hash), 'utf8')).toBe('anggaran');
});

test('an upload is refused where the store is away, and the same bytes are stored once it is back', async () => {
  const [first, second] = [await machine('a'), await machine('b')];
  renameSync(shared, `${shared}-unmounted`);
  await expect(first.uploads.put(Buffer.from('realisasi'))).rejects.toMatchObject({ code: 'store-away' });
  renameSync(`${shared}-unmounted`, shared);
  // They are in the folder of the machine already, and must reach the store all the same.
  const { hash } = await first.uploads.put(Buffer.from('realisasi'));
  expect(readFileSync(await second.uploads.file(hash), 'utf8')).toBe('realisasi');
});

test('bytes that the store holds no longer as they came are refused, and never take the place of an upload', async () => {
  const [first, second] = [await machine('a'), await machine('b')];
  const { hash } = await first.uploads.put(Buffer.from('benar'));
  writeFileSync(join(shared, 'uploads', hash.slice(0, 2), hash), 'salah');
  await expect(second.uploads.file(hash)).rejects.toMatchObject({ code: 'damaged' });
  expect(existsSync(second.local.path(hash))).toBe(false);
  await expect(second.uploads.file('0'.repeat(64))).rejects.toThrow('not in the store');
});
