import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSigningKey } from '@sipkadin/edition';
import {
  addGovernment,
  getUpload,
  type Ledger,
  listGovernments,
  openLedger,
  readingStates,
  receiveUpload,
  uploadStore,
} from '@sipkadin/ledger';
import { createJobs, type Jobs } from '@sipkadin/workflow';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startDurablePostgres } from '../../../../packages/ledger/test/databases.ts';
import { crashFile, crashFileName, government } from '../../../../test/crash-files.ts';
import { serving } from '../../../server/test/run.ts';
import { cookieOf } from '../deployment.ts';
import { passage } from './passage.ts';
import { servePostgres } from './postgres-server.ts';

/** What a request is answered while the database is away. */
const busy = { error: { code: 'busy', text: expect.objectContaining({ id: expect.stringContaining('Coba lagi') }) } };

const answered = async (answer: Response) => [answer.status, (await answer.json()) as unknown];

let folder: string;
let way: Awaited<ReturnType<typeof passage>>;
let closeServer = async () => {};
let ledger: Ledger;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-database-'));
  mkdirSync(join(folder, 'spool'));
  const database = await servePostgres(await startDurablePostgres());
  closeServer = database.close;
  way = await passage(database.url);
  ledger = await openLedger({ url: way.url, patience: { connect: 500, answer: 500, write: 2000 } });
  await ledger.transact((tx) => addGovernment(tx, government, 'test'));
});
afterAll(async () => {
  await ledger.close();
  way.close();
  await closeServer();
  rmSync(folder, { recursive: true, force: true });
});

test('readings go on by themselves after the database was away, and none is given up', async () => {
  const logged: string[] = [];
  let lost = 0;
  /** Once the connection ends while what was read is stored, and is back at once. */
  const losing: Ledger = {
    ...ledger,
    transact: (work, staging) => {
      if (staging !== undefined && lost++ === 0) return Promise.reject(new Error('Connection terminated unexpectedly'));
      return ledger.transact(work, staging);
    },
  };
  const uploads = uploadStore(join(folder, 'uploads'));
  const jobs: Jobs = createJobs({
    ...{ ledger: losing, ledgerUrl: null, uploads, spoolDir: join(folder, 'spool'), editionsRoot: join(folder, 'editions') },
    signingKey: loadSigningKey(join(folder, 'key.pem')),
    names: async () => new Map<string, string>(),
    now: () => new Date().toISOString(),
    log: { error: (_, text) => void logged.push(text) },
    // Nobody waits for a lease to end: it would outlast the test.
    times: { lease: 55_000, renew: 50, poll: 50 },
  });
  const ids: string[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const kept = await uploads.put(crashFile(turn));
    ids.push(
      (
        await ledger.transact((tx) =>
          receiveUpload(tx, { government: government.code, fileName: crashFileName(turn), actor: 'clerk', ...kept }),
        )
      ).id,
    );
  }
  jobs.start();
  try {
    // In the middle of the first reading.
    await vi.waitFor(async () => {
      const states = await readingStates(ledger.read, new Date().toISOString(), ids);
      expect([...states.values()].some(({ stage }) => stage !== 'waiting')).toBe(true);
    }, 20_000);
    way.cut();
    await vi.waitFor(() => expect(logged.length).toBeGreaterThan(2), 20_000);
    way.mend();
    await vi.waitFor(async () => {
      for (const id of ids) expect(await getUpload(ledger.read, id)).toMatchObject({ state: 'draft' });
    }, 30_000);
    expect(lost).toBeGreaterThan(1);
    expect(logged).not.toContain('reading an upload failed');
  } finally {
    await jobs.close();
  }
});

test('a database that accepts connections and does not answer is given up, and used again once it answers', async () => {
  way.freeze();
  await expect(listGovernments(ledger.read)).rejects.toMatchObject({ code: 'busy' });
  const writes = [1, 2, 3].map((turn) => ledger.transact((tx) => addGovernment(tx, { code: `19.0${turn}`, name: 'X' }, 'test')));
  for (const result of await Promise.allSettled(writes)) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'busy' } });
  way.mend();
  await vi.waitFor(async () => expect((await listGovernments(ledger.read)).map(({ code }) => code)).toEqual([government.code]), 20_000);
  await ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
});

test('the server says that its database does not answer, and answers people meanwhile', { timeout: 120_000 }, async () => {
  const env = { SIPKADIN_DATABASE_URL: way.url };
  const { child, address, output, ended } = await serving(['--port', '0', '--data', join(folder, 'data')], { env });
  const health = async () => {
    const answer = await fetch(`${address}/health`);
    return [answer.status, ((await answer.json()) as { reasons: string[] }).reasons];
  };
  try {
    expect(await health()).toEqual([200, []]);
    way.freeze();
    expect(await health()).toEqual([503, ['ledger-failing']]);
    expect((await fetch(`${address}/`)).status).toBe(200);
    // The link of the first admin: signing in needs the database, as every screen after it.
    const link = async () => {
      const token = /#(\S+)/.exec(output.stdout)?.[1] ?? '';
      return fetch(`${address}/api/auth/magic-link/verify?token=${token}`, { headers: { 'x-sipkadin': '1' } });
    };
    expect(await answered(await link())).toEqual([503, busy]);
    way.mend();
    await vi.waitFor(async () => expect(await health()).toEqual([200, []]), 30_000);
    // Stopped: connections end, and new ones are refused.
    way.cut();
    expect(await health()).toEqual([503, ['ledger-failing']]);
    expect(await answered(await link())).toEqual([503, busy]);
    way.mend();
    await vi.waitFor(async () => expect(await health()).toEqual([200, []]), 30_000);
    const entered = await link();
    expect(entered.status).toBe(200);
    const signedIn = { headers: { cookie: cookieOf(entered), 'x-sipkadin': '1' } };
    const me = async () => {
      const answer = await fetch(`${address}/api/kerja/account.me`, signedIn);
      return [answer.status, ((await answer.json()) as { error?: { data: unknown } }).error?.data];
    };
    expect(await me()).toEqual([200, undefined]);
    way.cut();
    expect(await me()).toMatchObject([503, busy.error]);
    const sent = await fetch(`${address}/api/kerja/unggah?government=19.71`, { method: 'POST', body: 'x', ...signedIn });
    expect(await answered(sent)).toEqual([503, busy]);
    way.mend();
    await vi.waitFor(async () => expect(await me()).toEqual([200, undefined]), 30_000);
    await vi.waitFor(async () => expect(await health()).toEqual([200, []]), 30_000);
  } finally {
    way.mend();
    child.kill('SIGTERM');
  }
  expect(await ended, output.stderr).toBe(0);
});
