/**
 * Kills the process in the middle of migrating, receiving, importing, submitting, verifying, publishing, withdrawing and returning, at
 * seeded random moments, and holds what is found afterwards against what it had acknowledged.
 * `npm run crash -- --kills 200 --seed 1`
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions, verifyEdition } from '@sipkadin/edition';
import { getUpload, listEditions, listUploads, openLedger, uploadStore } from '@sipkadin/ledger';
import { verifyAll } from '@sipkadin/workflow';
import { folders, government, linesPerFile, recoverAll, totalOf } from './crash-files.ts';
import { oldDeployment, schemaVersion, wrongAfterMigration } from './crash-migration.ts';
import { seeded } from './seeded.ts';

interface Event {
  event: 'opening' | 'ready' | 'received' | 'imported' | 'submitted' | 'verified' | 'published' | 'withdrawn' | 'returned';
  id?: string;
  turn?: number;
  hash?: string;
  number?: number;
}

export interface CrashResult {
  kills: number;
  /** How many acknowledgements were held against what was found, by step. */
  acknowledged: Record<string, number>;
  /** After which acknowledged step the kill fell: shows that every gap was hit. */
  killedAfter: Record<string, number>;
  /** Uploads found at an unacknowledged step: the rare moments between the deed and its word. */
  ahead: number;
  lost: string[];
}

/** Starts the child, lets it acknowledge so many steps, kills it so many milliseconds into the next. */
function killOnce(root: string, from: number, stopAfter: number, delay: number): Promise<Event[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), root, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const events: Event[] = [];
    let rest = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) events.push(JSON.parse(line) as Event);
      if (events.length >= stopAfter) setTimeout(() => child.kill('SIGKILL'), delay);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(events);
      else reject(new Error(`the child ended by itself: ${errors}`));
    });
  });
}

const order = ['received', 'draft', 'submitted', 'verified', 'published', 'superseded', 'withdrawn'];
const stateOf: Partial<Record<Event['event'], string>> = {
  received: 'received',
  imported: 'draft',
  submitted: 'submitted',
  verified: 'verified',
};

async function holdAgainst(root: string, events: readonly Event[], result: CrashResult): Promise<void> {
  const { ledgerUrl, uploadsRoot, editionsRoot, keyPath } = folders(root);
  const ledger = await openLedger({ url: ledgerUrl });
  const uploads = uploadStore(uploadsRoot);
  const lost = (text: string) => result.lost.push(text);
  try {
    await recoverAll({ ledger, editionsRoot, signingKey: loadSigningKey(keyPath) });
    const recorded = await listEditions(ledger.read, government.code, fiscalYear(2025));
    const announced = openEditions(editionsRoot);
    const reached = new Map<string, number>();
    for (const { event, id, turn, hash, number } of events) {
      if (event === 'opening' || event === 'ready') continue;
      result.acknowledged[event] = (result.acknowledged[event] ?? 0) + 1;
      if (event === 'published' || event === 'withdrawn' || event === 'returned') {
        const edition = recorded.find((candidate) => candidate.number === number);
        if (edition?.hash !== hash) lost(`edition ${number} is not recorded`);
        if (!announced.list(government.code, fiscalYear(2025)).some((candidate) => candidate.number === number && candidate.hash === hash))
          lost(`edition ${number} is not public`);
        continue;
      }
      const upload = await getUpload(ledger.read, id ?? '').catch(() => undefined);
      if (!upload) {
        lost(`${id} is gone`);
        continue;
      }
      if (order.indexOf(upload.state) < order.indexOf(stateOf[event] ?? '')) lost(`${id} was ${event} and is ${upload.state}`);
      reached.set(upload.id, order.indexOf(stateOf[event] ?? ''));
      if (event === 'received') {
        const path = uploads.path(hash ?? '');
        const found = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'nothing';
        if (found !== hash) lost(`${id}: bytes are ${found}`);
      }
      if (event === 'imported') {
        const [statement] = upload.statements;
        if (statement?.head.lineCount !== linesPerFile || statement.head.total !== totalOf(turn ?? 0))
          lost(`${id}: statement is not whole`);
      }
    }
    for (const upload of await listUploads(ledger.read, { government: government.code })) {
      // Nothing half-applied: a step past reading has its one whole statement, one before it has none.
      const wanted = upload.state === 'received' ? 0 : 1;
      if (upload.statements.length !== wanted) lost(`${upload.id} is ${upload.state} with ${upload.statements.length} statements`);
      if (order.indexOf(upload.state) > (reached.get(upload.id) ?? 99)) result.ahead++;
    }
    const { problems } = await verifyAll({ ledger, editionsRoot, publicKeyPem: readFileSync(`${keyPath}.pub`, 'utf8') });
    for (const problem of problems) lost(`verify: ${problem.subject} ${problem.message.en}`);
    const last = recorded.at(-1);
    if (last) {
      const folder = join(editionsRoot, government.code, '2025', String(last.number));
      for (const problem of verifyEdition(folder, readFileSync(`${keyPath}.pub`, 'utf8')))
        lost(`edition ${last.number}: ${JSON.stringify(problem)}`);
    }
  } finally {
    await ledger.close();
  }
}

/**
 * @param kills how often; every 25 of them start on a fresh folder, so that checking stays quick
 * @param said is called after each folder
 */
export async function crash({
  kills,
  seed,
  said = () => {},
}: {
  kills: number;
  seed: number;
  said?: (result: CrashResult) => void;
}): Promise<CrashResult> {
  const result: CrashResult = { kills: 0, acknowledged: {}, killedAfter: {}, ahead: 0, lost: [] };
  const perFolder = Math.min(25, Math.ceil(kills / lanes));
  const starts = Array.from({ length: Math.ceil(kills / perFolder) }, (_, index) => index * perFolder);
  const lane = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      await killInFolder(start, Math.min(kills, start + perFolder), seeded(seed * 1_000_003 + start), result);
      said(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return result;
}

/** Folders are worked on side by side: most of the time a process starts or waits for the disk. */
const lanes = 2;

async function killInFolder(start: number, end: number, next: () => number, result: CrashResult): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'sipkadin-crash-'));
  try {
    loadSigningKey(folders(root).keyPath);
    for (let at = start; at < end; at++) {
      const after = at % 5 === 4 ? await killMigration(at, next, result) : await killOnTheRoad(root, at, next, result);
      result.killedAfter[after] = (result.killedAfter[after] ?? 0) + 1;
      result.kills++;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @returns the last acknowledged step */
async function killOnTheRoad(root: string, at: number, next: () => number, result: CrashResult): Promise<string> {
  const events = await killOnce(root, at * 10, 2 + Math.floor(next() * 13), Math.floor(next() * next() * 60));
  await holdAgainst(root, events, result);
  return events.at(-1)?.event ?? 'nothing';
}

/** The program brings an old ledger up to date and is killed at it; its next start must find all that was there. @returns how far it was */
async function killMigration(at: number, next: () => number, result: CrashResult): Promise<string> {
  const root = await oldDeployment();
  const { ledgerUrl, keyPath } = folders(root);
  try {
    loadSigningKey(keyPath);
    await killOnce(root, at * 10, 1, Math.floor(next() * 150));
    const reached = schemaVersion(root);
    await (await openLedger({ url: ledgerUrl })).close();
    for (const wrong of wrongAfterMigration(root)) result.lost.push(`migration: ${wrong}`);
    return `migrating, at version ${reached}`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
  const said = ({ kills, lost }: CrashResult) => process.stderr.write(`${kills} kills, ${lost.length} losses ${lost.at(-1) ?? ''}\n`);
  const result = await crash({ kills: Number(values.kills), seed: Number(values.seed), said });
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  process.exitCode = result.lost.length === 0 ? 0 : 1;
}
