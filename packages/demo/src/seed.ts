import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IsoInstant, isoDate } from '@sipkadin/budget';
import { importUpload, type Parts, publish, receive, sendBack, submit, verify } from '@sipkadin/workflow';
import { DemoClock } from './clock.ts';
import { demoGovernment } from './files.ts';
import { demoStages, type UploadStep } from './plan.ts';

/** Seeding was ended by its signal; the next start begins the demonstration anew. */
export class SeedingStopped extends Error {}

/** The actors of the demonstration, by the ids that the audit trail will have. */
export interface DemoActors {
  operator: string;
  verifier: string;
  publisher: string;
}

interface Watching {
  onProgress(progress: { done: number; of: number }): void;
  signal: AbortSignal;
}

const marker = 'seeded';
/** What a data folder of the demonstration may hold; anything else is somebody's, and nothing is then removed. */
const ownNames = /^(ledger(-people)?\.sqlite\S*|uploads|editions|spool|secret|signing-key\.pem\S*|\.probe-\d+)$/;
/** The lock of the process that serves the folder, which is the one that calls. */
const lockName = 'in-use';

export function isSeeded(data: string): boolean {
  return existsSync(join(data, marker));
}

/**
 * A demonstration that was broken off half way is begun anew. Call before the ledger is opened.
 * @throws when the folder holds something that is not the demonstration's.
 */
export function clearUnfinished(data: string): boolean {
  if (!existsSync(data) || isSeeded(data)) return false;
  const names = readdirSync(data).filter((name) => name !== lockName);
  const foreign = names.find((name) => !ownNames.test(name));
  if (foreign !== undefined) throw new Error(`${data} holds ${foreign}, which is not of the demonstration; move it away`);
  for (const name of names) rmSync(join(data, name), { recursive: true, force: true });
  return names.length > 0;
}

/** How many readings run side by side: each is a process of its own. */
const readers = 2;

/**
 * Fills an empty ledger with the demonstration by the road that every file takes: kept, read, judged, stored, submitted,
 * verified by another person, published; each in its own time. Marks the folder when all of it is done.
 * @param open the deployment, on a ledger connection that takes its instants from this clock
 */
export async function seed(
  open: (now: () => IsoInstant) => Promise<Parts>,
  data: string,
  actors: DemoActors,
  watching: Watching,
): Promise<void> {
  const clock = new DemoClock();
  clock.moveTo(isoDate('2023-01-02'));
  const parts = await open(clock.now);
  try {
    await live(parts, clock, data, actors, watching);
  } finally {
    await parts.ledger.close();
  }
  writeFileSync(join(data, marker), `${new Date().toISOString()}\n`);
}

async function live(parts: Parts, clock: DemoClock, data: string, actors: DemoActors, { onProgress, signal }: Watching): Promise<void> {
  const { ledger, editionsRoot, signingKey } = parts;
  const spoolDir = join(data, 'spool');
  mkdirSync(spoolDir, { recursive: true });
  const stages = demoStages({ history: true });
  const of = stages.reduce((count, { uploads }) => count + uploads.length, 0);
  let done = 0;
  // While one stage is published, the next one's files are read: drafts do not touch what is verified.
  let publishing: Promise<unknown> = Promise.resolve();
  for (const stage of stages) {
    // What arrives on one day is read side by side, then submitted and verified on that day: the city reports in time.
    for (const uploads of Map.groupBy(stage.uploads, ({ on }) => on).values()) {
      const ids = await sideBySide(uploads, async (step) => {
        if (signal.aborted) throw new SeedingStopped();
        clock.moveTo(step.on);
        const id = await bringIn(parts, spoolDir, step, actors.operator);
        onProgress({ done: ++done, of });
        return id;
      });
      await publishing;
      const upTo = (...steps: UploadStep['until'][]) => ids.filter((_, index) => steps.includes(uploads[index]?.until ?? 'read'));
      await submit(ledger, upTo('submitted', 'returned', 'verified'), actors.operator);
      await verify(ledger, upTo('verified'), actors.verifier, { reason: 'Kota simulasi: perubahan sebesar ini memang dibuat.' });
      const reason = 'Realisasi gaji Oktober belum masuk. Mohon dilengkapi, lalu unggah ulang.';
      for (const upload of upTo('returned')) await sendBack(ledger, { upload, actor: actors.verifier, reason });
    }
    if (stage.publish) {
      const { year, note = '' } = stage.publish;
      const publishedAt = clock.now();
      publishing = publish({
        ...{ ledger, editionsRoot, signingKey, government: demoGovernment, year, actor: actors.publisher, note },
        now: () => publishedAt,
      });
      // Awaited below; without this, a failure of the reading before it would make this an unhandled rejection.
      publishing.catch(() => undefined);
    }
  }
  await publishing;
}

/** @returns the upload's id, its statements stored as drafts. Throws when a file of the demonstration is not read as it should be. */
async function bringIn(parts: Parts, spoolDir: string, { file, until }: UploadStep, operator: string): Promise<string> {
  const { name, bytes, answers = {} } = file();
  const id = await receive(parts, { government: demoGovernment, fileName: name, source: bytes, actor: operator });
  const report = await importUpload({ ...parts, id, answers, spoolDir });
  const blocking = report.findings.find(({ severity }) => severity === 'blocking');
  if (until !== 'read' && (report.outcome !== 'read' || blocking)) {
    const why = blocking?.message.en ?? report.questions.map(({ text }) => text.en).join(' ');
    throw new Error(`the demonstration's own file "${name}" was not read: ${report.outcome}: ${why}`);
  }
  return id;
}

async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const run = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: readers }, run));
  return results;
}
