/**
 * Requests by the thousand a second against a whole server (`serve --demo`), first alone, then while it reads files of 50,000 rows and
 * publishes: what others wait for, and what it costs in memory.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { post, signIn, startDemo, stateOf, upload } from './demo-server.ts';
import { generateWorkbook } from './generate.ts';

export interface Waited {
  answers: number;
  p50: number;
  p99: number;
  most: number;
}

interface Load {
  sent: number;
  seconds: number;
  errors: Record<string, number>;
  all: Waited;
  kinds: Record<string, Waited>;
  /** Processor time of the server for one answer, its other work included, in microseconds. */
  cost: number;
  /** The most resident memory of the server while it answered, in bytes. */
  mostBytes: number;
  /** Milliseconds that the load's own event loop was late, p99. */
  ownDelay: number;
  /** The longest that it was late. */
  ownMost: number;
}

export interface Flood {
  alone: Load;
  during: Load;
  /** Of /health while it reads and publishes, in milliseconds. */
  health: Waited;
  published: number;
  /** Of the files that were sent, when the load ended or each was read. */
  states: string[];
  /** Of the machine, when the second load began. */
  loadAverage: number;
}

interface Offered {
  /** Requests a second. */
  rate: number;
  seconds: number;
  /** Of each file that is read meanwhile. */
  rows: number;
  /** New addresses and one publication after another, or what a site is asked for and one publication. */
  kinds: 'new' | 'mix';
  /** The data folder of a demonstration that is copied, instead of making one, which takes minutes on a busy machine. */
  city: string | undefined;
}

export async function flood({ rate, seconds, rows, kinds, city }: Offered): Promise<Flood> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-flood-'));
  // Of different lengths: the same bytes again would be the same upload.
  const files = await Promise.all(
    (kinds === 'mix' ? [0] : [0, 1, 2]).map(async (at) => {
      const file = join(folder, `rekap5_2025_murni_${at}.xlsx`);
      await generateWorkbook(file, { rows: rows + at });
      return file;
    }),
  );
  if (city !== undefined) cpSync(city, join(folder, 'demo'), { recursive: true });
  const server = await startDemo(folder);
  try {
    const { address, links } = server;
    const [operator, publisher] = [await signIn(address, links, 'Rina'), await signIn(address, links, 'Sari')];
    await load(server.pid, address, 3, 200, kinds);
    const alone = await load(server.pid, address, seconds, rate, kinds);
    const loadAverage = loadavg()[0] ?? 0;
    let going = true;
    const health: number[] = [];
    const watching = (async () => {
      while (going) {
        const start = performance.now();
        if (!(await fetch(`${address}/health`)).ok) throw new Error('/health is not well');
        health.push(performance.now() - start);
        await wait(50);
      }
    })();
    let published = 0;
    const publishing = (async () => {
      while (going) {
        const order = { government: '19.71', year: 2026, note: `Terbitan ${published}` };
        const answer = await post(address, publisher, 'publication.publish', order);
        if (!answer.ok) throw new Error(`publishing: ${answer.status} ${await answer.text()}`);
        published++;
        if (kinds === 'mix') return;
        await wait(1000);
      }
    })();
    const states: string[] = [];
    const reading = (async () => {
      for (const file of files) {
        const id = await upload(address, operator, file);
        let state = await stateOf(address, operator, id);
        while (going && state === 'received') {
          await wait(500);
          state = await stateOf(address, operator, id);
        }
        states.push(state);
      }
    })();
    const during = await load(server.pid, address, seconds, rate, kinds);
    going = false;
    await Promise.all([watching, publishing, reading]);
    health.sort((a, b) => a - b);
    const at = (share: number) => Math.round(health[Math.min(health.length - 1, Math.floor(health.length * share))] ?? 0);
    return {
      ...{ alone, during, published, states, loadAverage, health: { answers: health.length, p50: at(0.5), p99: at(0.99), most: at(1) } },
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(pid: number | undefined, address: string, seconds: number, rate: number, kinds: Offered['kinds']): Promise<Load> {
  const before = processorTime(pid);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'flood-load.ts'), address, String(seconds), String(rate), kinds], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  let mostBytes = 0;
  const looking = setInterval(() => (mostBytes = Math.max(mostBytes, residentBytes(pid))), 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`the load ended with ${String(code)}`);
  const measured = JSON.parse(text) as Omit<Load, 'cost' | 'mostBytes'>;
  return { ...measured, mostBytes, cost: (processorTime(pid) - before) / measured.all.answers };
}

function residentBytes(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

/** Of a process, in microseconds; its clock ticks a hundred times a second. */
function processorTime(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
