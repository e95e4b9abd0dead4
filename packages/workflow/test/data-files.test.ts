import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { announce, openEditions, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { dataFilesOf, dataFolder } from '@sipkadin/opendata';
import { afterAll, expect, it } from 'vitest';
import { makeMissingDataFiles } from '../src/publishing/data-files.ts';

const root = mkdtempSync(join(tmpdir(), 'sipkadin-data-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('data files that an edition is without are made; where they cannot be, the edition is named', async () => {
  const content = sampleContent(1, { units: 2 });
  const { hash } = await writeEdition(root, content, temporaryKey());
  await announce(root, '19.71', content.year, 1, hash);
  const edition = openEditions(root).open('19.71', fiscalYear(2026), 1);
  if (edition === undefined) throw new Error('what was announced is not there');
  const all = join(root, '.data');
  writeFileSync(all, 'a file in the place of the folder');
  expect(makeMissingDataFiles(root)).toEqual([{ folder: dataFolder(edition), fault: expect.stringContaining('ENOTDIR') }]);
  expect(dataFilesOf(edition)).toBeUndefined();
  rmSync(all);
  expect(makeMissingDataFiles(root)).toEqual([]);
  const sums = dataFilesOf(edition)?.sums;
  expect(sums?.has('edition.zip')).toBe(true);
  rmSync(join(dataFolder(edition), 'units.csv'));
  // What is there is not written again.
  expect(makeMissingDataFiles(root)).toEqual([]);
  expect(readdirSync(dataFolder(edition))).not.toContain('units.csv');
});
