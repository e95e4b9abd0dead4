import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type S3Server, startS3Server } from '@sipkadin/objects/s3-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startDurablePostgres } from '../../../../packages/ledger/test/databases.ts';
import { here, type Running, serving } from '../../../server/test/run.ts';
import { city, cookieOf, sealed, templateFile, type Visitor, visitor } from '../deployment.ts';
import { servePostgres } from './postgres-server.ts';

/*
 * Two machines with a desk and one with the public side, as an operator sets them up: real servers with a data folder each, one
 * PostgreSQL database, one bucket.
 */
let folder: string;
let store: S3Server;
let closeDatabase = async () => {};
let settings: Record<string, string>;
const running: Running[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machines-'));
  store = await startS3Server();
  // For the commands that run in this process.
  for (const [name, value] of Object.entries(store.env)) vi.stubEnv(name, value);
  const database = await servePostgres(await startDurablePostgres());
  closeDatabase = database.close;
  settings = {
    ...store.env,
    SIPKADIN_OBJECTS: store.address,
    SIPKADIN_DATABASE_URL: database.url,
    SIPKADIN_SECRET: 'the same secret on every desk, long enough',
    SIPKADIN_SECOND_FACTOR: 'optional',
    SIPKADIN_LOG: 'error',
  };
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  vi.unstubAllEnvs();
  await closeDatabase();
  await store.close();
  rmSync(folder, { recursive: true });
});

const dataOf = (machine: string) => join(folder, machine);

async function desk(machine: string): Promise<Running> {
  const started = await serving(['--only', 'desk', '--port', '0', '--data', dataOf(machine)], { env: settings });
  running.push(started);
  return started;
}

/** A person who signed in at one desk, and works at any. */
async function person(role: string, at: Running): Promise<(desk: Running) => Visitor> {
  const added = ['person', 'add', `${role}@example.go.id`, '--name', role, '--role', role, '--for', city, '--data', dataOf('a')];
  const { stdout, stderr } = await here(added, settings);
  const token = /#(\S+)/.exec(stdout)?.[1];
  if (token === undefined) throw new Error(stderr);
  const answer = await fetch(`${at.address}/api/auth/magic-link/verify?token=${token}`, { headers: sealed });
  const headers = { ...sealed, cookie: cookieOf(answer) };
  return ({ address }) => visitor(address, role, { ...headers });
}

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 60_000, interval: 100 });
const budget = (rupiah: string) => templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', rupiah]] });
const order = { government: city, year: 2026 };
/** What /health says is up to five seconds old: it is asked once what it speaks of can be seen elsewhere, and not again and again. */
const isShown = ({ address }: Running, number: number) =>
  soon(async () => expect((await fetch(`${address}/terbitan/${number}?tahun=2026`)).status).toBe(200));
const isOnDisk = (machine: string, number: number) => {
  const pointer = join(dataOf(machine), 'editions', city, '2026', 'published.json');
  return soon(async () => expect(readFileSync(pointer, 'utf8')).toMatch(new RegExp(`"number": ?${number}\\b`)));
};
const healthOf = async ({ address }: Running) => (await (await fetch(`${address}/health`)).json()) as Record<string, unknown>;

test('what is sent to one desk is verified and published at another, and read at a third machine', { timeout: 240_000 }, async () => {
  const first = await desk('a');
  // A key of its own would sign what nobody else's readers know.
  const refused = await here(['editions', '--settle', '--data', dataOf('b')], settings);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('holds what another key signs') });
  rmSync(dataOf('b'), { recursive: true });
  mkdirSync(dataOf('b'));
  for (const name of ['signing-key.pem', 'signing-key.pem.pub']) cpSync(join(dataOf('a'), name), join(dataOf('b'), name));
  const second = await desk('b');
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, SIPKADIN_OBJECTS = '' } = settings;
  const env = { AWS_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID ?? '', AWS_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY ?? '', SIPKADIN_OBJECTS };
  const site = await serving(['--only', 'public', '--port', '0', '--data', dataOf('p'), '--log', 'error'], { env });
  running.push(site);
  const [clerk, verifier, publisher] = [await person('operator', first), await person('verifier', first), await person('publisher', first)];

  /** Sends at one desk what is read by either, then verified at the other. */
  const verified = async (rupiah: string, [from, to]: readonly [Running, Running]) => {
    const { id } = await clerk(from).send(`anggaran-${rupiah}.csv`, budget(rupiah));
    await soon(async () => expect((await clerk(to).query('uploads.get', { id })).data).toMatchObject({ state: 'draft' }));
    const original = await fetch(`${to.address}/api/kerja/berkas/${id}`, { headers: clerk(to).headers });
    expect(await original.text()).toBe(budget(rupiah));
    await clerk(to).mutate('uploads.submit', { id });
    expect(await verifier(to).mutate('review.verify', { id, reason: 'Dipastikan di uji ini.' })).toMatchObject({ status: 200 });
  };
  await verified('1100', [first, second]);
  expect(await publisher(second).mutate('publication.publish', order)).toMatchObject({ status: 200 });
  await isShown(site, 1);
  await soon(async () => expect(await healthOf(site)).toMatchObject({ ok: true, editions: 1, data: 'ok', store: 'ok' }));
  expect((await fetch(`${site.address}/?tahun=2026`)).status).toBe(200);
  // The other desk has it too, and publishes the next one.
  await isOnDisk('a', 1);
  await soon(async () => expect(await healthOf(first)).toMatchObject({ ok: true, editions: 1 }));
  await verified('1200', [second, first]);

  // The store fails: nothing is acknowledged and nothing half, and pages are served as before.
  store.fail(() => 'slow down');
  expect(await clerk(first).send('anggaran-1300.csv', budget('1300'))).toMatchObject({ status: 503, code: 'store-away' });
  expect(await publisher(first).mutate('publication.publish', order)).toMatchObject({ code: 'store-away' });
  expect(existsSync(join(dataOf('a'), 'editions', city, '2026', '2'))).toBe(false);
  await soon(async () => expect(site.output.stderr).toContain('the store cannot be followed'));
  await soon(async () => expect(await healthOf(site)).toMatchObject({ ok: true, editions: 1, store: 'stale' }));
  expect((await fetch(`${site.address}/?tahun=2026`)).status).toBe(200);
  // It answers again, but for the pointer: the edition is published, and readers are pointed to it once that is possible.
  store.fail((line) => (line.startsWith('PUT') && line.includes('/heads/') ? 'internal error' : undefined));
  expect(await publisher(first).mutate('publication.publish', order)).toMatchObject({ status: 200 });
  store.fail([]);
  await isShown(site, 2);
  await soon(async () => expect(await healthOf(site)).toMatchObject({ ok: true, editions: 2, store: 'ok' }));

  // What the two editions have in common is one file there too.
  const [one, two] = [1, 2].map((number) => statSync(join(dataOf('p'), 'editions', city, '2026', String(number), 'names.json')).ino);
  expect(one).toBe(two);

  // The desk that did not publish it has the second edition some seconds later; a backup before that is refused.
  await isOnDisk('b', 2);
  await soon(async () => expect(await healthOf(second)).toMatchObject({ ok: true, editions: 2 }));
  // A backup made on one machine is whole although its uploads lie in the store alone, or it is refused.
  const backup = () => here(['backup', join(folder, 'backups'), '--data', dataOf('b')], settings);
  rmSync(join(dataOf('b'), 'uploads'), { recursive: true });
  store.fail((line) => (line.includes('/uploads/') ? 'slow down' : undefined));
  expect(await backup()).toMatchObject({ status: 1, stderr: expect.stringContaining('503 SlowDown') });
  store.fail([]);
  const made = await backup();
  expect(made.status, made.stderr).toBe(0);
});
