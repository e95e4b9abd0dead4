import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { dataFiles, dataFolderIn } from '@sipkadin/opendata';
import { afterAll, expect, it } from 'vitest';
import { dataState } from './vital-facts.ts';

const root = mkdtempSync(join(tmpdir(), 'sipkadin-health-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const year = fiscalYear(2026);
const list = [1, 2].map((number) => ({ number, hash: String(number).repeat(64) }));

/** Editions of two governments, which can be listed and not opened. */
const editions = (unreadable: number | 'none') => ({
  governments: () => ['19.71', '81.04'],
  years: () => [year],
  list: () => list,
  unreadable: () => (unreadable === 'none' ? [] : [{ government: '81.04', year, number: 2, file: 'summary.json', instead: unreadable }]),
});

function make(government: string, number: number): void {
  const folder = dataFolderIn(root, { government, year, number, hash: list[number - 1]?.hash ?? '' });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, dataFiles.checksums), '');
}

it('says whether the newest edition of every year has its data files, of a damaged one that which is shown instead', () => {
  make('19.71', 2);
  make('81.04', 1);
  expect([dataState(editions('none'), root), dataState(editions(1), root)]).toEqual(['missing', 'ok']);
  make('81.04', 2);
  expect(dataState(editions('none'), root)).toBe('ok');
});
