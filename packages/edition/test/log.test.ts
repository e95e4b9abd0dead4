import { createHash, createPublicKey, verify } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditionContent } from '../src/edition.ts';
import { writeEdition } from '../src/folder/write.ts';
import { checkEdition, checkInclusion } from '../src/log/check-edition.ts';
import { checkLog, type LogLook } from '../src/log/check-log.ts';
import { rawKeyOf } from '../src/log/head.ts';
import type { KeptLog } from '../src/log/kept-log.ts';
import { entryText, type LogEntry } from '../src/log/log-entry.ts';
import { logFile } from '../src/log/log-file.ts';
import { nodeCryptography } from '../src/log/node-cryptography.ts';
import { entryTilePath, hashTilePath, logPath } from '../src/log/tiles.ts';
import { leafHash, rootOf } from '../src/log/tree.ts';
import { logOf, writeLog } from '../src/log/write-log.ts';
import { loadSigningKey, type SigningKey, temporaryKey } from '../src/sign.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { sampleContent } from './sample.ts';
import { makeWritable } from './writable.ts';

const { sha256 } = nodeCryptography;
let folder: string;
let key: SigningKey;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-log-'));
  key = loadSigningKey(join(folder, 'key.pem'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freshRoot = () => mkdtempSync(join(folder, 'editions-'));
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
/** Leaves of editions that are not written. */
const leaves = (count: number, changed?: number): LogEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ government: '19.71', year: 2026, number: at + 1, key: key.id },
    hash: hashOf(`${at + 1}${changed === at + 1 ? ' changed' : ''}`),
  }));
const publicKeyOf = (signer = key) => rawKeyOf(signer.publicKeyPem) ?? new Uint8Array();
const look = (root: string, kept?: KeptLog, publicKey = publicKeyOf()): Promise<LogLook> =>
  checkLog((path) => Promise.resolve(logFile(root, path)), { publicKey, kept, cryptography: nodeCryptography });
const codes = ({ problems }: { problems: readonly { code: string }[] }) => problems.map(({ code }) => code);
async function written(entries: readonly LogEntry[], signer = key): Promise<string> {
  const root = freshRoot();
  await writeLog(root, entries, signer);
  return root;
}

// The inputs and roots by which implementations of RFC 6962 are tested.
it('hashes as RFC 6962 does', async () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hashes = await Promise.all(inputs.map((input) => leafHash(Buffer.from(input, 'hex'), sha256)));
  for (const [at, root] of roots.entries()) expect(Buffer.from(await rootOf(hashes.slice(0, at + 1), sha256)).toString('hex')).toBe(root);
  expect(Buffer.from(await rootOf([], sha256)).toString('hex')).toBe(hashOf(''));
});

it('signs its head so that other tools find and verify the signature', async () => {
  const root = await written(leaves(3));
  const note = readFileSync(join(root, 'log', 'checkpoint'), 'utf8');
  const [text = '', line = ''] = note.split('\n\n');
  const [origin, size] = text.split('\n');
  expect([origin, size]).toEqual([`sipkadin-log/${hashOf('1').slice(0, 16)}`, '3']);
  const [dash, name, value = ''] = line.trimEnd().split(' ');
  const bytes = Buffer.from(value, 'base64');
  const publicKey = createPublicKey(key.publicKeyPem);
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
  const hint = createHash('sha256')
    .update(`${origin}\n`)
    .update(Buffer.from([1]))
    .update(raw)
    .digest()
    .subarray(0, 4);
  expect([dash, name, bytes.subarray(0, 4)]).toEqual(['—', origin, hint]);
  expect(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4))).toBe(true);
});

it('stores leaves and hashes in tiles of 256, by names of three digits', async () => {
  const entries = leaves(600);
  const root = await written(entries);
  const partial = logFile(root, 'tile/entries/002.p/88');
  expect(partial?.readUInt16BE(0)).toBe(entryText(entries[512] as LogEntry).length);
  const first = logFile(root, 'tile/0/000') ?? Buffer.alloc(0);
  expect([first.length, first.subarray(32, 64)]).toEqual([8192, await leafHash(Buffer.from(entryText(entries[1] as LogEntry)), sha256)]);
  const above = logFile(root, 'tile/1/000.p/2') ?? Buffer.alloc(0);
  const hashes = Array.from({ length: 256 }, (_, at) => first.subarray(at * 32, at * 32 + 32));
  expect([above.length, above.subarray(0, 32)]).toEqual([64, await rootOf(hashes, sha256)]);
  expect(codes(await look(root))).toEqual([]);
  const names = [hashTilePath(0, 1_234_067, 256), entryTilePath(5, 3)];
  expect(names).toEqual(['tile/0/x001/x234/067', 'tile/entries/005.p/3']);
  for (const path of names) expect(logPath.test(path), path).toBe(true);
  for (const path of ['tile/0/000.p', '../checkpoint', 'tile/0/../../x', 'tile/0/000.p/256', 'tile/9/000'])
    expect(logPath.test(path), path).toBe(false);
  expect(logFile(root, 'tile/entries/002.p')).toBeUndefined();
});

it('grows, and a mirror that is behind is no attack', async () => {
  const root = freshRoot();
  await writeLog(root, leaves(5), key);
  const behind = join(root, '..', 'mirror');
  cpSync(root, behind, { recursive: true });
  const first = await look(root);
  expect([first.standing, codes(first), first.keep?.entries.length]).toEqual(['first', [], 5]);
  await writeLog(root, leaves(9), key);
  const second = await look(root, first.keep);
  expect([second.standing, codes(second), second.keep?.entries.length]).toEqual(['grown', [], 9]);
  const again = await look(root, second.keep);
  expect([again.standing, codes(again), again.keep]).toEqual(['same', [], undefined]);
  const mirror = await look(behind, second.keep);
  expect([mirror.standing, codes(mirror), mirror.keep]).toEqual(['behind', [], undefined]);
  // The writer never goes back, nor on from what is not its own.
  await writeLog(root, leaves(4), key);
  expect((await look(root, second.keep)).standing).toBe('same');
  await expect(writeLog(root, leaves(12, 7), key)).rejects.toMatchObject({ code: 'damaged' });
});

it.each([
  ['longer', 12, 'rewritten'],
  ['of the same length', 9, 'split'],
  ['shorter', 8, 'rewritten'],
] as const)('a history that is %s, rewritten and signed with the key, is refused and its edition named', async (_, size, code) => {
  const { keep } = await look(await written(leaves(9)));
  const forged = await look(await written(leaves(size, 7)), keep);
  expect([codes(forged), forged.keep]).toEqual([[code], undefined]);
  expect(forged.problems[0]?.message.en).toContain(`19.71/2026/7 (${hashOf('7').slice(0, 12)} → ${hashOf('7 changed').slice(0, 12)})`);
  expect(forged.problems[0]?.message.id).toContain('19.71/2026/7');
});

it('names what else is not as it was', async () => {
  const good = await written(leaves(9));
  const { keep } = await look(good);
  const other = temporaryKey();
  expect(codes(await look(await written(leaves(9), other), keep))).toEqual(['signature']);
  expect(codes(await look(await written(leaves(10), other), keep, publicKeyOf(other)))).toEqual(['other-key']);
  expect(codes(await look(await written(leaves(9, 1)), keep))).toEqual(['other-log']);
  const replacement = leaves(9, 7)[6] as LogEntry;
  expect(codes(await look(await written([...leaves(9), replacement]), keep))).toEqual(['twice']);
  expect(codes(await look(good, { ...(keep as KeptLog), entries: leaves(8).map(entryText) }))).toEqual(['unreadable']);
  expect(codes(await look(freshRoot()))).toEqual(['no-log']);
  for (const [path, text, code] of [
    ['checkpoint', 'x', 'unreadable'],
    ['checkpoint', (logFile(good, 'checkpoint')?.toString('utf8') ?? '').replace('\n9\n', '\n900000\n'), 'signature'],
    ['tile/entries/000.p/9', '{}', 'unreadable'],
    ['tile/entries/000.p/9', String.fromCharCode(255).repeat(900), 'unreadable'],
  ] as const) {
    const root = freshRoot();
    cpSync(good, root, { recursive: true });
    writeFileSync(join(root, 'log', path), text);
    expect([codes(await look(root)), await logOf(root)], path).toEqual([[code], expect.any(String)]);
  }
});

it('reads no leaves of a head that none of the keys signed', async () => {
  const root = await written(leaves(9), temporaryKey());
  const read: string[] = [];
  const found = await checkLog(
    (path) => {
      read.push(path);
      return Promise.resolve(logFile(root, path));
    },
    { publicKey: publicKeyOf(), kept: undefined, cryptography: nodeCryptography },
  );
  expect([codes(found), found.log?.head.size, found.log?.entries]).toEqual([['signature'], 9, []]);
  expect(read.filter((path) => path.startsWith('tile/'))).toEqual([]);
});

/** Nothing but the files that every edition has. */
const contentOf = (number: number, previous: EditionContent['previous'], note = ''): EditionContent => ({
  ...sampleContent(1, { units: 1 }),
  ...{ number, previous, note, names: [], sources: [], lines: [], months: [], progress: [], official: [] },
});

interface Year {
  root: string;
  entries: LogEntry[];
  dir: (number: number) => string;
}

/** Three editions of a year and their log. @param note of the second */
async function publishYear(note = ''): Promise<Year> {
  const root = freshRoot();
  const entries: LogEntry[] = [];
  const dirs: string[] = [];
  for (const number of [1, 2, 3]) {
    const previous = entries.at(-1);
    const content = contentOf(number, previous ? { number: previous.number, hash: previous.hash } : null, number === 2 ? note : '');
    const { dir, hash } = await writeEdition(root, content, key);
    dirs.push(dir);
    entries.push({ government: content.government.code, year: content.year, number, hash, key: key.id });
  }
  await writeLog(root, entries, key);
  return { root, entries, dir: (number) => dirs[number - 1] ?? '' };
}
let honest: Year;
beforeAll(async () => {
  honest = await publishYear();
});

const readIn = (dir: string, path: string) => {
  try {
    return Promise.resolve(readFileSync(join(dir, path)));
  } catch {
    return Promise.resolve(undefined);
  }
};
const lookAt = (dir: string) =>
  checkEdition(
    { file: (path) => readIn(dir, path), manifestOf: (number) => readIn(join(dir, '..', String(number)), 'manifest.json') },
    { publicKey: publicKeyOf(), cryptography: nodeCryptography },
  );

// The operator holds the key: nothing in the forged folder itself is wrong.
it('the operator replaces an edition and everything after it: each reader who was there before says so', async () => {
  const { keep } = await look(honest.root);
  const forged = await publishYear('other');
  expect(verifyEdition(forged.dir(2), key.publicKeyPem)).toEqual([]);
  expect(codes(await look(forged.root))).toEqual([]);
  const caught = await look(forged.root, keep);
  expect([codes(caught), caught.problems[0]?.message.en]).toEqual([['split'], expect.stringContaining('/2 (')]);
  // With the log left as it was, the edition that is shown is not the one in it.
  const shown = await lookAt(forged.dir(2));
  expect(codes(shown)).toEqual([]);
  expect(checkInclusion(shown, honest.entries)).toMatchObject({ code: 'unlogged' });
  expect(checkInclusion(await lookAt(honest.dir(2)), honest.entries)).toBeUndefined();
});

it('a check from the files alone finds what `verifyEdition` finds in them', async () => {
  const { dir } = honest;
  makeWritable(honest.root);
  const kinds = (problems: readonly { code: string; path: string }[]) => problems.map(({ code, path }) => `${code} ${path}`);
  for (const [path, change, expected] of [
    ['units.json', '[{}]\n', 'changed units.json'],
    ['manifest.sig', 'x', 'signature manifest.sig'],
    ['../2/manifest.json', '{"number":2,"files":[],"government":{"code":"19.71"}}', 'chain manifest.json'],
  ] as const) {
    expect([codes(await lookAt(dir(3))), verifyEdition(dir(3), key.publicKeyPem)]).toEqual([[], []]);
    const before = readFileSync(join(dir(3), path));
    writeFileSync(join(dir(3), path), change);
    expect(kinds((await lookAt(dir(3))).problems)).toContain(expected);
    expect(kinds(verifyEdition(dir(3), key.publicKeyPem))).toContain(expected);
    writeFileSync(join(dir(3), path), before);
  }
});
