import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionContent } from '../src/edition.ts';
import { announce } from '../src/folder/announce.ts';
import type { Disk } from '../src/folder/disk.ts';
import { dropUnfinished, writtenEditions } from '../src/folder/folders.ts';
import { readPointer } from '../src/folder/pointer.ts';
import { writeEdition } from '../src/folder/write.ts';
import { loadSigningKey, type SigningKey } from '../src/sign.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { type Fault, failing } from './failing-disk.ts';
import { sampleContent } from './sample.ts';

// Nothing but the files that every edition has: each run writes all of them anew.
const content: EditionContent = {
  ...sampleContent(1, { units: 1 }),
  names: [],
  sources: [],
  lines: [],
  months: [],
  progress: [],
  official: [],
};
const { code } = content.government;
let folder: string;
let key: SigningKey;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-disk-'));
  key = loadSigningKey(join(folder, 'key.pem'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freshRoot = () => mkdtempSync(join(folder, 'editions-'));
const year = (root: string) => join(root, code, String(content.year));
const numbered = (root: string) => writtenEditions(root, code, content.year).map(({ number }) => number);
const unfinished = (root: string) => (fs.existsSync(year(root)) ? readdirSync(year(root)).filter((name) => name.startsWith('.new-')) : []);

/** Makes the first call fail, then the next one, until a run comes to its end without a fault. @param step from call to call */
async function eachCall(fault: Fault, run: (disk: Disk) => Promise<unknown>, after: (failed: boolean) => void | Promise<void>, step = 1) {
  for (let at = 1; ; at += step) {
    const { disk, wasHit } = failing(fault, at);
    const error = await run(disk).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!wasHit()) {
      expect(error).toBeUndefined();
      return at - 1;
    }
    if (fault !== 'short write') expect(error === undefined || (error as NodeJS.ErrnoException).code === fault).toBe(true);
    await after(error !== undefined);
  }
}

describe.each<Fault>(['ENOSPC', 'EIO'])('%s', (fault) => {
  it('at any call of writing leaves no edition and nothing unfinished, and the next attempt goes on', async () => {
    const root = freshRoot();
    const calls = await eachCall(
      fault,
      (disk) => writeEdition(root, content, key, disk),
      (failed) => {
        expect(failed).toBe(true);
        expect(numbered(root)).toEqual([]);
        expect(unfinished(root)).toEqual([]);
      },
      // What is done after a fault does not look at its code: each call fails with one of them, every fourth with the other too.
      fault === 'EIO' ? 1 : 4,
    );
    expect(calls).toBeGreaterThan(100);
    expect(verifyEdition(join(year(root), '1'), key.publicKeyPem)).toEqual([]);
  });

  it('at any call of announcing leaves the public pointer as it was, or as it is to be', async () => {
    const root = freshRoot();
    const first = await writeEdition(root, content, key);
    await announce(root, code, content.year, 1, first.hash);
    const second = await writeEdition(root, { ...content, number: 2, previous: { number: 1, hash: first.hash } }, key);
    const before = [{ number: 1, hash: first.hash }];
    const pointer = join(year(root), 'published.json');
    const old = fs.readFileSync(pointer);
    const calls = await eachCall(
      fault,
      (disk) => announce(root, code, content.year, 2, second.hash, disk),
      (failed) => {
        const now = readPointer(root, code, content.year);
        expect([before, [...before, { number: 2, hash: second.hash }]]).toContainEqual(now);
        if (!failed) expect(now).toHaveLength(2);
        expect(unfinished(root)).toEqual([]);
        fs.writeFileSync(pointer, old);
      },
    );
    expect(calls).toBeGreaterThan(6);
    expect(readPointer(root, code, content.year)).toHaveLength(2);
  });
});

it('a disk that fails for good leaves nothing that is taken for an edition', async () => {
  const root = freshRoot();
  for (const at of [3, 20, 90]) {
    const { disk } = failing('EIO', at, { forGood: true });
    await expect(writeEdition(root, content, key, disk)).rejects.toMatchObject({ code: 'EIO' });
    expect(numbered(root)).toEqual([]);
    dropUnfinished(root, code, content.year);
    expect(unfinished(root)).toEqual([]);
  }
  await writeEdition(root, content, key);
  expect(numbered(root)).toEqual([1]);
});

it('a write that takes fewer bytes than it was given is gone on with', async () => {
  let root = '';
  const calls = await eachCall(
    'short write',
    (disk) => {
      root = freshRoot();
      return writeEdition(root, content, key, disk);
    },
    (failed) => {
      expect(failed).toBe(false);
      expect(verifyEdition(join(year(root), '1'), key.publicKeyPem)).toEqual([]);
    },
  );
  expect(calls).toBeGreaterThan(30);
});
