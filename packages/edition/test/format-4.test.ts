import { expect, it, onTestFinished } from 'vitest';
import { openEdition } from '../src/folder/read.ts';
import { writeEdition } from '../src/folder/write.ts';
import { v3 } from '../src/format/v3/format.ts';
import { v4 } from '../src/format/v4/format.ts';
import { temporaryKey } from '../src/sign.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { temporaryFolder } from './content.ts';
import { filesOf, sampleContent } from './sample.ts';

it('holds an OPD\u2019s lines of a statement in a file of their own, which stays the same when another statement comes', () => {
  const content = sampleContent(1, { units: 3 });
  const later = content.lines.map((line) => (line.measure === 'realization' ? { ...line, source: 's999999' } : line));
  const next = filesOf({ ...content, number: 2, previous: { number: 1, hash: '0'.repeat(64) }, lines: later });
  const before = [...filesOf(content)].filter(([path]) => path.startsWith('lines/'));
  const [kept, gone] = [before.filter(([path]) => next.has(path)), before.filter(([path]) => !next.has(path))];
  expect(gone.length).toBeGreaterThan(2);
  expect(kept.length).toBeGreaterThan(6);
  for (const [path, bytes] of kept) expect(next.get(path)?.equals(bytes), path).toBe(true);
});

it('is read as the same lines in the same order as format 3, and numbers them through the edition', async () => {
  const { path: root, key } = folderWithKey();
  const content = sampleContent(1, { units: 4 });
  const third = await writeEdition(root, content, key, undefined, v3);
  const fourth = await writeEdition(root, { ...content, number: 2, previous: { number: 1, hash: third.hash } }, key, undefined, v4);
  expect([verifyEdition(third.dir, key.publicKeyPem), verifyEdition(fourth.dir, key.publicKeyPem)]).toEqual([[], []]);
  const [old, now] = [openEdition(third.dir, third.hash), openEdition(fourth.dir, fourth.hash)];
  const numbers: number[] = [];
  for (const { slug } of now.units().toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) {
    const lines = now.lines(slug) ?? [];
    numbers.push(...lines.map(({ id }) => id));
    expect(lines.map(({ id: _, ...line }) => line)).toEqual(old.lines(slug)?.map(({ id: _, ...line }) => line));
  }
  expect(numbers).toEqual(content.lines.map((_, at) => at + 1));
  expect(now.lines('tidak-ada')).toBeUndefined();
});

function folderWithKey() {
  return { path: temporaryFolder(onTestFinished), key: temporaryKey() };
}
