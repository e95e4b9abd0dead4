import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fiscalYear } from '@sipkadin/budget';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EditionError } from '../src/error.ts';
import { announce, replacePointer } from '../src/folder/announce.ts';
import { openEditions } from '../src/folder/editions.ts';
import { dropEdition, dropUnfinished, writtenEditions } from '../src/folder/folders.ts';
import { openEdition } from '../src/folder/read.ts';
import { writeEdition } from '../src/folder/write.ts';
import { sha256 } from '../src/sha256.ts';
import { loadSigningKey, type SigningKey } from '../src/sign.ts';
import { sampleContent } from './sample.ts';
import { makeWritable } from './writable.ts';

const content = sampleContent(1, { units: 3 });
const code = content.government.code;
let folder: string;
let key: SigningKey;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-edition-'));
  key = loadSigningKey(join(folder, 'keys', 'edition.pem'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freshRoot = () => mkdtempSync(join(folder, 'editions-'));
const codeOf = (error: unknown) => (error instanceof EditionError ? error.code : error);

describe('the signing key', () => {
  it('is made once, readable by its owner alone, with its public key next to it', () => {
    const path = join(folder, 'keys', 'edition.pem');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(readFileSync(`${path}.pub`, 'utf8')).toBe(key.publicKeyPem);
    expect(loadSigningKey(path).id).toBe(key.id);
    expect(readdirSync(join(folder, 'keys')).sort()).toEqual(['edition.pem', 'edition.pem.pub']);
  });

  it('is refused when others can read it, or when it is no key', () => {
    const open = join(folder, 'open.pem');
    writeFileSync(open, readFileSync(join(folder, 'keys', 'edition.pem')));
    chmodSync(open, 0o644);
    expect(() => loadSigningKey(open)).toThrow(/chmod 600/);
    const text = join(folder, 'text.pem');
    writeFileSync(text, 'no key', { mode: 0o600 });
    expect(() => loadSigningKey(text)).toThrow(EditionError);
  });
});

describe('writing an edition', () => {
  it('compresses on its own thread where that is not the main one, and not on the pool that the whole process shares', async () => {
    const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      import zlib from 'node:zlib';
      import { syncBuiltinESMExports } from 'node:module';
      zlib.brotliCompress = zlib.gzip = () => { throw new Error('on the pool'); };
      syncBuiltinESMExports();
      const { writeEdition } = await import(${url('../src/folder/write.ts')});
      const { loadSigningKey } = await import(${url('../src/sign.ts')});
      const { sampleContent } = await import(${url('./sample.ts')});
      await writeEdition(${JSON.stringify(freshRoot())}, sampleContent(1, { units: 1 }), loadSigningKey(${JSON.stringify(join(folder, 'keys', 'edition.pem'))}));`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    await new Promise((resolve, reject) => worker.once('error', reject).once('exit', resolve));
  });

  it('leaves a whole folder with twins, durable, and refuses the number a second time', async () => {
    const root = freshRoot();
    const { dir, hash, manifest } = await writeEdition(root, content, key);
    expect(dir).toBe(join(root, code, '2026', '1'));
    for (const { path, bytes } of [...manifest.files, { path: 'manifest.json', bytes: statSync(join(dir, 'manifest.json')).size }]) {
      const plain = readFileSync(join(dir, path));
      expect(plain.length, path).toBe(bytes);
      expect(brotliDecompressSync(readFileSync(join(dir, `${path}.br`))).equals(plain), path).toBe(true);
      expect(gunzipSync(readFileSync(join(dir, `${path}.gz`))).equals(plain), path).toBe(true);
    }
    expect(readdirSync(join(root, code, '2026'))).toEqual(['1']);
    await expect(writeEdition(root, { ...content, note: 'lain' }, key)).rejects.toSatisfy((error) => codeOf(error) === 'exists');
    expect(writtenEditions(root, code, fiscalYear(2026))).toEqual([{ number: 1, hash, public: false }]);
  });

  it('of two that write one number at once lets one win, whole', async () => {
    const root = freshRoot();
    const results = await Promise.allSettled([writeEdition(root, content, key), writeEdition(root, { ...content, note: 'kedua' }, key)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codeOf(results.find((result) => result.status === 'rejected')?.reason)).toBe('exists');
    expect(readdirSync(join(root, code, '2026'))).toEqual(['1']);
  });

  it('does not write outside its root', async () => {
    await expect(writeEdition(freshRoot(), { ...content, government: { code: '../x', name: 'X' } }, key)).rejects.toThrow(RangeError);
    const lines = content.lines.map((line) => (line.measure === 'budget' ? { ...line, version: 'murni/../../x' } : line));
    await expect(writeEdition(freshRoot(), { ...content, lines }, key)).rejects.toThrow(RangeError);
  });

  // Root may write anywhere, so a folder of another mode proves nothing there; a file in the way does.
  it('names the system error and leaves nothing behind when it cannot write', async () => {
    const root = freshRoot();
    writeFileSync(join(root, code), '');
    await expect(writeEdition(root, content, key)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(readdirSync(root)).toEqual([code]);
  });

  it('drops what a crash left, and an edition that was never announced', async () => {
    const root = freshRoot();
    const { hash } = await writeEdition(root, content, key);
    mkdirSync(join(root, code, '2026', '.new-2-crashed', 'lines'), { recursive: true });
    expect(dropUnfinished(root, code, fiscalYear(2026))).toHaveLength(1);
    expect(readdirSync(join(root, code, '2026'))).toEqual(['1']);
    dropEdition(root, code, fiscalYear(2026), 1);
    expect(writtenEditions(root, code, fiscalYear(2026))).toEqual([]);
    expect((await writeEdition(root, content, key)).hash).toBe(hash);
    await announce(root, code, fiscalYear(2026), 1, hash);
    expect(() => dropEdition(root, code, fiscalYear(2026), 1)).toThrow(EditionError);
    expect(writtenEditions(root, code, fiscalYear(2026))).toEqual([{ number: 1, hash, public: true }]);
  });
});

describe('announcing and reading', () => {
  it('shows only what was announced, in order, and picks up the next', async () => {
    const root = freshRoot();
    const editions = openEditions(root);
    expect(editions.governments()).toEqual([]);
    const first = await writeEdition(root, content, key);
    const before = editions.refresh();
    expect(editions.latest(code, fiscalYear(2026))).toBeUndefined();
    await announce(root, code, fiscalYear(2026), 1, first.hash);
    await announce(root, code, fiscalYear(2026), 1, first.hash);
    expect(editions.latest(code, fiscalYear(2026))).toBeUndefined();
    expect(editions.refresh()).toBe(before + 1);
    expect(editions.refresh()).toBe(before + 1);
    expect([editions.governments(), editions.years(code), editions.list(code, fiscalYear(2026))]).toEqual([
      [code],
      [2026],
      [{ number: 1, hash: first.hash }],
    ]);
    const second = await writeEdition(root, { ...content, number: 2, previous: { number: 1, hash: first.hash } }, key);
    await announce(root, code, fiscalYear(2026), 2, second.hash);
    expect(editions.refresh()).toBe(before + 2);
    expect(editions.latest(code, fiscalYear(2026))?.manifest.number).toBe(2);
    expect(editions.open(code, fiscalYear(2026), 1)?.hash).toBe(first.hash);
    expect(editions.open(code, fiscalYear(2026), 3)).toBeUndefined();
    expect(editions.open('19.72', fiscalYear(2026), 1)).toBeUndefined();
  });

  it('looks at one file while nothing is announced, and at every pointer twice a minute', async () => {
    const root = freshRoot();
    const first = await writeEdition(root, content, key);
    await announce(root, code, fiscalYear(2026), 1, first.hash);
    const looks: string[] = [];
    let time = 0;
    const stamp = (path: string) => {
      looks.push(path.slice(root.length));
      const found = statSync(path, { throwIfNoEntry: false });
      return found && `${found.ino} ${found.size}`;
    };
    const editions = openEditions(root, { now: () => time, stamp });
    looks.length = 0;
    for (; time < 20_000; time += 1000) editions.refresh();
    expect(new Set(looks)).toEqual(new Set(['/.changed']));
    // A pointer that was copied here without the marker.
    const second = await writeEdition(root, { ...content, number: 2, previous: { number: 1, hash: first.hash } }, key);
    const copied = join(root, code, '2026', 'published.json');
    rmSync(copied);
    writeFileSync(copied, JSON.stringify({ editions: [first, second].map(({ hash }, index) => ({ number: index + 1, hash })) }));
    editions.refresh();
    expect(editions.latest(code, fiscalYear(2026))?.manifest.number).toBe(1);
    time = 31_000;
    editions.refresh();
    expect(editions.latest(code, fiscalYear(2026))?.manifest.number).toBe(2);
  });

  it('closes earlier editions when something is announced, but for those that were read last', () => {
    const root = freshRoot();
    const year = fiscalYear(2026);
    const all: { number: number; hash: string }[] = [];
    const publish = () => {
      const number = all.length + 1;
      const manifest = JSON.stringify({ format: 'sipkadin-edition/1', number, files: [] });
      mkdirSync(join(root, code, '2026', String(number)), { recursive: true });
      writeFileSync(join(root, code, '2026', String(number), 'manifest.json'), manifest);
      all.push({ number, hash: sha256(Buffer.from(manifest)) });
      replacePointer(root, code, year, all);
    };
    for (let count = 0; count < 8; count++) publish();
    const editions = openEditions(root);
    const read = () => all.slice(0, 8).map(({ number }) => editions.open(code, year, number));
    const before = read();
    expect(read().map((edition, at) => edition === before[at])).not.toContain(false);
    publish();
    editions.refresh();
    expect(read().map((edition, at) => edition === before[at])).toEqual([false, false, false, false, true, true, true, true]);
  });

  it('looks at all of hundreds of governments in parts, between which other work is done, and finds what was copied without a marker', async () => {
    const root = freshRoot();
    const year = fiscalYear(2026);
    const codes = Array.from({ length: 130 }, (_, at) => `${10 + Math.floor(at / 50)}.${String((at % 50) + 1).padStart(2, '0')}`);
    const copy = (government: string, count: number) => {
      mkdirSync(join(root, government, '2026'), { recursive: true });
      const all = Array.from({ length: count }, (_, at) => ({ number: at + 1, hash: String(at + 1).repeat(64) }));
      writeFileSync(join(root, government, '2026', 'published.json'), JSON.stringify({ editions: all }));
    };
    for (const one of codes.slice(1)) copy(one, 1);
    let looks = 0;
    let time = 0;
    const stamp = (path: string) => {
      looks++;
      return statSync(path, { throwIfNoEntry: false })?.size.toString();
    };
    const editions = openEditions(root, { now: () => time, stamp });
    const all = looks;
    const before = editions.snapshot();
    const revision = editions.refresh();
    for (const one of [codes[0] ?? '', codes[60] ?? '', codes[129] ?? '']) copy(one, 2);
    time = 31_000;
    looks = 0;
    editions.refresh();
    const atOnce = looks;
    expect(atOnce).toBeLessThan(all / 2);
    await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(all));
    expect(editions.refresh()).toBeGreaterThan(revision);
    expect(editions.governments()).toEqual(codes);
    expect(codes.filter((one) => editions.list(one, year).length === 2)).toEqual([codes[0], codes[60], codes[129]]);
    expect(before.governments()).toEqual(codes.slice(1));
    expect(before.list(codes[60] ?? '', year)).toHaveLength(1);
    // What is announced meanwhile is seen at once.
    time = 62_000;
    editions.refresh();
    replacePointer(
      root,
      codes[129] ?? '',
      year,
      [1, 2, 3].map((number) => ({ number, hash: String(number).repeat(64) })),
    );
    editions.refresh();
    expect(editions.list(codes[129] ?? '', year)).toHaveLength(3);
    // A pointer that nobody can read is reported, as at a look without pauses.
    mkdirSync(join(root, '99.99', '2026'), { recursive: true });
    writeFileSync(join(root, '99.99', '2026', 'published.json'), '{');
    time = 93_000;
    editions.refresh();
    await vi.waitFor(() => expect(() => editions.refresh()).toThrow(EditionError));
  });

  it('looks at the files alone that the marker names, and at all where it does not say which', () => {
    const root = freshRoot();
    const year = fiscalYear(2026);
    const codes = ['19.71', '19.72', '81.04'];
    // Pointers alone: nothing here opens an edition.
    const publish = (government: string, number: number) => {
      mkdirSync(join(root, government, '2026'), { recursive: true });
      const all = Array.from({ length: number }, (_, at) => ({ number: at + 1, hash: String(at + 1).repeat(64) }));
      replacePointer(root, government, year, all);
    };
    for (const one of codes) publish(one, 1);
    const looks: string[] = [];
    const stamp = (path: string) => {
      looks.push(path.slice(root.length));
      const found = statSync(path, { throwIfNoEntry: false });
      return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
    };
    const editions = openEditions(root, { now: () => 0, stamp });
    const newest = () => {
      looks.length = 0;
      editions.refresh();
      return codes.map((one) => editions.list(one, year).length).join();
    };
    publish('19.72', 2);
    expect(newest()).toBe('1,2,1');
    expect(new Set(looks)).toEqual(
      new Set(['/.changed', '/19.72/2026/published.json', ...[1, 2].map((one) => `/19.72/2026/${one}/manifest.json`)]),
    );
    const marker = join(root, '.changed');
    const before = readFileSync(marker, 'utf8');
    // Two announcements at once: the marker of the later process does not name that of the earlier one.
    publish('19.71', 2);
    expect(newest()).toBe('2,2,1');
    publish('81.04', 2);
    writeFileSync(marker, `${before}${Number(before.split('\n').at(-2)?.split(' ')[0]) + 1} 19.72/2026/published.json\n`);
    expect(newest()).toBe('2,2,2');
    // So many that the marker does not name those of before any more.
    publish('19.71', 3);
    writeFileSync(marker, Array.from({ length: 64 }, (_, at) => `${1000 + at} 19.72/2026/published.json\n`).join(''));
    expect(newest()).toBe('3,2,2');
    // As releases before this one wrote it.
    publish('19.71', 4);
    writeFileSync(marker, '');
    expect(newest()).toBe('4,2,2');
    // A government's first.
    codes.push('81.05');
    publish('81.05', 1);
    expect(newest()).toBe('4,2,2,1');
  });

  it('refuses what was not written, is another, or does not follow the last', async () => {
    const root = freshRoot();
    const first = await writeEdition(root, content, key);
    const rejects = async (number: number, hash: string, expected: string) =>
      expect(announce(root, code, fiscalYear(2026), number, hash)).rejects.toSatisfy((error) => codeOf(error) === expected);
    await rejects(9, first.hash, 'not-found');
    await rejects(1, 'f'.repeat(64), 'damaged');
    const orphan = await writeEdition(root, { ...content, number: 3, previous: { number: 2, hash: 'e'.repeat(64) } }, key);
    await rejects(3, orphan.hash, 'out-of-order');
    await announce(root, code, fiscalYear(2026), 1, first.hash);
    await rejects(3, orphan.hash, 'out-of-order');
  });

  it('gives typed files and raw bytes, and never a byte that does not fit its hash', async () => {
    const root = freshRoot();
    const { dir, hash } = await writeEdition(root, content, key);
    await announce(root, code, fiscalYear(2026), 1, hash);
    const edition = openEditions(root).latest(code, fiscalYear(2026));
    if (!edition) throw new Error('not announced');
    expect(edition.units().map(({ slug }) => slug)).toContain('dinas-kesehatan');
    expect(edition.unit('dinas-kesehatan')?.unit.name).toBe('Dinas Kesehatan');
    expect(edition.lines('dinas-kesehatan')?.length).toBeGreaterThan(100);
    expect(edition.names().some(({ kind }) => kind === 'fund')).toBe(true);
    for (const absent of ['tidak-ada', '__proto__', '../manifest', 'constructor']) {
      expect(edition.unit(absent)).toBeUndefined();
      expect(edition.lines(absent)).toBeUndefined();
      expect(edition.raw(absent)).toBeUndefined();
    }
    expect(edition.raw('../published.json')).toBeUndefined();
    const plain = edition.raw('units.json');
    expect(brotliDecompressSync(edition.raw('units.json', 'br') ?? '').equals(plain ?? Buffer.alloc(0))).toBe(true);
    expect(edition.raw('manifest.sig')).toHaveLength(64);
    expect(edition.raw('public-key.pem')?.toString('utf8')).toBe(key.publicKeyPem);
    makeWritable(dir);
    const path = join(dir, 'funds.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Dana', 'dana'));
    writeFileSync(`${path}.gz`, readFileSync(`${path}.br`));
    expect(() => edition.funds()).toThrow(EditionError);
    expect(() => edition.raw('funds.json', 'gzip')).toThrow(EditionError);
    writeFileSync(join(dir, 'manifest.json'), readFileSync(join(dir, 'manifest.json'), 'utf8').replace('Kota', 'kota'));
    expect(() => openEditions(root).latest(code, fiscalYear(2026))).toThrow(EditionError);
    expect(existsSync(join(dir, 'manifest.sig'))).toBe(true);
  });

  it('gives the list of checksums only where it fits the files, and again once it is put back', async () => {
    const { dir, hash } = await writeEdition(freshRoot(), content, key);
    makeWritable(dir);
    const path = join(dir, 'SHA256SUMS');
    const list = readFileSync(path);
    const edition = openEdition(dir, hash);
    const ofManifest = list.indexOf('  manifest.json.gz') - 1;
    for (const at of [0, 64, 70, 700, list.length - 1, ofManifest]) {
      const changed = Buffer.from(list);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      writeFileSync(path, changed);
      expect(await edition.check('SHA256SUMS').catch(codeOf), `byte ${at}`).toBe('damaged');
      await edition.check('manifest.json', 'gzip').catch(codeOf);
    }
    writeFileSync(path, list);
    expect(await edition.check('SHA256SUMS')).toBe(true);
    expect(await edition.check('manifest.json', 'gzip')).toBe(true);
    writeFileSync(path, list.subarray(1));
    expect(await edition.check('SHA256SUMS').catch(codeOf)).toBe('damaged');
  });

  it('goes on serving what was public when the pointer or a file is damaged afterwards', async () => {
    const root = freshRoot();
    const { dir, hash } = await writeEdition(root, content, key);
    await announce(root, code, fiscalYear(2026), 1, hash);
    let time = 0;
    const editions = openEditions(root, { now: () => time });
    writeFileSync(join(root, code, '2026', 'published.json'), '{');
    time += 60_000;
    expect(editions.refresh()).toBe(2);
    const edition = editions.latest(code, fiscalYear(2026));
    expect(edition?.summary().accounts.length).toBeGreaterThan(5);
    rmSync(join(dir, 'units.json'));
    expect(() => edition?.units()).toThrow(/is gone/);
    expect(() => edition?.raw('units.json')).toThrow(EditionError);
  });

  it('reports a damaged pointer', () => {
    const root = freshRoot();
    mkdirSync(join(root, code, '2026'), { recursive: true });
    for (const text of ['', '{}', '{"editions":[{"number":1,"hash":"x"}]}', '[]']) {
      writeFileSync(join(root, code, '2026', 'published.json'), text);
      expect(() => openEditions(root), text).toThrow(EditionError);
    }
  });
});
