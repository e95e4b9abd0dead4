/**
 * Editions of all governments and years in one folder: what the public side costs with them, how long one more publication takes, and
 * whether the desk of one government is slower for the others. The editions are left where `data` says, so that a second run only
 * measures; else they are removed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskScreens } from './desk.ts';
import { publishBeside } from './publish.ts';
import { type Served, servedNation, type Times } from './serving.ts';
import { type NationSize, sizeOf, writeNation } from './write.ts';

interface NationRun extends NationSize {
  /** Data folder to keep; undefined: a temporary one. */
  data: string | undefined;
}

const rate = 200;
const seconds = 30;
const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const shown = ({ count, failed, p50, p99, most, cost }: Times) =>
  `${count} asked for, ${failed} failed; p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)}, most ${most.toFixed(0)}${Number.isNaN(cost) ? '' : `; ${cost.toFixed(1)} ms of processor time each`}`;

export async function nation({ data, ...size }: NationRun, say: (text: string) => void): Promise<void> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'sipkadin-nation-'));
  try {
    say(`${size.governments} governments x ${size.years} years`);
    await writeNation(folder, size, say);
    const { editions, lines, files, bytes, dataBytes } = sizeOf(folder);
    say(`  ${editions} editions of ${lines} lines: ${files} files, ${megabytes(bytes)} MB, and ${megabytes(dataBytes)} MB of data files`);
    report(await servedNation(folder, { rate, seconds }), say);
    const { lines: own, alone, beside, seen, log } = await publishBeside(folder);
    say(
      `  publication of ${own} lines: ${(beside / 1000).toFixed(1)} s (goal ≤10), alone ${(alone / 1000).toFixed(1)}, ratio ${(beside / alone).toFixed(2)}; a reader looks for it in ${seen.toFixed(0)} ms`,
    );
    say(`  log of ${log.leaves} leaves: ${Math.round(log.bytes / 1024)} KB, looked at in ${log.look.toFixed(0)} ms`);
    for (const { screen, alone: one, among } of await deskScreens(size.governments, say))
      say(`  desk, ${screen}: ${among.toFixed(1)} ms, alone ${one.toFixed(1)}, ratio ${(among / one).toFixed(2)} (goal ≤1)`);
    say(`  load average ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function report(served: Served, say: (text: string) => void): void {
  const { ready, firstPage, startCost, started, idle, most, cold, asPeopleAsk, again, evenly, restarted, health, files, loadAverage } =
    served;
  say(
    `  public server: ready after ${ready.toFixed(0)} ms (goal ≤3,000), first page after ${firstPage.toFixed(0)}; ${startCost} ms of processor time`,
  );
  say(
    `  memory: ${megabytes(started)} MB at the start, ${megabytes(idle)} after a minute, at most ${megabytes(most)} under load (goal ≤4,096)`,
  );
  say(`  pages of editions not asked for before, one by one: ${shown(cold)}`);
  say(`  ${rate}/s for ${seconds} s as people ask, nothing ready: ${shown(asPeopleAsk)}`);
  say(`  the same again: ${shown(again)} (goal p99 ≤50)`);
  say(`  ${rate}/s evenly over all governments and years: ${shown(evenly)}`);
  say(`  the first of these loads by a process that has just started: ${shown(restarted)}`);
  say(`  /health meanwhile: ${shown(health)} (goal ≤20)`);
  for (const { path, milliseconds, bytes, status } of files)
    say(`  ${path}: ${status}, ${milliseconds.toFixed(0)} ms, ${Math.round(bytes / 1024)} KB`);
  say(`  load average then ${loadAverage.toFixed(1)}`);
}
