import fs, {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionContent } from '../src/edition.ts';
import { announce } from '../src/folder/announce.ts';
import { type Disk, realDisk } from '../src/folder/disk.ts';
import { openEditions } from '../src/folder/editions.ts';
import { writtenEditions } from '../src/folder/folders.ts';
import { bringBackEdition } from '../src/folder/sharing/bring-back.ts';
import { shareEditions } from '../src/folder/sharing/share.ts';
import { writeEdition } from '../src/folder/write.ts';
import { loadSigningKey, type SigningKey } from '../src/sign.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { failing } from './failing-disk.ts';
import { sampleContent } from './sample.ts';

const content = sampleContent(1, { units: 3 });
const { code } = content.government;
let folder: string;
let key: SigningKey;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-sharing-'));
  key = loadSigningKey(join(folder, 'key.pem'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freshRoot = () => mkdtempSync(join(folder, 'editions-'));
const editionDir = (root: string, number: number) => join(root, code, '2026', String(number));
const inode = (root: string, number: number, path: string) => statSync(join(editionDir(root, number), path)).ino;
const problems = (root: string, number: number) => verifyEdition(editionDir(root, number), key.publicKeyPem);

/** Edition 1 and, a realization later, edition 2: budget and plan are the same. */
async function twoEditions(disk: Disk = realDisk): Promise<string> {
  const root = freshRoot();
  const first = await writeEdition(root, content, key);
  await announce(root, code, content.year, 1, first.hash);
  const second = await writeEdition(root, later(first.hash), key, disk);
  await announce(root, code, content.year, 2, second.hash);
  return root;
}

function later(hash: string): EditionContent {
  const lines = content.lines.map((line) => (line.measure === 'realization' ? { ...line, amount: line.amount + 100n } : line));
  return { ...content, lines, number: 2, previous: { number: 1, hash } };
}

/** A disk that can make no link, for this reason. */
function withoutLinks(reason: string): Disk {
  const link = () => Promise.reject(Object.assign(new Error(reason), { code: reason }));
  const promises = new Proxy(fs.promises, { get: (owner, name) => (name === 'link' ? link : Reflect.get(owner, name)) });
  return { ...realDisk, promises };
}

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(5) ^ 1, 5);
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
}

const budget = 'statements/anggaran-murni-simulasi.csv';

describe('an edition after another', () => {
  it('shares the files that did not change, with their compressed twins, and has its own of the others', async () => {
    const root = await twoEditions();
    for (const path of [budget, `${budget}.br`, `${budget}.gz`, 'names.json'])
      expect(inode(root, 2, path), path).toBe(inode(root, 1, path));
    for (const path of ['manifest.json', 'summary.json']) expect(inode(root, 2, path), path).not.toBe(inode(root, 1, path));
    expect(statSync(join(editionDir(root, 2), budget)).mode & 0o222).toBe(0);
    expect(problems(root, 2)).toEqual([]);
    rmSync(editionDir(root, 1), { recursive: true });
    expect(problems(root, 2)).toEqual([]);
  });

  it.each(['EXDEV', 'EMLINK', 'EPERM'])('is written whole where the disk answers %s to a link', async (reason) => {
    const root = await twoEditions(withoutLinks(reason));
    expect(inode(root, 2, budget)).not.toBe(inode(root, 1, budget));
    expect(problems(root, 2)).toEqual([]);
  });

  it('takes no damaged file over, nor a twin that unpacks to something else', async () => {
    const root = freshRoot();
    const { hash } = await writeEdition(root, content, key);
    damage(join(editionDir(root, 1), budget));
    cpSync(join(editionDir(root, 1), `${budget}.gz`), join(editionDir(root, 1), 'names.json.gz'), { force: true });
    await writeEdition(root, later(hash), key);
    expect(problems(root, 2)).toEqual([]);
    expect(inode(root, 2, budget)).not.toBe(inode(root, 1, budget));
    expect(inode(root, 2, 'names.json.gz')).not.toBe(inode(root, 1, 'names.json.gz'));
  });

  it('leaves nothing where the disk fails at a link', async () => {
    const root = freshRoot();
    const { hash } = await writeEdition(root, content, key);
    for (const at of [3, 4, 5, 6]) {
      const { disk } = failing('EIO', at);
      await expect(writeEdition(root, later(hash), key, disk)).rejects.toMatchObject({ code: 'EIO' });
      expect(readdirSync(join(root, code, '2026'))).toEqual(['1']);
    }
  });

  it('is damaged with the one that it shares a file with, and verifying names the file in both', async () => {
    const root = await twoEditions();
    damage(join(editionDir(root, 1), budget));
    for (const number of [1, 2]) expect(problems(root, number).map(({ path }) => path)).toContain(budget);
  });
});

describe('sharing what was written before', () => {
  it('makes links of equal files, leaves damaged ones as they are and names them, and finds nothing the second time', async () => {
    const root = await twoEditions(withoutLinks('EXDEV'));
    const hurt = join(editionDir(root, 2), 'names.json');
    damage(hurt);
    const before = readFileSync(hurt);
    const done = shareEditions(root);
    expect(done.damaged).toEqual([hurt]);
    expect(done.files).toBeGreaterThan(3);
    expect(done.bytes).toBeGreaterThan(statSync(join(editionDir(root, 1), budget)).size);
    expect(inode(root, 2, budget)).toBe(inode(root, 1, budget));
    expect(readFileSync(hurt)).toEqual(before);
    expect(problems(root, 1)).toEqual([]);
    expect(shareEditions(root)).toEqual({ files: 0, bytes: 0, damaged: [hurt] });
    expect(readdirSync(join(root, code, '2026')).sort()).toEqual(['1', '2', 'published.json']);
    expect(writtenEditions(root, code, content.year)).toHaveLength(2);
  });
});

describe('bringing an edition back', () => {
  /** Two editions, the second damaged in a file that it shares with the first, and a copy of both as they were. */
  async function damaged() {
    const root = await twoEditions();
    const copy = freshRoot();
    cpSync(root, copy, { recursive: true });
    damage(join(editionDir(root, 2), budget));
    const hash = writtenEditions(root, code, content.year)[1]?.hash ?? '';
    const entry = { government: code, year: content.year, number: 2, hash, key: key.id };
    const read = async (path: string) => {
      const file = join(editionDir(copy, 2), path);
      return Promise.resolve(existsSync(file) ? readFileSync(file) : undefined);
    };
    const whole = () => readdirSync(join(root, code, '2026')).sort();
    return { root, entry, read, whole };
  }

  it('readers get the edition before one with a changed byte once that file was read, until it is brought back', async () => {
    const { root, entry, read } = await damaged();
    damage(join(editionDir(root, 2), 'summary.json'));
    let time = 0;
    const editions = openEditions(root, { now: () => time });
    const before = editions.refresh();
    expect(() => editions.latest(code, content.year)?.summary()).toThrow(/summary\.json is not what/);
    expect(editions.unreadable()).toEqual([{ government: code, year: content.year, number: 2, file: 'summary.json', instead: 1 }]);
    expect(editions.latest(code, content.year)?.manifest.number).toBe(1);
    // What was made from the damaged one is made anew.
    expect(editions.refresh()).toBeGreaterThan(before);
    await bringBackEdition(root, entry, read);
    time += 60_000;
    editions.refresh();
    expect(editions.latest(code, content.year)?.manifest.number).toBe(2);
    expect(editions.unreadable()).toEqual([]);
  });

  it('gives the bytes that were signed, keeps the damaged folder, and the edition that shared the file is left to its own turn', async () => {
    const { root, entry, read, whole } = await damaged();
    const done = await bringBackEdition(root, entry, read);
    expect(done).toEqual({ done: 'restored', aside: join(root, '.set-aside', code, '2026', `2-${entry.hash.slice(0, 16)}`) });
    expect(problems(root, 2)).toEqual([]);
    expect(problems(root, 1).map(({ path }) => path)).toContain(budget);
    expect(readFileSync(join(editionDir(root, 2), 'SHA256SUMS'))).toEqual(await read('SHA256SUMS'));
    expect(whole()).toEqual(['1', '2', 'published.json']);
    expect(await bringBackEdition(root, entry, read)).toEqual({ done: 'whole' });
    damage(join(editionDir(root, 2), 'summary.json'));
    expect(await bringBackEdition(root, entry, read)).toMatchObject({ aside: expect.stringMatching(/-2$/) });
  });

  it.each([
    ['another content', (path: string, bytes: Buffer) => (path === budget ? Buffer.from(bytes.toString('utf8').replace('1', '2')) : bytes)],
    ['another manifest', (path: string, bytes: Buffer) => (path === 'manifest.json' ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes)],
    ['another signature', (path: string, bytes: Buffer) => (path === 'manifest.sig' ? Buffer.alloc(64) : bytes)],
    [
      'another key',
      (path: string, bytes: Buffer) =>
        path === 'public-key.pem' ? Buffer.from(loadSigningKey(join(folder, 'other.pem')).publicKeyPem) : bytes,
    ],
    ['no such file', (path: string, bytes: Buffer) => (path === budget ? undefined : bytes)],
  ])('takes nothing from a source that gives %s, and changes nothing', async (_, lie) => {
    const { root, entry, read, whole } = await damaged();
    const before = readFileSync(join(editionDir(root, 2), budget));
    const lying = async (path: string) => {
      const bytes = await read(path);
      return bytes && lie(path, bytes);
    };
    await expect(bringBackEdition(root, entry, lying)).rejects.toMatchObject({ code: 'damaged' });
    expect(readFileSync(join(editionDir(root, 2), budget))).toEqual(before);
    expect(whole()).toEqual(['1', '2', 'published.json']);
  });

  it('sets nothing aside that another process brought back while it read', async () => {
    const { root, entry, read } = await damaged();
    let other: Promise<unknown> | undefined;
    const done = await bringBackEdition(root, entry, async (path) => {
      await (other ??= bringBackEdition(root, entry, read));
      return read(path);
    });
    expect(await other).toMatchObject({ done: 'restored' });
    expect(done).toEqual({ done: 'whole' });
    expect(readdirSync(join(root, '.set-aside', code, '2026'))).toHaveLength(1);
  });

  it('is finished by the next run where it was killed while it wrote, or between the two folders', async () => {
    const { root, entry, read } = await damaged();
    mkdirSync(join(root, code, '2026', '.new-2-killed', 'statements'), { recursive: true });
    rmSync(editionDir(root, 2), { recursive: true });
    expect(await bringBackEdition(root, entry, read)).toEqual({ done: 'restored', aside: undefined });
    expect(problems(root, 2)).toEqual([]);
  });
});
