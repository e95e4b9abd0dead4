import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keysOf } from '../src/keys/chain.ts';
import { parseFingerprint, readableFingerprint } from '../src/keys/fingerprint.ts';
import { chainPems, keyChainOf, pemOfSigner, presentKeyPem, publishKeyStatement } from '../src/keys/folder.ts';
import { type KeyStatement, parseStatement, statementText } from '../src/keys/statement.ts';
import { checkLog, type LogLook } from '../src/log/check-log.ts';
import { headText, rawKeyOf, signedHead } from '../src/log/head.ts';
import type { KeptLog } from '../src/log/kept-log.ts';
import type { LogEntry } from '../src/log/log-entry.ts';
import { logFile } from '../src/log/log-file.ts';
import { nodeCryptography } from '../src/log/node-cryptography.ts';
import { rootOfEntries } from '../src/log/read-log.ts';
import { logOf, writeLog } from '../src/log/write-log.ts';
import { type SigningKey, signBytes, temporaryKey } from '../src/sign.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const [first, second, third, stranger] = [temporaryKey(), temporaryKey(), temporaryKey(), temporaryKey()];
const rawOf = ({ publicKeyPem }: SigningKey) => rawKeyOf(publicKeyPem) ?? new Uint8Array();
const codes = ({ problems }: LogLook) => problems.map(({ code }) => code);
const copyOf = (root: string) => {
  const copy = mkdtempSync(join(folder, 'copy-'));
  cpSync(root, copy, { recursive: true });
  return copy;
};

/** Leaves of editions that are not written: the first four of the first key, then two of the second, then the third's. */
const leaves = (count: number, changed?: number, signers = [first, second, third]): LogEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ government: '19.71', year: 2026, number: at + 1, key: signers[at < 4 ? 0 : at < 6 ? 1 : 2]?.id ?? '' },
    hash: hashOf(`${at + 1}${changed === at + 1 ? ' changed' : ''}`),
  }));

const reason = 'Kunci diganti setahun sekali';
async function replace(root: string, former: Parameters<typeof publishKeyStatement>[1]['former'], next: SigningKey, size: number) {
  const log = await logOf(root);
  if (typeof log === 'string') throw new Error(log);
  const head = { log: log.head.origin, size, root: await rootOfEntries(log.entries.slice(0, size), nodeCryptography.sha256) };
  return publishKeyStatement(root, { ...head, former, next, time: '2026-11-30T08:00:00.000Z', reason, by: 'BPKAD' });
}

/** A log whose key was replaced after four and after six leaves. @param count of leaves, nine in all */
async function rotated(count = 9, changed?: number): Promise<string> {
  const root = mkdtempSync(join(folder, 'editions-'));
  const entries = leaves(count, changed);
  await writeLog(root, entries.slice(0, 4), first);
  if (count > 4) {
    await replace(root, first, second, 4);
    await writeLog(root, entries.slice(0, 6), second);
  }
  if (count > 6) {
    await replace(root, second, third, 6);
    await writeLog(root, entries, third);
  }
  return root;
}

const look = (root: string, key: SigningKey, kept?: KeptLog, more: { isGiven?: boolean; accept?: string } = {}) =>
  checkLog((path) => Promise.resolve(logFile(root, path)), {
    ...{ publicKey: rawOf(key), kept, cryptography: nodeCryptography },
    ...more,
  });
const keptOf = async (root: string, key: SigningKey) => (await look(root, key)).keep as KeptLog;
/** Puts a head over these leaves that this key signs, whatever the writer of logs would refuse. */
async function forceHead(root: string, entries: readonly LogEntry[], key: SigningKey): Promise<void> {
  const origin = `sipkadin-log/${entries[0]?.hash.slice(0, 16)}`;
  const fresh = mkdtempSync(join(folder, 'forced-'));
  await writeLog(fresh, entries, key);
  cpSync(join(fresh, 'log'), join(root, 'log'), { recursive: true });
  const head = { origin, size: entries.length, root: await rootOfEntries(entries, nodeCryptography.sha256) };
  const signature = signBytes(Buffer.from(headText(head)), key);
  writeFileSync(join(root, 'log/checkpoint'), await signedHead(head, { publicKey: rawOf(key), signature }, nodeCryptography.sha256));
}

it('states a replaced key in a form that never changes', () => {
  const statement: KeyStatement = {
    ...{ format: 'sipkadin-keys/1', kind: 'rotation', number: 1, previous: '', log: 'sipkadin-log/0123456789abcdef', size: 12 },
    ...{ root: `${'A'.repeat(43)}=`, time: '2026-11-30T08:00:00.000Z', reason: 'Tahunan', by: '' },
    ...{ oldKey: `${'B'.repeat(43)}=`, oldFingerprint: 'b'.repeat(64), newKey: `${'C'.repeat(43)}=`, newFingerprint: 'c'.repeat(64) },
  };
  expect(statementText(statement)).toBe(
    `{"by":"","format":"sipkadin-keys/1","kind":"rotation","log":"sipkadin-log/0123456789abcdef","newFingerprint":"${'c'.repeat(64)}",` +
      `"newKey":"${'C'.repeat(43)}=","number":1,"oldFingerprint":"${'b'.repeat(64)}","oldKey":"${'B'.repeat(43)}=","previous":"",` +
      `"reason":"Tahunan","root":"${'A'.repeat(43)}=","size":12,"time":"2026-11-30T08:00:00.000Z"}\n`,
  );
});

it('every reader goes on over two rotations, from whichever key it knew first', async () => {
  const root = await rotated();
  expect(keyChainOf(root)).toMatchObject({ fault: undefined, statements: [{ number: 1 }, { number: 2 }] });
  expect([...chainPems(keyChainOf(root)).values()]).toEqual([first, second, third].map(({ publicKeyPem }) => publicKeyPem));
  // A first look, the former key from elsewhere, and one for each time of the last look.
  for (const key of [first, second, third]) expect(codes(await look(root, key, undefined, { isGiven: true })), key.id).toEqual([]);
  for (const [count, key] of [[4, first] as const, [6, second] as const, [9, third] as const]) {
    const kept = await keptOf(await rotated(count), key);
    const now = await look(root, third, kept);
    expect([codes(now), now.keys.length]).toEqual([[], 3]);
    expect(now.keep ?? kept).toMatchObject({
      key: Buffer.from(rawOf(third)).toString('base64'),
      keys: [expect.any(String), expect.any(String)],
    });
    // A mirror that is behind, with its own former key.
    const behind = await look(await rotated(4), first, now.keep ?? kept);
    expect([codes(behind), behind.standing, behind.keep]).toEqual([[], 'behind', undefined]);
  }
  // Killed between statement and head: the head is the one that the statement names.
  const between = await rotated(4);
  await replace(between, first, second, 4);
  expect(codes(await look(between, first))).toEqual([]);
  expect(codes(await look(between, second, await keptOf(await rotated(4), first)))).toEqual([]);
  // A process that still has the former key signs nothing any more.
  await expect(writeLog(between, leaves(5), first)).rejects.toMatchObject({ code: 'bad-key' });
});

it('who has the new key alone cannot rewrite what the former one signed: first readers see it too', async () => {
  const kept = await keptOf(await rotated(4), first);
  for (const changed of [2, 5]) {
    const forged = copyOf(await rotated());
    await forceHead(forged, leaves(9, changed), third);
    expect(codes(await look(forged, third))).toContain('keys');
    expect(codes(await look(forged, third, await keptOf(await rotated(), third)))).toContain('keys');
  }
  // Without the statements there is no way from the key that was known, and no first leaf of the former key's.
  const bare = copyOf(await rotated());
  rmSync(join(bare, 'log/keys'), { recursive: true });
  expect(codes(await look(bare, third, kept))).toEqual(['other-key']);
  // Signing what is said to be old with the new key.
  const early = copyOf(await rotated());
  await forceHead(early, [...leaves(9), { ...(leaves(10)[9] as LogEntry), key: first.id }], third);
  expect(codes(await look(early, third))).toEqual(['keys']);
});

it('a forged, rewritten, replayed or second statement is refused', async () => {
  const kept = await keptOf(await rotated(4), first);
  const chainKept = await keptOf(await rotated(), third);

  const forged = copyOf(await rotated(4));
  await replace(forged, { ...stranger, id: first.id, publicKeyPem: first.publicKeyPem }, second, 4);
  await forceHead(forged, leaves(5), second);
  expect(codes(await look(forged, second))).toContain('keys');
  expect(codes(await look(forged, second, kept))).toEqual(expect.arrayContaining(['keys', 'other-key']));

  // The former key's owner names another root than the log had.
  const rewritten = copyOf(await rotated(4));
  await forceHead(rewritten, leaves(4, 2), first);
  await replace(rewritten, first, second, 4);
  await forceHead(rewritten, leaves(9), second);
  expect(codes(await look(rewritten, second))).toContain('keys');
  expect(codes(await look(rewritten, second, kept))).toContain('keys');

  // An older state of the chain, and heads that its last key signs although it was replaced.
  const replayed = copyOf(await rotated(6));
  expect(codes(await look(replayed, second, chainKept))).toEqual([]);
  await forceHead(replayed, leaves(10), second);
  expect(codes(await look(replayed, second, chainKept))).toEqual(['signature']);

  const fork = copyOf(await rotated(4));
  await replace(fork, first, stranger, 4);
  await writeLog(fork, leaves(9, undefined, [first, stranger, stranger]), stranger);
  expect(codes(await look(fork, stranger))).toEqual([]);
  expect(codes(await look(fork, stranger, chainKept))).toEqual(expect.arrayContaining(['forked-keys', 'other-key']));
  // The writer makes no second one.
  await expect(replace(fork, first, second, 4)).rejects.toMatchObject({ code: 'bad-key' });

  // One changed byte, and statements that are no statement.
  const note = readFileSync(join(fork, 'log/keys/1'), 'utf8');
  for (const text of [note.replace('BPKAD', 'BPKAX'), note.replace('"size":4', '"size":3'), note.slice(0, -2), '{}', 'x'.repeat(9000)]) {
    writeFileSync(join(fork, 'log/keys/1'), text);
    expect(codes(await look(fork, stranger)), text.slice(0, 30)).toContain('keys');
    expect(keyChainOf(fork).fault, text.slice(0, 30)).toBeDefined();
  }
});

it('a lost key breaks the chain in public: readers who were there say so until a person accepts the new one', async () => {
  const kept = await keptOf(await rotated(4), first);
  const root = await rotated(4);
  await replace(root, { id: first.id, publicKeyPem: first.publicKeyPem }, second, 4);
  await writeLog(root, leaves(5), second);
  // A first reader has nothing to compare with, and finds the break among the keys.
  const fresh = await look(root, second);
  expect([codes(fresh), fresh.keys.map(({ came }) => came)]).toEqual([[], [undefined, 'break']]);
  for (const key of [first, second]) {
    const found = await look(root, key, kept);
    expect([codes(found), found.keep]).toEqual([['broken-keys'], undefined]);
    expect(found.problems[0]?.message.id).toContain(`2026-11-30 oleh BPKAD: kunci ${readableFingerprint(first.id)} hilang`);
    expect(found.problems[0]?.message.en).toContain(reason);
  }
  expect(codes(await look(root, first, undefined, { isGiven: true }))).toEqual(['broken-keys']);
  expect(codes(await look(root, second, kept, { accept: stranger.id }))).toEqual(['broken-keys']);
  const accepted = await look(root, second, kept, { accept: parseFingerprint(readableFingerprint(second.id)) ?? '' });
  expect(codes(accepted)).toEqual([]);
  expect(codes(await look(root, second, accepted.keep))).toEqual([]);
  // A public key that nobody has any more is named by its fingerprint alone.
  const unknown = await rotated(4);
  await replace(unknown, { id: first.id, publicKeyPem: undefined }, second, 4);
  expect(keysOf(keyChainOf(unknown))).toMatchObject([{ key: undefined, fingerprint: first.id, until: 4 }, { fingerprint: second.id }]);
});

it('the key to check with is found from any key of the chain, and never over a break from the lost one', async () => {
  const root = await rotated();
  const [one, two, three] = [first, second, third].map(({ publicKeyPem }) => publicKeyPem);
  const chain = keyChainOf(root);
  expect([undefined, one, two, three, stranger.publicKeyPem].map((known) => presentKeyPem(chain, known))).toEqual([
    ...[three, three, three, three],
    stranger.publicKeyPem,
  ]);
  expect([pemOfSigner(chain, one ?? '', third.id), pemOfSigner(chain, three ?? '', first.id)]).toEqual([three, one]);
  await replace(root, { id: third.id, publicKeyPem: third.publicKeyPem }, stranger, 9);
  const broken = keyChainOf(root);
  expect([one, stranger.publicKeyPem, undefined].map((known) => presentKeyPem(broken, known))).toEqual([
    three,
    ...[stranger.publicKeyPem, stranger.publicKeyPem],
  ]);
  expect([pemOfSigner(broken, one ?? '', stranger.id), pemOfSigner(broken, stranger.publicKeyPem, second.id)]).toEqual([one, two]);
});

it('a fingerprint reads the same with and without blanks', () => {
  expect(readableFingerprint(first.id)).toMatch(/^(?:[0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(parseFingerprint(` ${readableFingerprint(first.id).toUpperCase()} `)).toBe(first.id);
  expect(parseFingerprint(first.id.slice(1))).toBeUndefined();
  expect(parseStatement(Buffer.from('{}\n\n— a b\n'))).toBeUndefined();
  mkdirSync(join(folder, 'empty'));
  expect(keyChainOf(join(folder, 'empty'))).toEqual({ statements: [], notes: [], fault: undefined });
});
