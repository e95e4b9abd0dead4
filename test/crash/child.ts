/**
 * The process that test/crash.ts kills: takes a small file so far on its road as its plan says, reports each step before it begins and
 * once it is acknowledged, each in a line that is written before anything else happens, and is killed by a thread of its own or after a
 * statement.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey } from '@sipkadin/edition';
import { addGovernment, listGovernments, openLedger, receiveUpload, submitUpload, uploadStore, verifyUpload } from '@sipkadin/ledger';
import { carryOut, importUpload } from '@sipkadin/workflow';
import { crashFile, crashFileName, folders, government, recoverAll, times } from '../crash-files.ts';
import type { KillOrder } from './killer.ts';
import { afterEachStatement } from './statements.ts';

/** What a child does, in order: it opens the ledger, recovers, and goes on with `steps`. */
export interface Plan {
  /** The data folder. */
  root: string;
  /** Which small file. */
  turn: number;
  steps: readonly Step[];
  /** The last time that this step begins the thread is armed. */
  killIn: Step | 'open' | 'recover';
  /** Milliseconds. */
  delay: number;
  /** The kill falls right after so many statements of the step, where that is earlier; absent: by the time alone. */
  afterStatement?: number;
  /** The kill falls after the new backup is there, while earlier ones are removed. */
  inRetention: boolean;
}

export type Step = 'receive' | 'read' | 'submit' | 'verify' | 'publish' | 'withdraw' | 'return' | 'backup';

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan;
const { root, turn, steps, killIn } = plan;
const { ledgerUrl, uploadsRoot, editionsRoot, keyPath } = folders(root);
const backups = `${root}-backups`;
const write = (line: Record<string, unknown>) => writeSync(1, `${JSON.stringify({ ...line, ms: performance.now() })}\n`);

const armed = new Int32Array(new SharedArrayBuffer(4));
const order: KillOrder = { armed, delay: plan.delay, ...(plan.inRetention && { untilNewIn: join(backups, 'backups') }) };
const killer = new Worker(new URL('killer.ts', import.meta.url), { workerData: order });
killer.on('error', (error) => {
  throw error;
});
await new Promise((resolve) => killer.once('online', resolve));

let statements = 0;
afterEachStatement(() => {
  statements++;
  if (statements === plan.afterStatement && Atomics.load(armed, 0) === 1) process.kill(process.pid, 'SIGKILL');
});

/** @param left how often this step comes once more */
function begin(step: Plan['killIn'], left = 0): void {
  write({ begun: step });
  statements = 0;
  if (step !== killIn || left > 0) return;
  Atomics.store(armed, 0, 1);
  Atomics.notify(armed, 0);
}

begin('open');
const ledger = await openLedger({ url: ledgerUrl });
const uploads = uploadStore(uploadsRoot);
const signingKey = loadSigningKey(keyPath);
if ((await listGovernments(ledger.read)).length === 0) await ledger.transact((tx) => addGovernment(tx, government, 'crash'));
write({ event: 'opening' });
begin('recover');
await recoverAll({ ledger, editionsRoot, signingKey });
write({ event: 'ready' });

let id = '';
let number = 0;
const publication = { ledger, editionsRoot, signingKey, government: government.code, year: fiscalYear(2025), actor: 'publisher', times };

/** @returns what is acknowledged */
const work: Record<Step, () => Promise<Record<string, unknown>>> = {
  async receive() {
    const kept = await uploads.put(crashFile(turn));
    const upload = { government: government.code, fileName: crashFileName(turn), actor: 'clerk', ...kept };
    ({ id } = await ledger.transact((tx) => receiveUpload(tx, upload)));
    return { event: 'received', id, turn, ...kept };
  },
  async read() {
    const { outcome } = await importUpload({ ledger, uploads, id, spoolDir: join(root, 'spool') });
    return { event: 'imported', id, turn, outcome };
  },
  async submit() {
    await ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    return { event: 'submitted', id };
  },
  async verify() {
    await ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    return { event: 'verified', id };
  },
  async publish() {
    const done = await carryOut(publication);
    number = done.number;
    return { event: 'published', number, hash: done.hash };
  },
  async withdraw() {
    const done = await carryOut({ ...publication, note: 'keliru', correction: 'withdrawal' });
    return { event: 'withdrawn', number: done.number, hash: done.hash };
  },
  async return() {
    const done = await carryOut({ ...publication, note: 'keliru', correction: { returnTo: number } });
    return { event: 'returned', number: done.number, hash: done.hash };
  },
  async backup() {
    // Loaded here alone: the command line is a third of what the child would load.
    const { run } = await import('../../apps/server/src/cli.ts');
    let text = '';
    const output = { out: (line: string) => void (text = line), say: (line: string) => void (text += line) };
    if ((await run(['backup', backups, '--data', root, '--keep-last', '1'], {}, output)) !== 0) throw new Error(text);
    return { event: 'backed-up', name: text.split(':', 1)[0] };
  },
};

for (const [at, step] of steps.entries()) {
  begin(step, steps.slice(at + 1).filter((later) => later === step).length);
  const acknowledged = await work[step]();
  write({ ...acknowledged, statements });
}
if (Atomics.load(armed, 0) === 0) throw new Error(`the plan has no step ${killIn}`);
