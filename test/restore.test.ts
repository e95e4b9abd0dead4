import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions } from '@sipkadin/edition';
import { readInProcess } from '@sipkadin/intake/in-process';
import { addGovernment, type Ledger, listEditions, openLedger, uploadStore } from '@sipkadin/ledger';
import { carryOut, importUpload, type Parts, publish, receive, settleEditions, submit, verify, verifyAll } from '@sipkadin/workflow';
import { afterAll, expect, test } from 'vitest';
import { servePostgres } from '../apps/desk/test/processes/postgres-server.ts';
import { backUp } from '../apps/server/src/data-folder/backup/back-up.ts';
import { openBackupFolder } from '../apps/server/src/data-folder/backup/backup-folder.ts';
import { lastBackup } from '../apps/server/src/data-folder/backup/last-backup.ts';
import { restore } from '../apps/server/src/data-folder/backup/restore.ts';
import { kept } from '../apps/server/src/data-folder/backup/retention.ts';
import { readConfig } from '../apps/server/src/settings/config.ts';
import { startDurablePostgres } from '../packages/ledger/test/databases.ts';
import { crashFile, crashFileName, government } from './crash-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-restore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Any SQLite address: the ledger is a file in the folder. */
const databaseUrl = 'sqlite:';
const year = fiscalYear(2025);
const scope = { government: government.code, year };

async function open(data: string, url = `sqlite:${join(data, 'ledger.sqlite')}`): Promise<Parts> {
  return {
    ledger: await openLedger({ url }),
    uploads: uploadStore(join(data, 'uploads')),
    editionsRoot: join(data, 'editions'),
    signingKey: loadSigningKey(join(data, 'signing-key.pem')),
  };
}

async function verified(parts: Parts, turn: number): Promise<void> {
  const id = await receive(parts, { government: government.code, fileName: crashFileName(turn), source: crashFile(turn), actor: 'clerk' });
  await importUpload({ ...parts, id, readFile: readInProcess });
  await submit(parts.ledger, [id], 'clerk');
  await verify(parts.ledger, [id], 'verifier');
}

const published = (parts: Parts, note = '') => publish({ ...parts, ...scope, actor: 'publisher', note });
const verification = ({ ledger, editionsRoot, signingKey }: Parts) =>
  verifyAll({ ledger, editionsRoot, publicKeyPem: signingKey.publicKeyPem });

async function publishTwice(parts: Parts): Promise<void> {
  await parts.ledger.transact((tx) => addGovernment(tx, government, 'setup'));
  await verified(parts, 0);
  await published(parts);
  await verified(parts, 1);
  await published(parts);
}

let seed: Promise<string> | undefined;
/** A data folder with two editions, made once and closed. */
function seeded(): Promise<string> {
  seed ??= (async () => {
    const data = join(folder, 'seed');
    const parts = await open(data);
    await publishTwice(parts);
    await parts.ledger.close();
    return data;
  })();
  return seed;
}

/** A data folder with two editions; further work on it is under way when it is copied. */
async function deployment(name: string, url?: string): Promise<{ data: string; parts: Parts }> {
  const data = join(folder, name);
  if (url === undefined) cpSync(await seeded(), data, { recursive: true });
  const parts = await open(data, url);
  if (url !== undefined) await publishTwice(parts);
  return { data, parts };
}

/** Everything in a folder of backups, by path. */
const contentOf = (path: string) =>
  new Map(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file)]),
  );

/** The files of a backup, of which the oldest is the first, by path; put together in a folder that is not there yet. */
function filesOfBackup(path: string, at: number, target: string): Map<string, Buffer> {
  const folderOfBackups = openBackupFolder(path, { mayMake: false });
  try {
    const { files = [] } = folderOfBackups.list().backups[at] ?? {};
    return new Map(
      files.map((file) => {
        folderOfBackups.pieces.restore(file, join(target, file.path));
        return [file.path, readFileSync(join(target, file.path))];
      }),
    );
  } finally {
    folderOfBackups.release();
  }
}

test('a backup holds one moment, also where the next edition is published while it is made; what it shares with the one before is kept once', async () => {
  const { data, parts } = await deployment('served');
  const config = readConfig({}, { data });
  const backups = join(folder, 'backups');
  const passphrase = 'tiga kata acak';
  const first = await backUp(config, backups, {
    passphrase,
    async onLedgerCopied() {
      await verified(parts, 2);
      await published(parts);
    },
  });
  expect(first).toMatchObject({ statements: 2, editions: 2, uploads: 2, hasKeys: true });
  const second = await backUp(config, backups);
  expect(second).toMatchObject({ statements: 3, editions: 3, uploads: 3, hasKeys: false });
  // At most twice what changed: new files, and pages of the databases.
  const [before, after] = ['before', 'after'].map((name, at) => filesOfBackup(backups, at, join(folder, name)));
  let changed = 0;
  for (const [path, bytes] of after ?? []) {
    const old = before?.get(path);
    if (!path.endsWith('.sqlite')) changed += old?.equals(bytes) ? 0 : bytes.length;
    else
      for (let from = 0; from < bytes.length; from += 4096)
        changed += old?.subarray(from, from + 4096).equals(bytes.subarray(from, from + 4096)) ? 0 : 4096;
  }
  expect(second.added).toBeLessThanOrEqual(2 * changed);
  // The same once more is a list alone.
  expect(await backUp(config, backups, { passphrase })).toMatchObject({ editions: 3, added: 0 });
  const all = [...contentOf(backups)].filter(([path]) => !path.endsWith('in-use')).reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const content = [...(after ?? [])].reduce((sum, [, bytes]) => sum + bytes.length, 0);
  expect(lastBackup(data)?.size).toEqual({ content, folder: all });
  const privateKey = readFileSync(join(data, 'signing-key.pem'), 'latin1').split('\n')[1] ?? '?';
  for (const [path, content] of contentOf(backups)) expect([path, content.includes(privateKey)]).toEqual([path, false]);
  await parts.ledger.close();
  rmSync(data, { recursive: true });

  const again = join(folder, 'restored');
  await expect(restore(backups, again, { databaseUrl, from: first.name })).rejects.toThrow(/--passphrase/);
  await expect(restore(backups, again, { databaseUrl, from: first.name, passphrase: 'kata yang lain' })).rejects.toThrow(/not the one/);
  expect(existsSync(again)).toBe(false);
  expect(await restore(backups, again, { databaseUrl, from: first.name, passphrase })).toMatchObject({ editions: 2, hasKeys: true });
  await expect(restore(backups, again, { databaseUrl, from: first.name, passphrase })).rejects.toThrow(/is not empty/);
  // A folder that was restored knows its backup: nobody is warned that there is none.
  expect(lastBackup(again)).toEqual({ made: expect.any(String), into: backups });
  const restored = await open(again);
  expect(await verification(restored)).toMatchObject({ ok: true, seen: { editions: 2 } });
  expect(openEditions(restored.editionsRoot).list(government.code, year)).toHaveLength(2);
  // What editions shared, they share again.
  const nameFiles = ['1', '2'].map((number) => statSync(join(restored.editionsRoot, government.code, '2025', number, 'names.json')));
  expect(nameFiles.map(({ ino, nlink }) => [ino, nlink])).toEqual(nameFiles.map(() => [nameFiles[0]?.ino, 2]));
  expect(await published(restored, 'Setelah pemulihan')).toMatchObject({ number: 3 });
  expect(await verification(restored)).toMatchObject({ ok: true, seen: { editions: 3 } });
  await restored.ledger.close();

  expect(await restore(backups, join(folder, 'without-keys'), { databaseUrl, from: second.name })).toMatchObject({
    editions: 3,
    hasKeys: false,
  });
});

test('nothing acknowledged before a backup is missing from it, and nothing in it is half, while files come in and editions go out', async () => {
  const { data, parts } = await deployment('busy');
  const acknowledged = { editions: 2, statements: 2 };
  let ended = false;
  const working = (async () => {
    for (let turn = 2; !ended; turn++) {
      await verified(parts, turn);
      acknowledged.statements++;
      await published(parts);
      acknowledged.editions++;
    }
  })();
  const backups = join(folder, 'busy-backups');
  for (let drill = 0; drill < 3; drill++) {
    const before = { ...acknowledged };
    const { name } = await backUp(readConfig({}, { data }), backups);
    const target = join(folder, `drill-${drill}`);
    const found = await restore(backups, target, { from: name, databaseUrl });
    expect(found.editions).toBeGreaterThanOrEqual(before.editions);
    expect(found.statements).toBeGreaterThanOrEqual(before.statements);
    expect(found.editions).toBeLessThanOrEqual(acknowledged.editions + 1);
  }
  ended = true;
  await working;
  await parts.ledger.close();
});

test('a deployment on PostgreSQL is restored row by row, numbers that were given and tables of the accounts included', async () => {
  const [first, second] = [await startDurablePostgres(), await startDurablePostgres()];
  const [from, to] = [await servePostgres(first), await servePostgres(second)];
  const { data, parts } = await deployment('on-postgres', from.url);
  await first.exec(`
    create table "user" (id text primary key, email text not null unique, verified boolean not null default false, made timestamptz not null default now());
    create table session (id text primary key, "userId" text not null references "user"(id) on delete cascade, "expiresAt" timestamp, note jsonb);
    create index session_by_user on session("userId");
    insert into "user" values ('u1', 'satu@contoh.test', true, '2026-11-30T05:00:00.123456+07'), ('u2', E'dua "\\\\ \\n', false, now());
    insert into session values ('s1', 'u1', null, '{"a": [1, null]}');
    select setval(pg_get_serial_sequence('step', 'seq'), 1000);`);
  const backups = join(folder, 'postgres-backups');
  const config = readConfig({ SIPKADIN_DATABASE_URL: from.url }, { data });
  const { name } = await backUp(config, backups, { onLedgerCopied: () => published(parts, 'Sekali lagi').then(() => undefined) });
  await parts.ledger.close();
  const again = join(folder, 'postgres-restored');
  await expect(restore(backups, again, { from: name, databaseUrl })).rejects.toThrow(/deployment with PostgreSQL/);
  await expect(restore(backups, again, { databaseUrl: from.url })).rejects.toThrow(/holds tables already/);
  expect(existsSync(again)).toBe(false);
  expect(await restore(backups, again, { databaseUrl: to.url })).toMatchObject({ name, statements: 2, editions: 2 });
  expect(existsSync(join(again, 'ledger.sqlite'))).toBe(false);
  const tables = await first.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
  expect(tables.rows.length).toBeGreaterThan(20);
  for (const { name: table } of tables.rows) {
    const rows = async (server: typeof first) =>
      (await server.query(`select to_jsonb(t) as row from "${table}" t where '${table}' <> 'schema_version' order by 1`)).rows;
    // What was done after the moment of the backup: a third edition.
    const before = await rows(first);
    const found = await rows(second);
    if (!['edition', 'audit', 'log_entry'].includes(table)) expect([table, found]).toEqual([table, before]);
    else expect([table, before.length - found.length, before]).toEqual([table, 1, expect.arrayContaining(found)]);
  }
  cpSync(join(data, 'signing-key.pem'), join(again, 'signing-key.pem'));
  const restored = await open(again, to.url);
  expect(await verification(restored)).toMatchObject({ ok: true, seen: { editions: 2 } });
  await verified(restored, 2);
  expect(await published(restored, 'Setelah pemulihan')).toMatchObject({ number: 3 });
  const [step] = (await second.query<{ least: number }>('select min(seq) as least from step where seq > 900')).rows;
  expect(step).toEqual({ least: 1001 });
  await restored.ledger.close();
  for (const server of [from, to]) await server.close();
});

test('a damaged backup is refused whole, and the next backup mends the piece', async () => {
  const { data, parts } = await deployment('hurt');
  await parts.ledger.close();
  const config = readConfig({}, { data });
  const backups = join(folder, 'hurt-backups');
  const { name } = await backUp(config, backups);
  const pieces = readdirSync(join(backups, 'pieces'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const target = join(folder, 'hurt-restored');
  const step = Math.ceil(pieces.length / 20);
  for (const [at, path] of pieces.entries()) {
    if (at % step > 0) continue;
    const whole = readFileSync(path);
    const flipped = Buffer.from(whole);
    flipped[whole.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    writeFileSync(path, flipped);
    await expect(restore(backups, target, { databaseUrl })).rejects.toThrow(/not what was stored/);
    rmSync(path);
    await expect(restore(backups, target, { databaseUrl })).rejects.toThrow(/is gone/);
    expect(existsSync(target)).toBe(false);
    writeFileSync(path, whole);
  }
  writeFileSync(pieces[0] ?? '', 'x');
  await backUp(config, backups);
  expect(await restore(backups, target, { from: name, databaseUrl })).toMatchObject({ editions: 2 });
  // A list that is damaged is not passed over for an older one.
  const listed = join(backups, 'backups', readdirSync(join(backups, 'backups')).toSorted().at(-1) ?? '');
  writeFileSync(listed, readFileSync(listed, 'utf8').replace('"statements":2', '"statements":3'));
  await expect(restore(backups, join(folder, 'other'), { databaseUrl })).rejects.toThrow(/is damaged/);
});

test('no backup is made of a deployment that does not verify, and earlier ones stay', async () => {
  const { data, parts } = await deployment('damaged');
  await parts.ledger.close();
  const backups = join(folder, 'damaged-backups');
  const config = readConfig({}, { data });
  const { name } = await backUp(config, backups);
  const file = join(data, 'editions', government.code, String(year), '1', 'units.json');
  chmodSync(file, 0o644);
  writeFileSync(file, '[]');
  await expect(backUp(config, backups)).rejects.toThrow(/does not verify.*19\.71\/2025\/1/);
  expect(readdirSync(join(backups, 'backups'))).toEqual([`${name}.json`]);
  await expect(backUp(config, data)).rejects.toThrow(/is a data folder/);
});

test('the newest backup of each day, week, month and year stays as long as it was asked for, and the newest always', () => {
  const days = Array.from({ length: 800 }, (_, at) => new Date(Date.UTC(2024, 0, 1, 6) + at * 43_200_000).toISOString());
  const none = { last: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
  expect([...kept(days, none)]).toEqual(days.slice(-1));
  expect(kept(days, { ...none, last: 3 })).toEqual(new Set(days.slice(-3)));
  expect([...kept(days, { ...none, daily: 3 })].toSorted()).toEqual([days.at(-5), days.at(-3), days.at(-1)]);
  expect([...kept(days, { ...none, yearly: 5 })].toSorted()).toEqual(['2024-12-31T18:00:00.000Z', days.at(-1)]);
  expect([...kept(days, { ...none, monthly: 2 })].toSorted()).toEqual(['2025-01-31T18:00:00.000Z', days.at(-1)]);
  expect([...kept(days, { ...none, weekly: 2 })].toSorted()).toEqual(['2025-02-02T18:00:00.000Z', days.at(-1)]);
  expect(kept([], none)).toEqual(new Set());
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
