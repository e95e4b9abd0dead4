import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type LogEntry,
  logName,
  nodeCryptography,
  type PublicRegister,
  publishKeyStatement,
  readableFingerprint,
  rootOfEntries,
  type SigningKey,
  temporaryKey,
  writeLog,
  writeRegister,
} from '@sipkadin/edition';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchFile } from '../src/commands/witness/fetch-file.ts';
import { here } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-witness-'));
const noRegister: PublicRegister = {
  ...{
    government: '19.71',
    contacts: [],
    takesQuestions: false,
    held: { count: 0, oldest: null },
    declined: 0,
    answers: [],
    documents: [],
  },
};
const key = temporaryKey();
/** What is served: a plain copy of a folder of editions, with the key beside it. */
let root = '';
let answer: ((path: string, response: ServerResponse) => boolean) | undefined;
const server = createServer(({ url = '' }, response) => {
  if (answer?.(url, response)) return;
  const file = join(root, url);
  if (existsSync(file)) response.end(readFileSync(file));
  else response.writeHead(404).end();
});
let site = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
let keep = '';
beforeEach(() => {
  keep = join(mkdtempSync(join(folder, 'kept-')), 'kept.json');
  answer = undefined;
});

/** A folder with manifests and their log. @param changed the edition whose manifest is another */
async function published(count: number, changed?: number, signer: SigningKey = key): Promise<string> {
  const made = mkdtempSync(join(folder, 'editions-'));
  const entries: LogEntry[] = [];
  for (let number = 1; number <= count; number++) {
    const text = `manifest ${number}${number === changed ? ' changed' : ''}`;
    const path = join(made, '19.71/2026', String(number), 'manifest.json');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    entries.push({ government: '19.71', year: 2026, number, hash: createHash('sha256').update(text).digest('hex'), key: signer.id });
  }
  await writeLog(made, entries, signer);
  writeFileSync(join(made, 'kunci.pem'), signer.publicKeyPem);
  return made;
}
const witness = (...words: string[]) => here(['witness', site, '--keep', keep, '--lang', 'en', ...words]);

test('keeps the log, goes on with it, and takes a mirror that is behind for no attack', async () => {
  root = await published(8);
  const older = root;
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('kept from now on: 8 editions') });
  root = await published(10);
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('2 more: 10 editions') });
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('unchanged: 10 editions') });
  root = older;
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('behind: 8 editions') });
  root = await published(10);
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('unchanged: 10 editions') });
});

test.each([
  [9, 'The history was rewritten: 19.71/2026/7 ('],
  [8, 'Two histories of one length differ: 19.71/2026/7 ('],
])('the operator rewrites edition 7, signs it, and has %s editions: refused, with both heads as evidence', async (count, text) => {
  root = await published(8);
  await witness();
  const before = readFileSync(keep, 'utf8');
  root = await published(count, 7);
  expect(await witness()).toMatchObject({ status: 3, stdout: expect.stringContaining(text) });
  expect(readFileSync(keep, 'utf8')).toBe(before);
  const evidence = JSON.parse(readFileSync(`${keep}.evidence.json`, 'utf8')) as { kept: { note: string }; served: { note: string } };
  expect([evidence.kept.note, evidence.served.note].map((note) => note.split('\n')[1])).toEqual(['8', String(count)]);
  // It stays refused.
  expect((await witness()).status).toBe(3);
});

test('an edition that is served with another content than the log has is refused', async () => {
  root = await published(8);
  await witness();
  writeFileSync(join(root, '19.71/2026/7/manifest.json'), 'manifest 7 changed');
  expect(await witness()).toMatchObject({
    status: 3,
    stdout: expect.stringContaining('Edition 19.71/2026/7 as it is served is not the one in the log'),
  });
});

test('of a log that was seen before, all manifests that are new are read and some of the others', async () => {
  const asked = new Set<string>();
  answer = (path) => {
    if (path.endsWith('manifest.json') && !path.startsWith('/p/')) asked.add(path);
    return false;
  };
  root = await published(260);
  await witness();
  expect(asked.size).toBe(260);
  asked.clear();
  root = await published(265);
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('5 more: 265 editions') });
  expect(asked.size).toBe(205);
  for (let number = 261; number <= 265; number++) expect(asked).toContain(`/19.71/2026/${number}/manifest.json`);
  const first = new Set(asked);
  asked.clear();
  await witness();
  expect(asked.size).toBe(200);
  expect(asked.isSubsetOf(first)).toBe(false);
});

test('an older register of answers and documents is refused, and so is one that the publisher did not sign', async () => {
  root = await published(3);
  const register = (number: number | undefined, signer = key) =>
    writeRegister(root, { ...noRegister, ...(number !== undefined && { format: 'sipkadin-register/2', number }) }, signer);
  register(undefined);
  expect((await witness()).status).toBe(0);
  register(5);
  expect((await witness()).status).toBe(0);
  register(4);
  expect(await witness()).toMatchObject({ status: 3, stdout: expect.stringContaining('older than one that was seen: number 4, before 5') });
  register(undefined);
  expect(await witness()).toMatchObject({ status: 3, stdout: expect.stringContaining('number 0, before 5') });
  register(6, temporaryKey());
  expect(await witness()).toMatchObject({ status: 3, stdout: expect.stringContaining('is not signed by the publisher') });
  register(6);
  expect((await witness()).status).toBe(0);
  const kept = JSON.parse(readFileSync(keep, 'utf8')) as { registers: unknown };
  expect(kept.registers).toEqual({ '19.71': 6 });
});

test('another key is refused until it is named, and history must go on under it', async () => {
  root = await published(3);
  await witness();
  const next = temporaryKey();
  const honest = root;
  root = mkdtempSync(join(folder, 'editions-'));
  cpSync(honest, root, { recursive: true });
  rmSync(join(root, 'log'), { recursive: true });
  const entries = (JSON.parse(readFileSync(keep, 'utf8')) as { entries: string[] }).entries.map((text) => JSON.parse(text) as LogEntry);
  await writeLog(root, entries, next);
  writeFileSync(join(root, 'kunci.pem'), next.publicKeyPem);
  expect(await witness()).toMatchObject({ status: 3, stdout: expect.stringContaining('key is not the one of the last look') });
  writeFileSync(join(folder, 'next.pem'), next.publicKeyPem);
  expect(await witness('--key', join(folder, 'next.pem'))).toMatchObject({ status: 0 });
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('unchanged: 3 editions') });
});

test('a rotated key is followed by itself; a lost one is reported until a person accepts the new key', async () => {
  root = await published(3);
  await witness();
  const entries = (JSON.parse(readFileSync(keep, 'utf8')) as { entries: string[] }).entries.map((text) => JSON.parse(text) as LogEntry);
  const [first] = entries;
  const [next, last] = [temporaryKey(), temporaryKey()];
  const head = async (size: number) => ({
    ...{ log: logName(first as LogEntry), size, root: await rootOfEntries(entries.slice(0, size), nodeCryptography.sha256) },
    ...{ time: '2026-11-30T08:00:00.000Z', reason: 'Setahun sekali', by: '' },
  });
  await publishKeyStatement(root, { ...(await head(3)), former: key, next });
  await writeLog(root, entries, next);
  writeFileSync(join(root, 'kunci.pem'), next.publicKeyPem);
  writeFileSync(join(folder, 'first.pem'), key.publicKeyPem);
  const fingerprint = readableFingerprint(next.id);
  expect(await witness()).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`another key, with the fingerprint: ${fingerprint}`),
  });
  // As often as it is asked, also with the key that was given out first.
  expect(await witness('--key', join(folder, 'first.pem'))).toMatchObject({ status: 0 });

  await publishKeyStatement(root, { ...(await head(3)), former: { id: next.id, publicKeyPem: next.publicKeyPem }, next: last });
  await writeLog(root, entries, last);
  writeFileSync(join(root, 'kunci.pem'), last.publicKeyPem);
  for (const more of [[], ['--key', join(folder, 'first.pem')], ['--accept', fingerprint]])
    expect(await witness(...more)).toMatchObject({ status: 3, stdout: expect.stringContaining(`the key ${fingerprint} was lost`) });
  expect(await witness('--accept', 'abcd')).toMatchObject({ status: 64 });
  expect(await witness('--accept', readableFingerprint(last.id))).toMatchObject({ status: 0 });
  expect(await witness()).toMatchObject({ status: 0, stdout: expect.stringContaining('unchanged: 3 editions') });
});

test('answers that are no log are refused in words, and nothing that was kept is lost', async () => {
  root = await published(3);
  await witness();
  const before = readFileSync(keep, 'utf8');
  for (const bad of ['', 'x'.repeat(100_000), '\u0000\ud800', '{"size":3}']) {
    answer = (path, response) => path === '/log/checkpoint' && Boolean(response.end(bad));
    expect(await witness(), bad.slice(0, 20)).toMatchObject({ status: 1 });
  }
  answer = (path, response) => path === '/log/checkpoint' && Boolean(response.writeHead(500).end());
  expect(await witness()).toMatchObject({ status: 1, stderr: expect.stringContaining('answered 500') });
  expect(readFileSync(keep, 'utf8')).toBe(before);
  answer = undefined;
  writeFileSync(keep, 'not json');
  expect(await witness()).toMatchObject({ status: 1, stderr: expect.stringContaining('is damaged') });
  expect((await here(['witness', 'ftp://example.org'])).status).toBe(64);
});

test('an answer without an end is given up', async () => {
  answer = (_, response) => {
    response.write('begun');
    return true;
  };
  await expect(fetchFile(new URL(site), 1000, new AbortController().signal, 50)).rejects.toMatchObject({ name: 'TimeoutError' });
  answer = (_, response) => Boolean(response.end('x'.repeat(2000)));
  await expect(fetchFile(new URL(site), 1000, new AbortController().signal)).rejects.toThrow('longer than 1000 bytes');
});
