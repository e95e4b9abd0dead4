import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import { addGovernment, claimPublishing, getUpload, grant, type Ledger, listEditions, openLedger, type Role } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startDurablePostgres } from '../../../../packages/ledger/test/databases.ts';
import { verifyAll } from '../../../../packages/workflow/src/index.ts';
import { city, cookieOf, sealed, templateFile, units, type Visitor, visitor } from '../deployment.ts';
import { servePostgres } from './postgres-server.ts';

/** An empty database of a real server; otherwise PGlite behind a socket. */
const serverUrl = process.env['EMPTY_POSTGRES_URL'];
const times = { lease: 3000, renew: 100, poll: 50 };

interface Desk {
  process: ChildProcess;
  /** Of this process alone, as on a machine of its own. */
  folder: string;
  origin: string;
}

let folder: string;
let ledger: Ledger;
let desks: Desk[];
let closeServer = async () => {};

async function startDesk(url: string, name: string): Promise<Desk> {
  const own = join(folder, name);
  mkdirSync(join(own, 'spool'), { recursive: true });
  cpSync(join(folder, 'key.pem'), join(own, 'key.pem'));
  cpSync(join(folder, 'key.pem.pub'), join(own, 'key.pem.pub'));
  const store = pathToFileURL(join(folder, 'store')).href;
  const child = fork(join(import.meta.dirname, 'desk-process.ts'), [url, own, JSON.stringify(times), store]);
  return { process: child, folder: own, origin: (await answerOf<{ origin: string }>(child)).origin };
}

/** What a process says next. @throws where it ends before */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a desk process ended early (${String(code)})`);
  });
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return answer;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
  mkdirSync(join(folder, 'store'));
  loadSigningKey(join(folder, 'key.pem'));
  let url = serverUrl;
  if (url === undefined) {
    // As the ledger asks of a server: PGlite itself says that it does not sync its files.
    const server = await servePostgres(await startDurablePostgres());
    [url, closeServer] = [server.url, server.close];
  }
  // Both at once: each finds an empty database, and both make its tables.
  desks = await Promise.all([startDesk(url, 'a'), startDesk(url, 'b')]);
  ledger = await openLedger({ url });
  await ledger.transact((tx) => addGovernment(tx, { code: city, name: 'Kota Pangkalpinang', basis: 'lra' }, 'test'));
});
afterAll(async () => {
  for (const { process } of desks) process.kill('SIGKILL');
  await ledger.close();
  await closeServer();
  rmSync(folder, { recursive: true });
});

/** A person, signed in at the first process; the same session is good at any. */
async function person(name: string, role: Role): Promise<(desk: Desk) => Visitor> {
  const [{ process, origin }] = desks as [Desk, Desk];
  process.send(name);
  const { id, link } = await answerOf<{ id: string; link: string }>(process);
  await ledger.transact((tx) => grant(tx, { person: id, government: city, role, unit: null }, 'test'));
  const answer = await fetch(`${origin}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: sealed });
  const headers = { ...sealed, cookie: cookieOf(answer) };
  return (desk) => visitor(desk.origin, id, { ...headers });
}

const budgetOf = (lines: number) =>
  templateFile({
    kind: 'anggaran',
    unit: units.health,
    amounts: Array.from({ length: lines }, (_, at): [string, string] => [
      `5.1.02.01.001.${String(at % 90000).padStart(5, '0')}`,
      String(1000 + at),
    ]),
  });
const turns = async () => {
  const { last } = await ledger.read
    .selectFrom('turn')
    .select(({ fn }) => fn.max('turn').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last);
};
const workerOf = async (upload: string) =>
  (await ledger.read.selectFrom('waiting').select('worker').where('upload', '=', upload).executeTakeFirst()) ?? null;
const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 120_000, interval: 50 });

test('two desk processes share one ledger: each upload is read once, and a year is published once', async () => {
  const [first, second] = desks as [Desk, Desk];
  const [clerk, verifier, publisher] = [
    await person('clerk', 'operator'),
    await person('verifier', 'verifier'),
    await person('publisher', 'publisher'),
  ];
  const ids: string[] = [];
  for (let at = 0; at < 6; at++) {
    const { id } = await clerk(at % 2 === 0 ? first : second).send(`anggaran ${at}.csv`, budgetOf(200 + at));
    ids.push(id);
  }
  const workers = new Set<string>();
  await soon(async () => {
    for (const { worker } of await ledger.read.selectFrom('waiting').select('worker').execute()) if (worker !== null) workers.add(worker);
    for (const id of ids) expect((await getUpload(ledger.read, id)).state).toBe('draft');
  });
  // Claims are counted: as many as there are files.
  expect(await turns()).toBe(ids.length);
  expect([...workers].map((worker) => Number(worker.split(' ')[1])).toSorted((a, b) => a - b)).toEqual(
    desks.map(({ process }) => process.pid).toSorted((a = 0, b = 0) => a - b),
  );

  const [id = ''] = ids;
  await clerk(second).mutate('uploads.submit', { id });
  expect(await verifier(first).mutate('review.verify', { id })).toMatchObject({ status: 200 });
  const order = { government: city, year: fiscalYear(2026) };
  const answers = await Promise.all([publisher(first), publisher(second)].map((one) => one.mutate('publication.publish', order)));
  expect(answers.map(({ code }) => code ?? 'published').toSorted()).toEqual(['nothing-new', 'published']);
  expect(await listEditions(ledger.read, city)).toMatchObject([{ number: 1 }]);

  // A dead process holds the claim on the year: both wait until it expires.
  await ledger.transact((tx) => claimPublishing(tx, order, { worker: 'dead', milliseconds: 500 }));
  const again = await Promise.all(
    [publisher(first), publisher(second)].map((one) => one.mutate('publication.publish', { ...order, note: 'lagi' })),
  );
  expect(again.map(({ status }) => status)).toEqual([200, 200]);
  expect(await listEditions(ledger.read, city)).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }]);
});

test('wrong passwords at either process are counted together', async () => {
  const [first, second] = desks as [Desk, Desk];
  await person('rina', 'operator');
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries++) {
    const { origin } = tries % 2 === 0 ? first : second;
    const headers = { ...sealed, origin, 'content-type': 'application/json' };
    const body = JSON.stringify({ email: 'rina@example.test', password: `salah sekali ${tries}` });
    statuses.push((await fetch(`${origin}/api/auth/sign-in/email`, { method: 'POST', headers, body })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
});

test('a process that is killed while it reads is replaced by the other within its lease', async () => {
  const clerk = await person('penggarap', 'operator');
  const before = await turns();
  const { id } = await clerk(desks[0] as Desk).send('anggaran besar.csv', budgetOf(5_000));
  const holder = await soon(async () => {
    const found = await workerOf(id);
    expect(found?.worker).toBeTypeOf('string');
    return Number(found?.worker?.split(' ')[1]);
  });
  const victim = desks.find(({ process }) => process.pid === holder);
  const other = desks.find(({ process }) => process.pid !== holder);
  if (victim === undefined || other === undefined) throw new Error(`no desk has the process ${holder}`);
  victim.process.kill('SIGKILL');
  await soon(async () =>
    expect((await clerk(other).query('uploads.get', { id })).data).toMatchObject({ state: 'draft', statements: [{ lines: 5_000 }] }),
  );
  expect(await turns()).toBe(before + 2);
  // The machine that is left has the editions of both.
  const editionsRoot = join(other.folder, 'editions');
  const { publicKeyPem } = loadSigningKey(join(folder, 'key.pem'));
  const verified = await soon(async () => {
    const found = await verifyAll({ ledger, editionsRoot, publicKeyPem });
    expect(found.problems).toEqual([]);
    return found;
  });
  expect(verified.seen.editions).toBe(3);
});
