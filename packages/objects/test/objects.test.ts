import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Objects, openObjects, parseObjectsAddress } from '../src/index.ts';
import { type Fault, type S3Server, startS3Server } from './s3-server.ts';

let folder: string;
let server: S3Server;
const stores: { folder?: Objects; s3?: Objects } = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
  server = await startS3Server();
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
  stores.folder = await openObjects(pathToFileURL(folder).href);
  stores.s3 = await open(server.address);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

const open = (address: string) => openObjects(address, { firstWait: 5, silence: 400 });
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** More than one piece of a stream, and not the same anywhere. */
const large = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
const target = (name: string) => join(folder, 'fetched', name);

describe.each(['folder', 's3'] as const)('objects in a store (%s)', (kind) => {
  const store = () => stores[kind] as Objects;

  test('are kept whole, replaced whole, and copied to a local file', async () => {
    const path = join(folder, `source-${kind}`);
    writeFileSync(path, large);
    await store().put('editions/19.71/2026/1/lines.csv', { path });
    await store().put('heads/published.json', Buffer.from('{"editions":[]}'));
    await store().put('heads/published.json', Buffer.from('{}'));
    expect((await store().read('heads/published.json'))?.toString()).toBe('{}');
    expect(await store().size('editions/19.71/2026/1/lines.csv')).toBe(large.length);
    expect(await store().fetch('editions/19.71/2026/1/lines.csv', target(kind), hashOf(large))).toBe(true);
    expect(readFileSync(target(kind)).equals(large)).toBe(true);
  });

  test('that are not there are none', async () => {
    expect(await store().read('heads/none')).toBeUndefined();
    expect(await store().size('heads/none')).toBeUndefined();
    expect(await store().fetch('heads/none', target(`none-${kind}`), hashOf(large))).toBe(false);
    expect(existsSync(target(`none-${kind}`))).toBe(false);
    expect(await store().list('none/')).toEqual([]);
  });

  test('are listed in order, with a tag that changes with the bytes', async () => {
    for (const key of ['listed/b', 'listed/a/1', 'list']) await store().put(key, Buffer.from(key));
    const before = await store().list('listed/');
    expect(before.map(({ key, bytes }) => [key, bytes])).toEqual([
      ['listed/a/1', 10],
      ['listed/b', 8],
    ]);
    await store().put('listed/b', Buffer.from('changed.'));
    const after = await store().list('listed/');
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.tag).not.toBe(before[1]?.tag);
  });

  test('are removed, whether they are there or not', async () => {
    await store().put('removed/a', Buffer.from('x'));
    for (const key of ['removed/a', 'removed/a', 'removed/none']) await store().remove(key);
    expect([await store().read('removed/a'), await store().list('removed/')]).toEqual([undefined, []]);
  });

  test('with other bytes than asked for are refused, and nothing is left', async () => {
    await store().put('other', large);
    await expect(store().fetch('other', target(`other-${kind}`), hashOf(Buffer.from('x')))).rejects.toMatchObject({ code: 'damaged' });
    expect(readdirSync(join(folder, 'fetched')).filter((name) => name.startsWith('other'))).toEqual([]);
  });
});

describe('a bucket that fails', () => {
  const s3 = () => stores.s3 as Objects;
  /** What each operation gives when it goes well. */
  const operations: [name: string, run: () => Promise<unknown>, result: unknown][] = [
    ['put', () => s3().put('faults/put', large), undefined],
    ['read', async () => (await s3().read('faults/kept'))?.equals(large), true],
    ['fetch', () => s3().fetch('faults/kept', target('fault'), hashOf(large)), true],
    ['list', async () => (await s3().list('faults/kept')).length, 1],
  ];
  const passing: Fault[] = ['internal error', 'slow down', 'reset'];

  test.each(operations)('is asked again: %s', async (name, run, result) => {
    await s3().put('faults/kept', large);
    const faults: Fault[] = name === 'put' ? ['silent', 'slow down', 'reset in the body'] : passing;
    server.requests();
    server.fail(faults);
    expect(await run()).toEqual(result);
    expect(server.requests()).toHaveLength(faults.length + 1);
  });

  test('and breaks off an answer, or changes it, is asked again', async () => {
    await s3().put('faults/kept', large);
    server.fail(['truncated', 'other bytes']);
    expect((await s3().read('faults/kept'))?.equals(large)).toBe(true);
    // The same on the way to it: the service refuses a body that is not the one that was signed.
    server.fail(['other bytes']);
    await s3().put('faults/kept', large);
    server.fail(['other bytes', 'truncated']);
    expect(await s3().fetch('faults/kept', target('again'), hashOf(large))).toBe(true);
    expect(readFileSync(target('again')).equals(large)).toBe(true);
  });

  test('goes on failing: an error says how, after four attempts, and an earlier object stays', async () => {
    await s3().put('faults/stays', Buffer.from('earlier'));
    server.requests();
    server.fail(() => 'slow down');
    await expect(s3().put('faults/stays', large)).rejects.toMatchObject({ code: 'away', message: expect.stringContaining('503') });
    expect(server.requests()).toHaveLength(4);
    server.fail(() => 'other bytes');
    await expect(s3().read('faults/kept')).rejects.toMatchObject({ code: 'damaged' });
    await expect(s3().fetch('faults/kept', target('never'), hashOf(large))).rejects.toMatchObject({ code: 'damaged' });
    expect(existsSync(target('never'))).toBe(false);
    server.fail([]);
    expect((await s3().read('faults/stays'))?.toString()).toBe('earlier');
  });

  test('and refuses the credentials is not asked again', async () => {
    server.requests();
    server.fail(['access denied']);
    await expect(s3().read('faults/kept')).rejects.toMatchObject({ code: 'denied' });
    expect(server.requests()).toHaveLength(1);
    const other = await open(server.address.replace('//kota/', '//desa/'));
    await expect(other.put('x', Buffer.from('x'))).rejects.toMatchObject({ code: 'denied' });
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
    const wrong = await open(server.address);
    await expect(wrong.read('faults/kept')).rejects.toMatchObject({ code: 'denied' });
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', server.env.AWS_SECRET_ACCESS_KEY);
  });

  test('is not there', async () => {
    const gone = await open('s3://kota?endpoint=http://127.0.0.1:9');
    await expect(gone.read('x')).rejects.toMatchObject({ code: 'away' });
    const unmounted = await openObjects(pathToFileURL(join(folder, 'unmounted')).href);
    await expect(unmounted.read('x')).rejects.toMatchObject({ code: 'away' });
    await expect(unmounted.put('x', large)).rejects.toMatchObject({ code: 'away' });
    await expect(unmounted.list('')).rejects.toMatchObject({ code: 'away' });
  });
});

test('the address of a store is a bucket or a folder, without credentials', () => {
  expect(parseObjectsAddress('s3://kota/a/b?endpoint=https://s3.example.go.id&region=id-1')).toEqual({
    ...{ kind: 's3', bucket: 'kota', prefix: 'a/b/', endpoint: 'https://s3.example.go.id', region: 'id-1' },
  });
  expect(parseObjectsAddress('s3://kota')).toMatchObject({ bucket: 'kota', prefix: '', endpoint: undefined, region: 'us-east-1' });
  expect(parseObjectsAddress('file:///mnt/bersama')).toEqual({ kind: 'folder', path: '/mnt/bersama' });
  for (const wrong of [
    's3://',
    's3://kunci:rahasia@kota',
    's3://kota?endpoint=ftp://x',
    's3://kota?key=x',
    'https://kota',
    'file:///',
    'x',
  ])
    expect(parseObjectsAddress(wrong), wrong).toBeUndefined();
});
