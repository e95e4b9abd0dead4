import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSigningKey } from '@sipkadin/edition';
import { openLedger } from '@sipkadin/ledger';
import { run } from '../../apps/server/src/cli.ts';
import { type Acknowledged, compareWithAcknowledged } from '../acknowledged.ts';
import { folders } from '../crash-files.ts';
import type { Plan, Step } from './child.ts';
import { createDurations } from './durations.ts';
import { oldDeployment, wrongAfterMigration } from './migration.ts';

/** What one kill found. */
export interface Killed {
  /** The step that had begun and was not acknowledged; `between` where there was none. */
  in: string;
  acknowledged: Acknowledged[];
  /** In words. */
  lost: string[];
  /** How many uploads are further than was acknowledged: the rare moments between the deed and its word. */
  ahead: number;
}

const toThePublic: readonly Step[] = ['receive', 'read', 'submit', 'verify', 'publish'];

/** What has to happen before a step, and the step. */
const ways = {
  recover: toThePublic,
  receive: ['receive'],
  read: toThePublic.slice(0, 2),
  submit: toThePublic.slice(0, 3),
  verify: toThePublic.slice(0, 4),
  publish: toThePublic,
  withdraw: [...toThePublic, 'withdraw'],
  return: [...toThePublic, 'withdraw', 'return'],
  backup: [...toThePublic, 'backup'],
  retention: ['backup', 'backup'],
} as const satisfies Record<string, readonly Step[]>;

export type RoadStep = keyof typeof ways;

const durations = createDurations({
  open: 150,
  recover: 30,
  receive: 15,
  read: 400,
  submit: 5,
  verify: 10,
  publish: 350,
  withdraw: 250,
  return: 250,
  backup: 500,
  retention: 4,
});

/** How many statements steps have, as `durations`. */
const statements = createDurations({ receive: 10, read: 40, submit: 8, verify: 12, publish: 60, withdraw: 60, return: 60 });

/** How often a kill in a step falls between two statements: steps of few milliseconds are hardly hit by the time alone. */
const byStatement: Partial<Record<RoadStep, number>> = {
  ...{ receive: 0.75, submit: 0.75, verify: 0.75 },
  ...{ read: 0.25, publish: 0.25, withdraw: 0.25, return: 0.25 },
};

interface Line extends Partial<Acknowledged> {
  begun?: string;
  ms: number;
  statements?: number;
}

/** Runs the child to its death. @throws Error with what it wrote where it ended in another way */
function runToDeath(plan: Plan): Promise<Line[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(plan)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [text, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself: ${errors}`));
      const lines = text.split('\n').slice(0, -1);
      resolve(lines.map((line) => JSON.parse(line) as Line));
    });
  });
}

/** A data folder, its backups, and everything that processes which were killed in it have acknowledged. */
export interface KillFolder {
  root: string;
  /** @param whole whether everything is recomputed after this kill, and compared with all that was ever acknowledged here */
  kill(step: RoadStep, order: { turn: number; next: () => number; whole: boolean }): Promise<Killed>;
  remove(): void;
}

export function newKillFolder(): KillFolder {
  const root = mkdtempSync(join(tmpdir(), 'sipkadin-crash-'));
  const backups = `${root}-backups`;
  loadSigningKey(folders(root).keyPath);
  const all: Acknowledged[] = [];

  /** The newest backup, restored, holds at least what was acknowledged before the last backup that was. */
  const lostInBackup = async (): Promise<string[]> => {
    const last = all.findLastIndex(({ event }) => event === 'backed-up');
    if (last < 0) return [];
    const restored = `${root}-restored`;
    let complaint = '';
    try {
      const output = { out: () => {}, say: (text: string) => void (complaint += text) };
      if ((await run(['restore', backups, '--data', restored], {}, output)) !== 0) return [`restore: ${complaint}`];
      copyFileSync(folders(root).keyPath, folders(restored).keyPath);
      // The restoration has recomputed everything already.
      const { lost } = await compareWithAcknowledged(folders(restored), all.slice(0, last), { whole: false });
      return lost.map((text) => `in the backup: ${text}`);
    } finally {
      rmSync(restored, { recursive: true, force: true });
    }
  };

  return {
    root,
    async kill(step, { turn, next, whole }) {
      const killIn = step === 'retention' ? 'backup' : step;
      const [share, isByStatement] = [next(), next() < (byStatement[step] ?? 0)];
      const plan: Plan = {
        ...{ root, turn, steps: ways[step], killIn, inRetention: step === 'retention' },
        ...(isByStatement
          ? { delay: 2000, afterStatement: 1 + Math.floor(statements.moment(step, share)) }
          : { delay: durations.moment(step, share) }),
      };
      const before = backupsIn(backups);
      const lines = await runToDeath(plan);
      const acknowledged = lines.filter(isAcknowledged);
      const begun = lines.at(-1)?.begun;
      learn(lines);
      all.push(...acknowledged);
      const counted = backupsIn(backups)
        .difference(before)
        .difference(new Set(acknowledged.map(({ name }) => name)));
      const { lost, ahead } = await compareWithAcknowledged(folders(root), whole ? all : acknowledged, { whole });
      if (whole || begun === 'backup' || acknowledged.some(({ event }) => event === 'backed-up')) lost.push(...(await lostInBackup()));
      return { in: begun === 'backup' && counted.size > 0 ? 'retention' : (begun ?? 'between'), acknowledged, lost, ahead };
    },
    remove() {
      for (const folder of [root, backups]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAcknowledged(line: Line): line is Line & Acknowledged {
  return line.event !== undefined;
}

function learn(lines: readonly Line[]): void {
  for (const [at, { begun, ms }] of lines.entries()) {
    const end = lines[at + 1];
    if (begun === undefined || end?.event === undefined) continue;
    durations.learn(begun, end.ms - ms);
    if (end.statements !== undefined) statements.learn(begun, end.statements);
  }
}

function backupsIn(folder: string): Set<string | undefined> {
  const made = join(folder, 'backups');
  const files = existsSync(made) ? readdirSync(made).filter((name) => name.endsWith('.json')) : [];
  return new Set(files.map((name) => name.slice(0, -'.json'.length)));
}

/** The program brings an old ledger up to date and is killed at it; its next start must find all that was there. */
export async function killMigration(turn: number, next: () => number): Promise<Killed> {
  const root = await oldDeployment();
  const { ledgerUrl, keyPath } = folders(root);
  try {
    loadSigningKey(keyPath);
    const delay = durations.moment('open of an old ledger', next());
    const lines = await runToDeath({ root, turn, steps: [], killIn: 'open', delay, inRetention: false });
    await (await openLedger({ url: ledgerUrl })).close();
    const begun = lines.at(-1)?.begun;
    return {
      in: begun === 'open' ? 'migrate' : (begun ?? 'between'),
      acknowledged: [],
      lost: wrongAfterMigration(root).map((wrong) => `migration: ${wrong}`),
      ahead: 0,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
