import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions } from '@sipkadin/edition';
import { addGovernment, type Ledger, listEditions, openLedger, uploadStore } from '@sipkadin/ledger';
import { carryOut, importUpload, type Parts, publish, receive, settleEditions, submit, verify, verifyAll } from '@sipkadin/workflow';
import { afterAll, expect, test } from 'vitest';
import { backUp } from '../apps/server/src/data-folder/back-up.ts';
import { readConfig } from '../apps/server/src/settings/config.ts';
import { crashFile, crashFileName, government } from './crash-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-restore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const year = fiscalYear(2025);
const scope = { government: government.code, year };

async function open(data: string): Promise<Parts> {
  return {
    ledger: await openLedger({ url: `sqlite:${join(data, 'ledger.sqlite')}` }),
    uploads: uploadStore(join(data, 'uploads')),
    editionsRoot: join(data, 'editions'),
    signingKey: loadSigningKey(join(data, 'signing-key.pem')),
  };
}

async function verified(parts: Parts, turn: number): Promise<void> {
  const id = await receive(parts, { government: government.code, fileName: crashFileName(turn), source: crashFile(turn), actor: 'clerk' });
  await importUpload({ ...parts, id });
  await submit(parts.ledger, [id], 'clerk');
  await verify(parts.ledger, [id], 'verifier');
}

const published = (parts: Parts, note = '') => publish({ ...parts, ...scope, actor: 'publisher', note });
const verification = ({ ledger, editionsRoot, signingKey }: Parts) =>
  verifyAll({ ledger, editionsRoot, publicKeyPem: signingKey.publicKeyPem });

/** A data folder with two editions; further work on it is under way when it is copied. */
async function deployment(name: string): Promise<{ data: string; parts: Parts }> {
  const data = join(folder, name);
  const parts = await open(join(folder, name));
  await parts.ledger.transact((tx) => addGovernment(tx, government, 'setup'));
  await verified(parts, 0);
  await published(parts);
  await verified(parts, 1);
  await published(parts);
  return { data, parts };
}

test('a backup holds one moment, also where the next edition is published while it is made, and publishes again', async () => {
  const { data, parts } = await deployment('served');
  const target = join(folder, 'backup');
  const made = await backUp(readConfig({}, { data }), target, async () => {
    await verified(parts, 2);
    await published(parts);
  });
  expect(made).toEqual({ statements: 2, editions: 2, uploads: 2 });
  // Closed to the last connection: no log beside them.
  expect(readdirSync(target).filter((name) => /-(?:wal|shm)$/.test(name))).toEqual([]);
  await expect(backUp(readConfig({}, { data }), target)).rejects.toThrow(/is there already/);
  await parts.ledger.close();

  const restored = await open(target);
  expect(await verification(restored)).toMatchObject({ ok: true, seen: { editions: 2 } });
  expect(openEditions(restored.editionsRoot).list(government.code, year)).toHaveLength(2);
  expect(await published(restored, 'Setelah pemulihan')).toMatchObject({ number: 3 });
  expect(await verification(restored)).toMatchObject({ ok: true, seen: { editions: 3 } });
  await restored.ledger.close();
});

test('no backup is made of a deployment that does not verify', async () => {
  const { data, parts } = await deployment('damaged');
  await parts.ledger.close();
  const file = join(data, 'editions', government.code, String(year), '1', 'units.json');
  chmodSync(file, 0o644);
  writeFileSync(file, '[]');
  await expect(backUp(readConfig({}, { data }), join(folder, 'damaged-backup'))).rejects.toThrow(/does not verify.*19\.71\/2025\/1/);
  expect(existsSync(join(folder, 'damaged-backup'))).toBe(false);
});

/** The folder with editions as they are now and the ledger as it was before `work`. */
async function withOlderLedger(name: string, work: (parts: Parts) => Promise<unknown>): Promise<Parts> {
  const { data, parts } = await deployment(name);
  await parts.ledger.close();
  const copy = join(folder, `${name}.sqlite`);
  cpSync(join(data, 'ledger.sqlite'), copy);
  const later = await open(data);
  await work(later);
  await later.ledger.close();
  cpSync(copy, join(data, 'ledger.sqlite'));
  return open(data);
}

const recordedOf = async (ledger: Ledger) => (await listEditions(ledger.read)).map(({ number, hash }) => ({ number, hash }));
const settle = (parts: Parts) => settleEditions({ ...parts, actor: 'admin' });

test('an edition that an older ledger does not know is adopted where the ledger gives the same content', async () => {
  const parts = await withOlderLedger('adopting', (later) => published(later, 'Terbitan ulang'));
  await expect(published(parts, 'Lagi')).rejects.toMatchObject({ code: 'editions-differ' });
  expect((await verification(parts)).problems).toMatchObject([
    { subject: '19.71/2025/3', message: { en: expect.stringContaining('never recorded') } },
    { subject: 'log', message: { en: expect.stringContaining('19.71/2025/3') } },
  ]);
  expect(await settle(parts)).toMatchObject([{ ...scope, number: 3, done: 'adopted' }]);
  expect(await verification(parts)).toMatchObject({ ok: true, seen: { editions: 3 } });
  expect(await published(parts, 'Lagi')).toMatchObject({ number: 4 });
  expect(await settle(parts)).toEqual([]);
  await parts.ledger.close();
});

test('an edition whose content an older ledger does not give is set aside whole, and its number is not given again', async () => {
  const parts = await withOlderLedger('setting-aside', async (later) => {
    await verified(later, 2);
    await published(later);
  });
  const { editionsRoot, ledger } = parts;
  await expect(published(parts, 'Lagi')).rejects.toMatchObject({ code: 'editions-differ' });
  const manifest = readFileSync(join(editionsRoot, government.code, String(year), '3', 'manifest.json'));
  const [settled, ...more] = await settle(parts);
  expect([settled, more]).toMatchObject([{ ...scope, number: 3, done: 'set-aside' }, []]);
  expect(readFileSync(join(settled?.folder ?? '', 'manifest.json')).equals(manifest)).toBe(true);
  expect(openEditions(editionsRoot).list(government.code, year)).toEqual(await recordedOf(ledger));
  expect(await published(parts, 'Lagi')).toMatchObject({ number: 4 });
  // What was public before edition 4 is edition 2: there is no 3 any more.
  await carryOut({ ...parts, ...scope, actor: 'publisher', note: 'keliru', correction: 'withdrawal' });
  expect((await listEditions(ledger.read)).map(({ number, content }) => [number, content])).toContainEqual([5, 2]);
  expect(await verification(parts)).toMatchObject({ ok: true, seen: { editions: 4 } });
  await ledger.close();
});

test('editions that an older folder lacks are written again from the ledger, byte for byte in what is signed', async () => {
  const { data, parts } = await deployment('older-folder');
  const { ledger, editionsRoot } = parts;
  const older = join(folder, 'older-editions');
  cpSync(editionsRoot, older, { recursive: true });
  await verified(parts, 2);
  const third = await published(parts);
  const lost = await published(parts, 'Sekali lagi');
  rmSync(editionsRoot, { recursive: true });
  cpSync(older, join(data, 'editions'), { recursive: true });
  await expect(published(parts, 'Lagi')).rejects.toMatchObject({ code: 'editions-differ' });
  expect(await settle(parts)).toMatchObject([
    { number: third.number, done: 'rewritten' },
    { number: lost.number, done: 'rewritten' },
  ]);
  expect(await verification(parts)).toMatchObject({ ok: true, seen: { editions: 4 } });
  expect(await published(parts, 'Lagi')).toMatchObject({ number: 5 });
  await ledger.close();
});
