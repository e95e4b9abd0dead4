import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isServed } from '@sipkadin/ledger';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastUpdate, writeJournal } from '../../src/installation/journal.ts';
import { keepDatabases, putBackDatabases } from '../../src/installation/kept-database.ts';
import { currentId, switchTo, trustedKey, trustKey } from '../../src/installation/layout.ts';
import { endorse } from '../../src/installation/maker-signature.ts';
import { settleAtStart } from '../../src/installation/settle-update.ts';
import { type UpdateOrder, type UpdateStep, update } from '../../src/installation/update.ts';
import { type Config, readConfig } from '../../src/settings/config.ts';
import { here } from '../run.ts';
import { archiveOf, type Behaviour, layOut, makerKey, smallRelease, textAt } from './small-release.ts';

const maker = makerKey();
const present = smallRelease({});
let home = '';
let folder = '';
let turn = 0;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'sipkadin-update-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** An installation of the first release and the data of its server. */
beforeEach(() => {
  folder = join(home, String(turn++));
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data/ledger.sqlite'), 'form 1');
  writeFileSync(join(folder, 'data/ledger-people.sqlite'), 'people');
  layOut(root(), present);
  trustKey(root(), maker.publicKeyPem);
  switchTo(root(), present.id);
});

const root = () => join(folder, 'opt');
const data = () => join(folder, 'data');
const config = (): Config => readConfig({}, { data: data(), port: '1' });
/** The databases that the server uses, and which release is current. */
const state = () => ({
  current: currentId(root()),
  ledger: textAt(data(), 'ledger.sqlite'),
  wal: existsSync(join(data(), 'ledger.sqlite-wal')),
  people: textAt(data(), 'ledger-people.sqlite'),
  update: existsSync(join(data(), 'update')),
});
const before = () => ({ current: present.id, ledger: 'form 1', wal: false, people: 'people', update: false });

function orderOf(archive: string, more: Partial<UpdateOrder> = {}): UpdateOrder {
  const { databaseUrl, host, port, only } = config();
  return {
    archive,
    root: root(),
    config: { data: data(), databaseUrl, host, port, only },
    environment: { PATH: process.env['PATH'], SIPKADIN_DATA: data() },
    backups: join(folder, 'backups'),
    passphrase: undefined,
    unit: 'sipkadin-of-a-test.service',
    allowOlder: false,
    withoutWayBack: false,
    limit: 20_000,
    steady: 150,
    signal: new AbortController().signal,
    report: () => {},
    ...more,
  };
}

async function packed(behaviour: Behaviour, key = maker, changed: Record<string, string> = {}) {
  const release = smallRelease(behaviour);
  return { release, archive: await archiveOf(join(folder, `${release.id}.tar.gz`), release, key, changed) };
}

test('an update backs up, tries the new release on the data, and switches to it; it keeps the release before', async () => {
  const { release, archive } = await packed({ version: '1.1.0', schema: 2 });
  layOut(root(), smallRelease({ version: '0.9.0' }));
  const lines: string[] = [];
  expect(await update(orderOf(archive, { report: ({ en }) => lines.push(en) }))).toBe(release.id);
  expect(state()).toEqual({ current: release.id, ledger: 'form 2', wal: true, people: 'people', update: false });
  expect(textAt(folder, 'backups/ledger.sqlite')).toBe('form 1');
  expect(textAt(data(), 'runs')).toBe('1.0.0 backup\n1.1.0 serve\n');
  expect(readdirSync(join(root(), 'releases')).toSorted()).toEqual([present.id, release.id].toSorted());
  expect(textAt(root(), 'current/lib/words.txt')).toBe('words of 1.1.0\n');
  expect(lines).toContainEqual(expect.stringContaining('is healthy'));
  expect(lines).toContainEqual(expect.stringMatching(/^backup in .*without the signing key/));
  expect(textAt(root(), 'sipkadin.service')).toBe(`[Service]\nExecStart=${root()}/current/sipkadin serve\n`);
  expect(lastUpdate(data())).toEqual({ from: present.id, to: release.id, at: expect.any(String), done: 'updated' });
  await expect(update(orderOf(archive))).rejects.toThrow(/installed already/);
  const earlier = await packed({ version: '1.0.9', schema: 2 });
  await expect(update(orderOf(earlier.archive))).rejects.toThrow(/is older than .*--allow-older/);
  const first = await packed({ version: '1.0.8', schema: 1 });
  await expect(update(orderOf(first.archive, { allowOlder: true }))).rejects.toThrow(/cannot read the database/);
  expect(await update(orderOf(earlier.archive, { allowOlder: true }))).toBe(earlier.release.id);
});

test('with PostgreSQL an update that changes the form of the database needs a word, and when undone leaves the database to a backup', async () => {
  const onPostgres = (archive: string, more: Partial<UpdateOrder> = {}) =>
    orderOf(archive, { config: { ...orderOf(archive).config, databaseUrl: 'postgres://127.0.0.1:1/sipkadin' }, ...more });
  const { release, archive } = await packed({ version: '1.1.0', schema: 2 });
  await expect(update(onPostgres(archive))).rejects.toMatchObject({ status: 3, message: expect.stringContaining('--without-way-back') });
  expect([state(), existsSync(join(data(), 'runs')), existsSync(join(folder, 'backups'))]).toEqual([before(), false, false]);
  // One that leaves the form as it is needs none.
  const same = await packed({ version: '1.0.5', schema: 1 });
  expect(await update(onPostgres(same.archive))).toBe(same.release.id);
  expect(await update(onPostgres(archive, { withoutWayBack: true }))).toBe(release.id);
  expect(textAt(data(), 'runs').match(/ backup$/gm)).toHaveLength(2);
  const lines: string[] = [];
  const sick = await packed({ version: '1.2.0', schema: 3, serve: 'sick' });
  const order = onPostgres(sick.archive, { withoutWayBack: true, limit: 4000, report: ({ en }) => lines.push(en) });
  await expect(update(order)).rejects.toThrow(/ledger-failing/);
  expect(currentId(root())).toBe(release.id);
  expect(lastUpdate(data())).toMatchObject({ from: release.id, to: sick.release.id, done: 'undone' });
  // What the new release made of the database is still there: nothing was put back.
  expect(textAt(data(), 'ledger.sqlite')).toBe('form 3');
  expect(lines).toContainEqual(expect.stringMatching(/going back: .*the database was not put back: .*restore the backup/));
});

test.for([
  ['fails', /no start today/],
  ['sick', /not healthy: ledger-failing/],
  ['breaks', /the migration stopped/],
  ['dies', /it was healthy and ended/],
] as const)(
  'a release that %s is undone: release and databases are as before, and what it made of them is kept apart',
  async ([serve, why]) => {
    const { archive } = await packed({ version: '1.1.0', schema: 2, serve });
    await expect(update(orderOf(archive, serve === 'sick' ? { limit: 4000 } : {}))).rejects.toThrow(why);
    expect(state()).toEqual(before());
    const aside = readdirSync(data()).filter((name) => name.startsWith('ledger.sqlite.after-update-'));
    expect(aside.map((name) => textAt(data(), name))).toContain(
      { fails: 'form 1', sick: 'form 2', breaks: 'broken', dies: 'form 2' }[serve],
    );
  },
);

test('nothing of an archive is used that the trusted maker did not sign as it is', async () => {
  const order = (archive: string) => update(orderOf(archive));
  const stranger = await packed({ version: '1.1.0' }, makerKey());
  await expect(order(stranger.archive)).rejects.toThrow(/not signed by the maker/);
  const tampered = await packed({ version: '1.1.1' }, maker, { 'lib/words.txt': 'words of 9.9.9\n' });
  await expect(order(tampered.archive)).rejects.toThrow(/lib\/words.txt is not the file that the maker signed/);
  const other = await packed({ version: '1.1.2', arch: process.arch === 'arm64' ? 'x64' : 'arm64' });
  await expect(order(other.archive)).rejects.toThrow(/this machine is/);

  const { archive } = await packed({ version: '1.1.3' });
  const bytes = readFileSync(archive);
  const variant = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return order(join(folder, name));
  };
  await expect(variant('truncated', bytes.subarray(0, bytes.length - 40))).rejects.toMatchObject({
    status: 3,
    message: expect.stringContaining('damaged'),
  });
  await expect(variant('no-archive', Buffer.from('hello'))).rejects.toThrow(/damaged/);
  await expect(variant('empty', gzipSync(''))).rejects.toThrow(/damaged/);
  const tar = gunzipSync(bytes);
  // Entries end with two blocks of zeros.
  const end = tar.length - 1024;
  const added = async (header: Parameters<typeof packTar>[0][number]['header'], body = '') =>
    gzipSync(Buffer.concat([tar.subarray(0, end), await packTar([{ header, body }])]));
  const unlisted = /an entry that its manifest does not list/;
  await expect(variant('traversal', await added({ name: 'release/../../outside', size: 1 }, 'x'))).rejects.toThrow(unlisted);
  await expect(variant('absolute', await added({ name: '/tmp/outside', size: 1 }, 'x'))).rejects.toThrow(unlisted);
  const link = { type: 'symlink' as const, size: 0, linkname: '/etc' };
  await expect(variant('link', await added({ name: 'release/lib', ...link }))).rejects.toThrow(unlisted);
  await expect(variant('listed-link', await added({ name: 'release/sipkadin', ...link }))).rejects.toThrow(unlisted);
  await expect(variant('twice', await added({ name: 'release/sipkadin', size: 1 }, 'x'))).rejects.toThrow(unlisted);
  const long = gzipSync(Buffer.concat([tar.subarray(0, end), Buffer.alloc(12_000_000)]));
  await expect(variant('bomb', long)).rejects.toThrow(/unpacks to more than its manifest says/);

  expect(state()).toEqual(before());
  expect(readdirSync(join(root(), 'releases'))).toEqual([present.id]);
  expect(existsSync(join(data(), 'runs'))).toBe(false);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
});

/** What a service could plant in its own data folder, if somebody had taken it over, for the next update that root runs. */
const planted: Record<string, (secret: string) => void> = {
  'the ledger is a link': (secret) => {
    rmSync(join(data(), 'ledger.sqlite'));
    symlinkSync(secret, join(data(), 'ledger.sqlite'));
  },
  'the lock is a link': (secret) => {
    mkdirSync(join(data(), 'update'));
    chownSync(join(data(), 'update'), nobody, nobody);
    writeFileSync(secret, '');
    symlinkSync(secret, join(data(), 'update/in-use'));
  },
  'the folder of updates is a link': (secret) => symlinkSync(join(secret, '..'), join(data(), 'update')),
};
const nobody = 65534;

test.skipIf(process.getuid?.() !== 0).for(Object.entries(planted))(
  'root reads and gives away nothing that the owner of the data folder may not read: %s',
  async ([, plant]) => {
    const { archive } = await packed({ version: '1.1.0', schema: 2, serve: 'fails' });
    for (const path of [home, folder]) chmodSync(path, 0o711);
    mkdirSync(join(folder, 'private'), { mode: 0o700 });
    const secret = join(folder, 'private/secret');
    writeFileSync(secret, 'of root alone', { mode: 0o600 });
    for (const path of ['', 'ledger.sqlite', 'ledger-people.sqlite']) chownSync(join(data(), path), nobody, nobody);
    plant(secret);
    const order = orderOf(archive);
    await expect(update({ ...order, config: { ...order.config, only: 'public' } })).rejects.toThrow(/EACCES|unable to open|readonly/);
    expect([statSync(secret).uid, statSync(join(folder, 'private')).uid]).toEqual([0, 0]);
    const entries = readdirSync(data(), { recursive: true, withFileTypes: true });
    const inData = entries.filter((entry) => entry.isFile() && realpathSync(entry.parentPath).startsWith(data()));
    expect(inData.filter((entry) => textAt(entry.parentPath, entry.name).includes('of root'))).toEqual([]);
    expect(currentId(root())).toBe(present.id);
  },
);

test('a new key of the maker is accepted where the trusted one signed it, and is trusted from then on', async () => {
  const [second, third] = [makerKey(), makerKey()];
  const endorsements = [endorse(third.publicKeyPem, second), endorse(second.publicKeyPem, maker)];
  const release = smallRelease({ version: '1.1.0' });
  const path = join(folder, 'next.tar.gz');
  await expect(update(orderOf(await archiveOf(path, release, third, {}, endorsements.slice(0, 1))))).rejects.toThrow(
    /not signed by the maker/,
  );
  expect(await update(orderOf(await archiveOf(path, release, third, {}, endorsements)))).toBe(release.id);
  expect(trustedKey(root())?.id).toBe(third.id);
});

/** Steps after which the disk is in another state than after the one before. */
const telling = ['unpack', 'stop', 'keep', 'try', 'switch', 'start'] as const satisfies readonly UpdateStep[];

test.for(telling)('killed after the step "%s", the next start and the next update find one whole release with its data', async (step) => {
  const { release, archive } = await packed({ version: '1.1.0', schema: 2 });
  const order = orderOf(archive);
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'killed-update.ts'), JSON.stringify(order), step], {
    encoding: 'utf8',
  });
  expect(child.signal, child.stderr).toBe('SIGKILL');
  const isSwitched = step === 'switch' || step === 'start';
  const current = isSwitched ? release.id : present.id;
  expect(currentId(root())).toBe(current);
  if (existsSync(join(data(), 'update/journal.json')))
    await expect(settleAtStart(config(), isSwitched ? present.id : release.id, () => {})).rejects.toThrow(/start .*current\/sipkadin/);
  await settleAtStart(config(), current, () => {});
  const after = isSwitched ? { ...before(), current, ledger: 'form 2', wal: true } : before();
  expect({ ...state(), update: false }).toEqual(after);
  if (isSwitched) await expect(update(order)).rejects.toThrow(/installed already/);
  else expect(await update(order)).toBe(release.id);
  expect(state()).toEqual({ current: release.id, ledger: 'form 2', wal: true, people: 'people', update: false });
});

test('an update after one that was interrupted leaves the server alone until it stops it, and holds its lock to its end', async () => {
  const at = '2026-01-02T03:04:05.678Z';
  writeJournal(data(), { root: root(), from: '0.9.0-x', to: present.id, at, migrates: false, step: 'switched' });
  const code = `import { lockFolder } from '@sipkadin/ledger'; lockFolder(${JSON.stringify(data())}, 'serving'); console.log('locked'); setInterval(() => {}, 1000);`;
  const server = spawn(process.execPath, ['--input-type=module', '-e', code, join(root(), 'releases', present.id, 'sipkadin')], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const { archive, release } = await packed({ version: '1.1.0' });
  const found: Partial<Record<UpdateStep, boolean[]>> = {};
  const reached = (step: UpdateStep) => (found[step] = [isServed(data()), isServed(join(data(), 'update'))]);
  expect(await update(orderOf(archive, { reached }))).toBe(release.id);
  expect(found).toMatchObject({ prepare: [true, true], keep: [false, true], try: [false, true], start: [false, true] });
});

test('going back that is killed in its middle is completed, and the databases of the new release are still there', async () => {
  const { databaseUrl } = config();
  const journal = {
    root: root(),
    from: present.id,
    to: '1.1.0-x',
    at: '2026-01-02T03:04:05.678Z',
    migrates: true,
    step: 'changing' as const,
  };
  writeJournal(data(), journal);
  keepDatabases(data(), databaseUrl);
  writeFileSync(join(data(), 'ledger.sqlite'), 'form 2');
  writeFileSync(join(data(), 'ledger.sqlite-wal'), 'log of 1.1.0');
  putBackDatabases(data(), databaseUrl, journal);
  // As it is after a kill between two renames.
  rmSync(join(data(), 'ledger.sqlite'));
  expect(await here(['government', 'add', '81.04', '--data', data()])).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/an update of .* was interrupted/),
  });
  await settleAtStart(config(), present.id, () => {});
  expect(state()).toEqual(before());
  expect(textAt(data(), 'ledger.sqlite.after-update-20260102T030405Z')).toBe('form 2');
  expect(textAt(data(), 'ledger.sqlite.after-update-20260102T030405Z-wal')).toBe('log of 1.1.0');
});
