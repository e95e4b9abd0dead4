import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  announce,
  type EditionContent,
  type LogEntry,
  latestReference,
  openEditions,
  type PublicRegister,
  publishReference,
  type ReferenceContent,
  readRegister,
  type SigningKey,
  temporaryKey,
  verifyEdition,
  writeEdition,
  writeLog,
  writeRegister,
} from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { lockFolder } from '@sipkadin/ledger';
import { createSite } from '@sipkadin/site';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copiedUntil, mirrorState, writeMirrorState } from '../../src/data-folder/mirror-state.ts';
import { here } from '../run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-mirror-'));
const key = temporaryKey();
/** Some lines of each measure: an edition is written and verified many times. */
const whole = sampleContent(1, { units: 1 });
const lines = [...Map.groupBy(whole.lines, ({ measure }) => measure).values()].flatMap((of) => of.slice(0, 3));
const content: EditionContent = { ...whole, lines };
const { code } = content.government;

/** What is served: a plain copy of a folder of editions, with the key beside it. */
let source = '';
let answer: ((path: string, response: ServerResponse) => boolean) | undefined;
let asked: string[] = [];
const server = createServer(({ url = '' }, response) => {
  asked.push(url);
  if (answer?.(url, response)) return;
  if (url === '/kunci.pem') return void response.end(key.publicKeyPem);
  const file = join(source, url);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) response.end(readFileSync(file));
  else response.writeHead(404).end();
});
let site = '';
/** One edition; the same and a further one; the same with another second one. */
let [one, two, other] = ['', '', ''];
/** A mirror of the first. */
let ofOne = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  one = await published([content]);
  two = await published([content, later('')]);
  other = await published([content, later('lain')]);
  source = one;
  ofOne = mirror = join(mkdtempSync(join(folder, 'mirror-')), 'editions');
  await copy();
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
let mirror = '';
beforeEach(() => {
  mirror = join(mkdtempSync(join(folder, 'mirror-')), 'editions');
  answer = undefined;
  asked = [];
});

/** The next month: the realization is another, budget and plan are the same. */
function later(note: string): EditionContent {
  const next = lines.map((line) => (line.measure === 'realization' ? { ...line, amount: line.amount + 100n } : line));
  return { ...content, lines: next, note };
}

async function published(contents: EditionContent[], signer: SigningKey = key): Promise<string> {
  const root = mkdtempSync(join(folder, 'editions-'));
  const entries: LogEntry[] = [];
  for (const [at, edition] of contents.entries()) {
    const last = entries.at(-1);
    const previous = last === undefined ? null : { number: last.number, hash: last.hash };
    const { hash } = await writeEdition(root, { ...edition, number: at + 1, previous }, signer);
    entries.push({ government: code, year: 2026, number: at + 1, hash, key: signer.id });
    await announce(root, code, content.year, at + 1, hash);
  }
  await writeLog(root, entries, signer);
  return root;
}

const copy = (...words: string[]) => here(['mirror', site, mirror, '--lang', 'en', ...words]);
const numbers = () =>
  openEditions(mirror)
    .list(code, content.year)
    .map(({ number }) => number);
const dir = (root: string, number: number) => join(root, code, '2026', String(number));
/** Paths of an edition's files that were asked for. */
const askedOf = (number: number) => asked.filter((path) => path.startsWith(`/${code}/2026/${number}/`));

test('a mirror has each edition whole and verified, reads of the next one only what changed, and shares the rest', async () => {
  cpSync(ofOne, mirror, { recursive: true });
  source = two;
  expect(await copy()).toMatchObject({ status: 0, stdout: expect.stringContaining('1 editions added') });
  expect(numbers()).toEqual([1, 2]);
  expect(verifyEdition(dir(mirror, 2), key.publicKeyPem)).toEqual([]);
  for (const path of ['SHA256SUMS', 'manifest.json'])
    expect(readFileSync(join(dir(mirror, 2), path))).toEqual(readFileSync(join(dir(two, 2), path)));
  expect(readFileSync(join(mirror, 'log', 'checkpoint'))).toEqual(readFileSync(join(two, 'log', 'checkpoint')));
  expect(askedOf(2)).toContain(`/${code}/2026/2/summary.json`);
  expect(askedOf(2)).not.toContain(`/${code}/2026/2/names.json`);
  const inode = (number: number) => statSync(join(dir(mirror, number), 'names.json')).ino;
  expect(inode(2)).toBe(inode(1));
  asked = [];
  expect(await copy()).toMatchObject({ status: 0, stdout: expect.stringContaining('0 editions added, 0.0 MB read') });
  expect([...askedOf(1), ...askedOf(2)]).toEqual([]);
});

/** What a government publishes beside its editions, and the figures of other regions. */
async function withRest(root: string, declined: number, number?: number): Promise<void> {
  const register: PublicRegister = {
    ...(number !== undefined && { format: 'sipkadin-register/2', number }),
    ...{ government: code, contacts: [], takesQuestions: true, held: { count: 0, oldest: null }, declined, answers: [], documents: [] },
  };
  writeRegister(root, register, key);
  const residents = { year: content.year, of: new Map([[whole.government.code, 200_000 + declined]]) };
  const figures: ReferenceContent = {
    ...{
      sources: [],
      regions: [{ code: whole.government.code, name: 'Kota' }],
      budgets: null,
      years: new Map(),
      provisional: null,
      residents,
    },
  };
  await publishReference(root, figures, key, { now: '2026-11-20T00:00:00.000Z' });
}

test('a mirror has the register and the figures of other regions too, from a folder and from a site, and readers of it get both', async () => {
  source = mkdtempSync(join(folder, 'with-rest-'));
  cpSync(one, source, { recursive: true });
  await withRest(source, 1);
  const rest = (root: string) => [readRegister(root, code)?.hash, latestReference(root)?.hash];
  expect(await copy()).toMatchObject({ status: 0 });
  expect(rest(mirror)).toEqual(rest(source));
  expect(rest(mirror)).not.toContain(undefined);
  await withRest(source, 2);
  expect(await copy()).toMatchObject({ status: 0 });
  expect(rest(mirror)).toEqual(rest(source));

  // The mirror's own site is the source of another mirror.
  const served = createSite({ editions: openEditions(mirror), defaultGovernment: code, publicKey: key.publicKeyPem });
  answer = (url, response) => {
    void served.answer(url).then((found) => response.writeHead(found?.status ?? 404).end(found?.bytes));
    return true;
  };
  const first = mirror;
  mirror = join(mkdtempSync(join(folder, 'mirror-')), 'editions');
  expect(await copy()).toMatchObject({ status: 0, stdout: expect.stringContaining('1 editions added') });
  expect(rest(mirror)).toEqual(rest(first));
  served.stop();
});

test('a register that is older than the one of the mirror is refused, and the mirror keeps its own', async () => {
  cpSync(ofOne, mirror, { recursive: true });
  source = mkdtempSync(join(folder, 'with-rest-'));
  cpSync(one, source, { recursive: true });
  await withRest(source, 2, 7);
  expect(await copy()).toMatchObject({ status: 0 });
  await withRest(source, 1, 6);
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringContaining('is older than the one here: number 6, here 7') });
  expect(readRegister(mirror, code)?.register).toMatchObject({ number: 7, declined: 2 });
});

test.each([
  ['register.json', `/${code}/register.json`],
  ['acuan/manifest.json', '/acuan/1/manifest.json'],
  ['acuan/regions.csv', '/acuan/1/regions.csv'],
  ['acuan/public-key.pem', '/acuan/1/public-key.pem'],
])('%s that nobody of the publisher signed is refused, and the mirror keeps what it had', async (name, path) => {
  cpSync(ofOne, mirror, { recursive: true });
  source = mkdtempSync(join(folder, 'with-rest-'));
  cpSync(one, source, { recursive: true });
  await withRest(source, 1);
  const changed = path.endsWith('.pem')
    ? temporaryKey().publicKeyPem
    : readFileSync(join(source, path), 'utf8').replace(/200001|"declined":1|"number":1/, (text) => text.replace('1', '3'));
  answer = (url, response) => {
    if (url === path) response.end(changed);
    return url === path;
  };
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringMatching(/is not served as it was signed/) });
  expect([readRegister(mirror, code) === undefined, latestReference(mirror)]).toEqual([name === 'register.json', undefined]);
});

test('a mirror that was not read for two days, or has more than its source, says so on its pages', async () => {
  cpSync(ofOne, mirror, { recursive: true });
  let now = new Date('2026-11-20T08:00:00.000Z');
  const state = { site, at: '2026-11-20T01:00:00.000Z' };
  writeMirrorState(mirror, { ...state, behind: false });
  const served = createSite({
    ...{ editions: openEditions(mirror), defaultGovernment: code, publicKey: key.publicKeyPem },
    copiedUntil: () => copiedUntil(mirror, now),
    now: () => now.toISOString(),
  });
  const notice = async (address: string) => {
    served.refresh();
    const text = String((await served.answer(address))?.bytes).replaceAll('\u00a0', ' ');
    return /(?:Ini salinan, sampai|This is a copy, up to) [^:]*/.exec(text)?.[0];
  };
  expect(await notice('/')).toBeUndefined();
  now = new Date('2026-11-22T02:00:00.000Z');
  expect([await notice('/'), await notice('/en/belanja')]).toEqual([
    'Ini salinan, sampai 20 November 2026',
    'This is a copy, up to 20 November 2026',
  ]);
  writeMirrorState(mirror, { ...state, at: now.toISOString(), behind: false });
  expect(await notice('/')).toBeUndefined();
  writeMirrorState(mirror, { ...state, behind: true });
  expect(await notice('/')).toBe('Ini salinan, sampai 20 November 2026');
  served.stop();
});

test('a source that is behind changes nothing, and the mirror records it', async () => {
  source = two;
  await copy();
  source = one;
  expect(await copy()).toMatchObject({ status: 0, stdout: expect.stringContaining('the site is behind: 1 editions') });
  expect([numbers(), mirrorState(mirror)?.behind]).toEqual([[1, 2], true]);
});

test('a rewritten history is refused, and readers keep what they had', async () => {
  source = two;
  await copy();
  const head = readFileSync(join(mirror, 'log', 'checkpoint'));
  source = other;
  expect(await copy()).toMatchObject({ status: 3, stdout: expect.stringContaining('Two histories of one length differ') });
  expect([numbers(), readFileSync(join(mirror, 'log', 'checkpoint'))]).toEqual([[1, 2], head]);
  expect(await copy('--key', keyFile(temporaryKey()))).toMatchObject({ status: 3 });
});

function keyFile(of: SigningKey): string {
  const path = join(folder, `${of.id}.pem`);
  writeFileSync(path, of.publicKeyPem);
  return path;
}

const endless = (response: ServerResponse) => {
  const more = () => {
    while (response.write('x'.repeat(65_536)));
    response.once('drain', more);
  };
  more();
};
const summary = `/${code}/2026/2/summary.json`;
test.each<[string, string, (response: ServerResponse) => void, RegExp]>([
  ['other bytes', summary, (response) => response.end('{}'), /summary\.json of edition .* is not served as it was signed/],
  [
    'a part of a file',
    summary,
    (response) => response.end(readFileSync(join(source, summary)).subarray(0, 50)),
    /not served as it was signed/,
  ],
  ['no such file', summary, (response) => response.writeHead(404).end(), /not served as it was signed/],
  ['a body without an end', summary, endless, /is longer than \d+ bytes/],
  [
    'a way to another server',
    summary,
    (response) => response.writeHead(302, { location: 'http://127.0.0.2:1/x' }).end(),
    /leads to another server/,
  ],
  ['a way in a circle', summary, (response) => response.writeHead(302, { location: summary }).end(), /too many other addresses/],
  ['another manifest', `/${code}/2026/2/manifest.json`, (response) => response.end('{}'), /manifest\.json of edition/],
  ['another signature', `/${code}/2026/2/manifest.sig`, (response) => response.end('x'.repeat(64)), /does not verify: manifest\.sig/],
  ['another key', `/${code}/2026/2/public-key.pem`, (response) => response.end(temporaryKey().publicKeyPem), /public-key\.pem of edition/],
])('a source that serves %s is refused, and the next run goes on', async (_, path, lie, message) => {
  cpSync(ofOne, mirror, { recursive: true });
  source = two;
  answer = (url, response) => {
    if (url === path) lie(response);
    return url === path;
  };
  const refused = await copy();
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringMatching(message)]);
  expect(numbers()).toEqual([1]);
  expect(existsSync(dir(mirror, 2))).toBe(false);
  expect(readdirSync(join(mirror, code, '2026')).sort()).toEqual(['1', 'published.json']);
  answer = undefined;
  expect(await copy()).toMatchObject({ status: 0 });
  expect(numbers()).toEqual([1, 2]);
});

test('a publisher cannot make a mirror read without a bound by sizes below zero', async () => {
  source = mkdtempSync(join(folder, 'editions-'));
  cpSync(one, source, { recursive: true });
  rmSync(join(source, 'log'), { recursive: true });
  const path = join(dir(source, 1), 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: { bytes: number }[] };
  const [first, last] = [manifest.files.at(0), manifest.files.at(-1)];
  if (first !== undefined) first.bytes = 2 ** 50;
  if (last !== undefined) last.bytes = -(2 ** 50);
  const text = `${JSON.stringify(manifest)}\n`;
  chmodSync(path, 0o644);
  writeFileSync(path, text);
  const hash = createHash('sha256').update(text).digest('hex');
  await writeLog(source, [{ government: code, year: 2026, number: 1, hash, key: key.id }], key);
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringContaining('manifest.json of edition') });
  expect(askedOf(1).filter((asked) => !asked.endsWith('/manifest.json'))).toEqual([]);
});

test('a connection that breaks is asked again, and one that always breaks is named', async () => {
  cpSync(ofOne, mirror, { recursive: true });
  source = two;
  let breaks = 2;
  answer = (url, response) => {
    if (url !== summary || breaks-- <= 0) return false;
    response.destroy();
    return true;
  };
  expect(await copy()).toMatchObject({ status: 0 });
  answer = (_, response) => Boolean(response.destroy());
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringMatching(/log\/checkpoint cannot be read: /) });
});

test('one process at a time copies into a folder, and removes what one that was killed left', async () => {
  cpSync(ofOne, mirror, { recursive: true });
  source = two;
  const left = join(mirror, code, '2026', '.new-2-killed');
  mkdirSync(left);
  const lock = lockFolder(mirror, 'serving');
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringContaining('another process copies into') });
  lock?.release();
  expect(await copy()).toMatchObject({ status: 0 });
  expect([numbers(), existsSync(left)]).toEqual([[1, 2], false]);
});

test('a folder that holds something else is refused', async () => {
  source = one;
  mirror = mkdtempSync(join(folder, 'foreign-'));
  writeFileSync(join(mirror, 'catatan.txt'), 'x');
  expect(await copy()).toMatchObject({ status: 1, stderr: expect.stringContaining('is not a mirror’s folder (it holds catatan.txt)') });
});
