import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDecimal } from '@sipkadin/budget';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diffEditions } from '../src/diff.ts';
import type { EditionContent } from '../src/edition.ts';
import { type Edition, openEdition } from '../src/read.ts';
import { loadSigningKey } from '../src/sign.ts';
import { writeEdition } from '../src/write.ts';
import { sampleContent } from './sample.ts';

const before = sampleContent(1, { units: 4 });
const gone = { unit: before.lines[0]?.unit ?? '', account: '5.2.03.01.001.00001' };
const after: EditionContent = {
  ...before,
  number: 2,
  lines: before.lines
    .filter(({ measure, unit, account }) => !(measure === 'realization' && unit === gone.unit && account === gone.account))
    .map((line) =>
      line.measure === 'realization' && line.account === '4.1.04.05.001.00001' ? { ...line, account: '4.1.03.02.001.00001' } : line,
    )
    .map((line) =>
      line.measure === 'realization' && line.account === '5.1.02.04.001.00001' ? { ...line, amount: line.amount - 1n } : line,
    ),
};

let folder: string;
let editions: Edition[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-diff-'));
  const key = loadSigningKey(join(folder, 'key'));
  editions = [];
  for (const content of [before, after]) {
    const { dir, hash } = await writeEdition(folder, content, key);
    editions.push(openEdition(dir, hash));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('tells by OPD and account what changed, is new and is gone, old and new', () => {
  const [first, second] = editions;
  if (!first || !second) throw new Error('not written');
  expect(diffEditions(first, first)).toEqual([]);
  const changes = diffEditions(first, second);
  expect(changes.map(({ kind, account }) => `${kind} ${account}`).sort()).toEqual([
    'changed 5.1.02',
    'changed 5.1.02',
    'changed 5.1.02',
    'changed 5.1.02',
    'gone 4.1.04',
    'gone 5.2.03',
    'new 4.1.03',
  ]);
  for (const { before: was, after: is, kind } of changes) {
    expect([was === null, is === null]).toEqual([kind === 'new', kind === 'gone']);
    if (kind === 'changed') expect((parseDecimal(was ?? '') ?? 0n) - (parseDecimal(is ?? '') ?? 0n)).toBeGreaterThan(0n);
  }
});

it('goes down to the account itself where asked, and backwards is the mirror', () => {
  const [first, second] = editions;
  if (!first || !second) throw new Error('not written');
  const forth = diffEditions(first, second, { level: 6 });
  const back = diffEditions(second, first, { level: 6 });
  expect(forth.some(({ account }) => account === '5.1.02.04.001.00001')).toBe(true);
  expect(back.map(({ before: was, after: is, account, unit }) => [unit, account, is, was])).toEqual(
    forth.map(({ before: was, after: is, account, unit }) => [unit, account, was, is]),
  );
});
