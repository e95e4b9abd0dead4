import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateAmounts, templateColumns, templateHead, templateKinds, templateMark } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import {
  addGovernment,
  cancelReading,
  getUpload,
  type Ledger,
  openLedger,
  readingStates,
  receiveUpload,
  uploadStore,
} from '@sipkadin/ledger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createJobs, type Jobs } from '../src/jobs/jobs.ts';

const government = '19.71';

/** A budget in the own template, long enough to be seen while it is read. */
function budgetFile(lines: number): Buffer {
  const head = [
    [templateHead.mark, templateMark],
    [templateHead.kind, templateKinds.budget],
    [templateHead.government, government],
    [templateHead.year, '2025'],
    [templateHead.version, 'murni'],
  ];
  const columns = [...Object.values(templateColumns), ...templateAmounts.budget];
  const line = [
    '1.02.0.00.0.00.01.0000',
    'Dinas Kesehatan',
    '1.02.02.2.01.0001',
    'Pekerjaan',
    '5.1.02.01.001.00024',
    'Alat Tulis',
    '1.2.01.08',
    'DAU',
  ];
  const rows = Array.from({ length: lines }, (_, at) => [...line, String(1_000_000 + at)]);
  return Buffer.from([...head, columns, ...rows].map((cells) => cells.join(';')).join('\n'));
}

let folder: string;
let ledger: Ledger;
let jobs: Jobs[];
let logged: object[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}` });
  await ledger.transact((tx) => addGovernment(tx, { code: government, name: 'Kota Pangkalpinang' }, 'setup'));
  [jobs, logged] = [[], []];
});
afterEach(async () => {
  for (const each of jobs) await each.close();
  await ledger.close();
  rmSync(folder, { recursive: true });
});

/** The jobs of one process, on the ledger that all share. */
function start(): Jobs {
  mkdirSync(join(folder, 'spool'), { recursive: true });
  const made = createJobs({
    ...{ ledger, ledgerUrl: `sqlite:${join(folder, 'ledger.sqlite')}`, uploads: uploadStore(join(folder, 'uploads')) },
    ...{ spoolDir: join(folder, 'spool'), editionsRoot: join(folder, 'editions'), signingKey: loadSigningKey(join(folder, 'key.pem')) },
    names: async () => new Map(),
    now: () => new Date().toISOString(),
    log: { error: (data, text) => logged.push({ ...data, text }) },
    times: { lease: 300_000, renew: 20, poll: 600_000 },
  });
  jobs.push(made);
  made.start();
  return made;
}

async function receive(lines: number): Promise<string> {
  const kept = await uploadStore(join(folder, 'uploads')).put(budgetFile(lines));
  return (await ledger.transact((tx) => receiveUpload(tx, { government, fileName: 'anggaran.csv', actor: 'clerk', ...kept }))).id;
}

const stateOf = async (id: string) => (await readingStates(ledger.read, new Date().toISOString(), [id])).get(id);
const reading = (id: string) =>
  vi.waitFor(async () => expect(await stateOf(id)).toMatchObject({ stage: 'reading', rows: expect.toSatisfy((rows) => rows > 0) }), 60_000);

test('a reading that is cancelled in the ledger ends where it is under way', async () => {
  const id = await receive(100_000);
  const process = start();
  await reading(id);
  // As another process does it: in the ledger alone.
  await ledger.transact((tx) => cancelReading(tx, id, 'clerk'));
  await process.idle();
  expect(await getUpload(ledger.read, id)).toMatchObject({ state: 'cancelled', report: null, statements: [] });
  expect(logged).toEqual([]);
});

test('a process that ends gives its reading back, and another begins it at once', async () => {
  const id = await receive(20_000);
  const first = start();
  await reading(id);
  await first.close();
  expect(await stateOf(id)).toEqual({ stage: 'waiting', before: 0 });
  await start().idle();
  expect(await getUpload(ledger.read, id)).toMatchObject({ state: 'draft', statements: [{ head: { lineCount: 20_000 } }] });
  expect(await stateOf(id)).toBeUndefined();
  expect(logged).toEqual([]);
});

test('a fault of ours is kept with the reading, and named in the log', async () => {
  const id = await receive(10);
  rmSync(join(folder, 'uploads'), { recursive: true });
  await start().idle();
  expect(logged).toMatchObject([{ upload: id, text: 'reading an upload failed' }]);
  expect(await stateOf(id)).toMatchObject({ stage: 'failed', reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
});
