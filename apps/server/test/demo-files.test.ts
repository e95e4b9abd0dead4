import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum, toDecimal } from '@sipkadin/budget';
import { read } from '@sipkadin/intake';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoFile } from '../../../packages/demo/src/files.ts';
import { demoStages } from '../../../packages/demo/src/plan.ts';
import { simulate2025 } from '../../../packages/demo/src/simulation/simulate-2025.ts';
import { simulate2026 } from '../../../packages/demo/src/simulation/simulate-2026.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-demo-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = demoStages().flatMap(({ uploads }) => uploads.map(({ file }) => file()));

function fileNamed(start: string): DemoFile {
  return files.find(({ name }) => name.startsWith(start)) ?? expect.fail(`no file ${start}`);
}

async function reportOf({ name, bytes, answers = {} }: DemoFile) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return (await read(path, name, { answers, government: '19.71' })).report;
}

describe.concurrent("the demonstration's files are read as they are meant, without a warning", () => {
  const spending = (year: ReturnType<typeof simulate2025>, pick: (line: (typeof year)['lines'][number]) => bigint) =>
    toDecimal(sum(year.lines.filter(({ account }) => account.startsWith('5')).map(pick)));
  const before = simulate2025();
  const now = simulate2026();
  const education = now.lines.filter(({ unit }) => unit.key === 'disdik');

  test.each([
    [
      'APBD Murni 2025',
      { shape: 'template', container: 'xlsx', totals: { 'budget:5': spending(before, (line) => line.budget.get('murni') ?? 0n) } },
    ],
    ['APBD Perubahan 2025', { shape: 'template', container: 'csv', totals: { 'budget:5': '1050068184753.90' } }],
    ['Anggaran kas 2025 perubahan', { totals: { 'cashPlan:5': '1050068184753.90' } }],
    [
      'Realisasi s.d. Desember 2025',
      { asOf: '2025-12-12', basis: 'lra', totals: { 'realization:5': '792217814455.37', 'realization:4': '869362748942.26' } },
    ],
    [
      'LRA Kota Pangkalpinang per 12 Desember 2025',
      { shape: 'summary', totals: { 'realization:5': '792217814455.37', 'budget:6': '56773392721.90' } },
    ],
    ['Fisik s.d. Juni 2026', { asOf: '2026-06-30', lines: 670 }],
    [
      'Rekap 5 Dinas Pendidikan',
      { shape: 'flat', year: 2026, totals: { budget: toDecimal(sum(education.map((line) => line.budget.get('murni') ?? 0n))) } },
    ],
  ])('%s', async (start, expected) => {
    const report = await reportOf(fileNamed(start));
    expect(report).toMatchObject({ outcome: 'read', questions: [], simulated: !start.startsWith('LRA'), ...expected });
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(report.reconciliation.every(({ equal }) => equal)).toBe(true);
  });
});

test('no two files have the same name, and all are marked as simulated but the official ones', () => {
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  expect(files.filter(({ name }) => !name.includes('(simulasi)')).map(({ name }) => name)).toEqual([
    'APBD Kota Pangkalpinang 2023 murni (DJPK).csv',
    'LRA Kota Pangkalpinang per 12 Desember 2025 (DJPK).csv',
    'LRA tanpa tanggal.csv',
  ]);
});
