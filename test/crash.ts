/**
 * Kills the process in the middle of migrating, receiving, importing, submitting, verifying, publishing, withdrawing, returning and
 * backing up, at seeded random moments, and holds what is found afterwards, and in the newest backup, against what it had acknowledged.
 * `npm run crash -- --kills 200 --seed 1`
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSigningKey } from '@sipkadin/edition';
import { openLedger } from '@sipkadin/ledger';
import { run } from '../apps/server/src/cli.ts';
import { type Acknowledged, compareWithAcknowledged } from './acknowledged.ts';
import { folders } from './crash-files.ts';
import { oldDeployment, schemaVersion, wrongAfterMigration } from './crash-migration.ts';
import { seeded } from './seeded.ts';

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
function killOnce(root: string, from: number, stopAfter: number, delay: number): Promise<Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), root, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const events: Acknowledged[] = [];
    let rest = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) events.push(JSON.parse(line) as Acknowledged);
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
    for (const folder of [root, `${root}-backups`]) rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the last acknowledged step */
async function killOnTheRoad(root: string, at: number, next: () => number, result: CrashResult): Promise<string> {
  const events = await killOnce(root, at * 10, 2 + Math.floor(next() * 13), Math.floor(next() * next() * 60));
  for (const { event } of events)
    if (event !== 'opening' && event !== 'ready') result.acknowledged[event] = (result.acknowledged[event] ?? 0) + 1;
  const { lost, ahead } = await compareWithAcknowledged(folders(root), events);
  result.lost.push(...lost, ...(await lostInBackup(root, events)));
  result.ahead += ahead;
  return events.at(-1)?.event ?? 'nothing';
}

/** The newest backup, restored, holds at least what was acknowledged before the last backup that was. @returns what it does not hold, in words */
async function lostInBackup(root: string, events: readonly Acknowledged[]): Promise<string[]> {
  const last = events.findLastIndex(({ event }) => event === 'backed-up');
  if (last < 0) return [];
  const restored = `${root}-restored`;
  let complaint = '';
  try {
    const output = { out: () => {}, say: (text: string) => void (complaint += text) };
    if ((await run(['restore', `${root}-backups`, '--data', restored], {}, output)) !== 0) return [`restore: ${complaint}`];
    copyFileSync(folders(root).keyPath, folders(restored).keyPath);
    const { lost } = await compareWithAcknowledged(folders(restored), events.slice(0, last));
    return lost.map((text) => `in the backup: ${text}`);
  } finally {
    rmSync(restored, { recursive: true, force: true });
  }
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
