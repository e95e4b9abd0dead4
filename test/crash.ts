/**
 * Kills the program in the middle of every step on the way of a file to the public, of backups, of migrations and of updates, at seeded
 * random moments, and compares what is found afterwards, and in the newest backup, with what it had acknowledged. Prints its counts, and
 * ends with 1 where something was lost.
 * `npm run crash -- [--kills 200] [--seed 1] [--lanes 2] [--only update,backup]`
 */
import { parseArgs } from 'node:util';
import { type Killed, killMigration, newKillFolder, type RoadStep } from './crash/road-kills.ts';
import { prepareUpdateKills, type UpdateKills } from './crash/update-kills.ts';
import { endAll } from './drill/machine.ts';
import { seeded } from './seeded.ts';

/** Of fifty kills, how many aim at a step. */
const shares = {
  recover: 2,
  receive: 3,
  read: 4,
  submit: 3,
  verify: 3,
  publish: 6,
  withdraw: 5,
  return: 5,
  backup: 8,
  retention: 4,
  migrate: 3,
  update: 4,
} as const satisfies Record<RoadStep | 'migrate' | 'update', number>;

export type KilledStep = keyof typeof shares;

export interface CrashResult {
  kills: number;
  /** By the step that had begun and was not acknowledged; `between` where there was none. */
  killedIn: Record<string, number>;
  /** How many acknowledgements were compared with what was found, by step. */
  acknowledged: Record<string, number>;
  /** Uploads found at an unacknowledged step: the rare moments between the deed and its word. */
  ahead: number;
  /** In words: what was lost or is there by half. */
  lost: string[];
}

/** Kills in one data folder; then everything in it is recomputed, and a new one begins. */
const perFolder = 50;

/**
 * @param only absent: all steps
 * @param lanes how many kills are worked on side by side: most of the time a process starts or waits for the disk
 * @param report is called after each kill
 */
export async function crash({
  kills,
  seed,
  only,
  lanes = 2,
  report = () => {},
}: {
  kills: number;
  seed: number;
  only?: readonly KilledStep[];
  lanes?: number;
  report?: (result: CrashResult, killed: Killed, folder: string) => void;
}): Promise<CrashResult> {
  const result: CrashResult = { kills: 0, killedIn: {}, acknowledged: {}, ahead: 0, lost: [] };
  const aims = aimsOf(kills, seeded(seed), only);
  const inFolder = Math.min(perFolder, Math.ceil(kills / lanes));
  const lane = async () => {
    let updates: UpdateKills | undefined;
    try {
      while (aims.length > 0) {
        const part = aims.splice(0, inFolder);
        const next = seeded(seed * 1_000_003 + (part[0]?.turn ?? 0));
        let folder = newKillFolder();
        let count = 0;
        for (const { step, turn } of part) {
          const whole = ++count % 25 === 0 || count === part.length;
          let killed: Killed;
          try {
            if (step === 'migrate') killed = await killMigration(turn, next);
            else if (step === 'update') killed = await (updates ??= await prepareUpdateKills()).kill(next);
            else killed = await folder.kill(step, { turn, next, whole });
          } catch (error) {
            killed = { in: 'between', acknowledged: [], lost: [`${step}: ${String(error)}`], ahead: 0 };
          }
          add(result, killed);
          report(result, killed, folder.root);
          // What is lost stays lost: it is counted once, and what is there is kept to be looked at.
          if (killed.lost.length > 0) folder = newKillFolder();
        }
        folder.remove();
      }
    } finally {
      updates?.remove();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return result;
}

/** Which step each kill aims at: in the shares of the table, in a random order. */
function aimsOf(kills: number, next: () => number, only?: readonly KilledStep[]): { step: KilledStep; turn: number }[] {
  const fifty = Object.entries(shares).flatMap(([step, share]) => Array.from({ length: share }, () => step as KilledStep));
  const deck = only ?? fifty;
  const aims: KilledStep[] = [];
  while (aims.length < kills)
    aims.push(
      ...deck
        .map((step) => ({ step, order: next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ step }) => step),
    );
  return aims.slice(0, kills).map((step, turn) => ({ step, turn }));
}

function add(result: CrashResult, killed: Killed): void {
  const count = (counts: Record<string, number>, name: string) => (counts[name] = (counts[name] ?? 0) + 1);
  count(result.killedIn, killed.in);
  for (const { event } of killed.acknowledged) if (event !== 'opening' && event !== 'ready') count(result.acknowledged, event);
  result.lost.push(...killed.lost);
  result.ahead += killed.ahead;
  result.kills++;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      lanes: { type: 'string', default: '2' },
      only: { type: 'string' },
    },
  });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !(name in shares)) ?? [];
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(shares).join(', ')}`);
  const report = (result: CrashResult, killed: Killed, folder: string) => {
    process.stderr.write(`${result.kills} kills, ${result.lost.length} losses; killed in: ${killed.in}\n`);
    for (const text of killed.lost) process.stderr.write(`LOST, see ${folder}: ${text}\n`);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', endAll);
  const result = await crash({
    kills: Number(values.kills),
    seed: Number(values.seed),
    lanes: Number(values.lanes),
    report,
    ...(only && { only: only as KilledStep[] }),
  });
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  process.exitCode = result.lost.length === 0 ? 0 : 1;
}
