import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, openEdition, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { dataFilesOf } from '@sipkadin/opendata';
import { afterAll, expect, it } from 'vitest';
import { makeDataFiles, withoutDataFiles } from '../src/publishing/data-files.ts';

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
