import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, openEdition, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { dataFilesOf, dataIndexOf } from '@sipkadin/opendata';
import { afterAll, expect, it } from 'vitest';
import { dropEarlierDataFiles, makeDataFiles, withoutDataFiles } from '../src/publishing/data-files.ts';

const root = mkdtempSync(join(tmpdir(), 'sipkadin-data-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('an edition without data files is found, and has them once they are made; what is there is not written again', async () => {
  const content = sampleContent(1, { units: 2 });
  const { dir, hash } = await writeEdition(root, content, temporaryKey());
  await announce(root, '19.71', content.year, 1, hash);
  const edition = openEdition(dir, hash);
  expect(withoutDataFiles(root)).toEqual([{ dir, hash }]);
  const all = join(root, '.data');
  writeFileSync(all, 'a file in the place of the folder');
  expect(makeDataFiles(dir, hash)).toContain('ENOTDIR');
  expect([dataFilesOf(edition), withoutDataFiles(root)]).toEqual([undefined, [{ dir, hash }]]);
  rmSync(all);
  expect(makeDataFiles(dir, hash)).toBeUndefined();
  expect([dataFilesOf(edition)?.sums.has('edition.zip'), withoutDataFiles(root)]).toEqual([true, []]);
  const folder = dataFilesOf(edition)?.folder ?? '';
  rmSync(join(folder, 'units.csv'));
  expect(makeDataFiles(dir, hash)).toBeUndefined();
  expect(readdirSync(folder)).not.toContain('units.csv');
});

it('of earlier editions they are removed after a week, and made again with the same bytes', async () => {
  const place = mkdtempSync(join(root, 'earlier-'));
  const content = sampleContent(1, { units: 2 });
  const key = temporaryKey();
  const first = await writeEdition(place, content, key);
  await announce(place, '19.71', content.year, 1, first.hash);
  makeDataFiles(first.dir, first.hash);
  const edition = openEdition(first.dir, first.hash);
  const made = dataFilesOf(edition);
  const second = await writeEdition(place, { ...content, number: 2, previous: { number: 1, hash: first.hash } }, key);
  await announce(place, '19.71', content.year, 2, second.hash);
  expect(withoutDataFiles(place)).toEqual([{ dir: second.dir, hash: second.hash }]);
  makeDataFiles(second.dir, second.hash);
  const newest = { government: '19.71', year: 2026, number: 2 };
  const folders = [edition, openEdition(second.dir, second.hash)].map((one) => dataFilesOf(one)?.folder ?? '');
  dropEarlierDataFiles(place, newest);
  expect(folders.map((folder) => readdirSync(folder).length > 10)).toEqual([true, true]);
  const weekAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
  for (const folder of folders) utimesSync(folder, weekAgo, weekAgo);
  dropEarlierDataFiles(place, newest);
  expect(folders.map((folder) => readdirSync(folder).length > 10)).toEqual([false, true]);
  // Pages go on to list them.
  expect(readdirSync(folders[0] ?? '')).toEqual(['index.json']);
  expect([dataFilesOf(edition), dataIndexOf(edition), dataIndexOf(edition, { mayBeGone: true })?.edition.number]).toEqual([
    undefined,
    undefined,
    1,
  ]);
  expect(withoutDataFiles(place)).toEqual([]);
  makeDataFiles(first.dir, first.hash);
  expect(dataFilesOf(edition)).toEqual(made);
});
