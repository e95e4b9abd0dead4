/** What `serve --only public` costs with the editions of all governments in its folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Editions, openEditions } from '@sipkadin/edition';

const main = join(import.meta.dirname, '../../apps/server/src/main.ts');

export interface Times {
  count: number;
  failed: number;
  p50: number;
  p99: number;
  most: number;
  /** Processor time of the server for one answer, its other work included, in milliseconds; of /health not measured. */
  cost: number;
}

export interface Served {
  /** Milliseconds from the start of the process to its address, and to the first answer of the home page. */
  ready: number;
  firstPage: number;
  /** Processor time until then, in milliseconds. */
  startCost: number;
  /** Resident memory in bytes: after the first answer, and after a minute without requests. */
  started: number;
  idle: number;
  /** Pages of editions that nobody has asked for, one after another. */
  cold: Times;
  /** At a steady rate over all governments and years: as people ask (few governments and the newest year most), and evenly. */
  asPeopleAsk: Times;
  again: Times;
  evenly: Times;
  /** The first load once more, by a process that has just started: pages that were made lie in files. */
  restarted: Times;
  health: Times;
  files: { path: string; milliseconds: number; bytes: number; status: number }[];
  most: number;
  loadAverage: number;
}

/** What people ask for of an edition, and how many of a hundred. */
const kinds: readonly (readonly [share: number, path: (slug: string) => string])[] = [
  [30, () => '/'],
  [15, () => '/opd'],
  [25, (slug) => `/opd/${slug}`],
  [10, () => '/belanja'],
  [10, () => '/belanja/5.1.02'],
  [5, () => '/pendapatan'],
  [5, () => '/data'],
];

/** Numbers below 1, the same for the same seed (Mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Addresses without an end. As people ask, a government's rank decides how often (Zipf), and four of five ask for the newest year. */
function* addresses(editions: Editions, how: 'as people ask' | 'evenly', seed: number): Generator<string> {
  const next = random(seed);
  const governments = editions.governments();
  const slugs = new Map<string, readonly string[]>();
  const harmonic = governments.map((_, at) => 1 / (at + 1));
  const all = harmonic.reduce((sum, one) => sum + one, 0);
  const ranked = () => {
    let left = next() * all;
    return Math.max(
      0,
      harmonic.findIndex((one) => (left -= one) < 0),
    );
  };
  for (;;) {
    const at = how === 'evenly' ? Math.floor(next() * governments.length) : ranked();
    const government = governments[at] ?? '';
    const years = editions.years(government);
    const isNewest = how === 'as people ask' && next() < 0.8;
    const year = (isNewest ? years[0] : years[Math.floor(next() * years.length)]) ?? 0;
    let share = next() * 100;
    const [, path] = kinds.find(([of]) => (share -= of) < 0) ?? kinds[0] ?? [];
    if (!slugs.has(government)) {
      const newest = years[0] && editions.latest(government, years[0]);
      slugs.set(
        government,
        (newest?.units() ?? []).map(({ slug }) => slug),
      );
    }
    const own = slugs.get(government) ?? [];
    const page = path?.(own[Math.floor(next() * own.length)] ?? '') ?? '/';
    yield `/p/${government}${page}${year === years[0] ? '' : `?tahun=${year}`}`;
  }
}

/** @param rate requests a second @param seconds how long each load goes on */
export async function servedNation(
  data: string,
  { rate, seconds, idleSeconds = 60 }: { rate: number; seconds: number; idleSeconds?: number },
): Promise<Served> {
  const editions = openEditions(join(data, 'editions'), { kept: 8 });
  const [government = ''] = editions.governments();
  // Of an earlier run.
  rmSync(join(data, 'pages'), { recursive: true, force: true });
  const began = performance.now();
  let child: ChildProcess | undefined;
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1]) * 1024;
  try {
    const first = await startedServer(data, government);
    child = first.child;
    let { address } = first;
    const ready = performance.now() - began;
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const ask = (path: string) => timed(address, path, agent);
    await ask('/');
    const firstPage = performance.now() - began;
    const startCost = processorTime(child.pid);
    const started = memory();
    await wait(idleSeconds * 1000);
    const idle = memory();
    let most = idle;
    const watching = setInterval(() => (most = Math.max(most, memory())), 200);
    const health: number[] = [];
    // By a connection of its own: those of the load may all be waiting.
    const apart = new Agent({ keepAlive: true });
    const looking = setInterval(() => void timed(address, '/health', apart).then((one) => health.push(one.milliseconds)), 1000);
    const measured = async (work: () => Promise<number[]>): Promise<Times> => {
      const before = processorTime(child?.pid);
      const all = await work();
      return timesOf(all, (processorTime(child?.pid) - before) / all.length);
    };
    const load = (how: 'as people ask' | 'evenly', seed: number) =>
      measured(() => steady(addresses(editions, how, seed), ask, rate, seconds));
    const cold = await measured(async () => {
      const paths = addresses(editions, 'evenly', 1);
      const all: number[] = [];
      while (all.length < 40) all.push((await ask(paths.next().value ?? '/')).milliseconds);
      return all;
    });
    const asPeopleAsk = await load('as people ask', 2);
    const again = await load('as people ask', 3);
    const evenly = await load('evenly', 4);
    clearInterval(looking);
    const files: Served['files'] = [];
    for (const path of [
      '/data.json',
      '/data.jsonld',
      '/sitemap.xml',
      '/umpan/terbitan.xml',
      '/umpan/koreksi.xml',
      '/tentang',
      '/log/checkpoint',
    ])
      files.push({ path, ...(await ask(path)) });
    clearInterval(watching);
    child.kill();
    ({ child, address } = await startedServer(data, government));
    const restarted = await load('as people ask', 2);
    agent.destroy();
    apart.destroy();
    const loadAverage = loadavg()[0] ?? 0;
    return {
      ...{
        ready,
        firstPage,
        startCost,
        started,
        idle,
        most,
        files,
        loadAverage,
        cold,
        asPeopleAsk,
        again,
        evenly,
        restarted,
        health: timesOf(health, Number.NaN),
      },
    };
  } finally {
    child?.kill();
  }
}

function startedServer(data: string, government: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [main, 'serve', '--only', 'public', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: '/usr/bin:/bin',
      SIPKADIN_LOG: 'warn',
      SIPKADIN_GOVERNMENT: government,
      SIPKADIN_SITE_ADDRESS: 'https://anggaran.example.go.id',
    },
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /(http:\S+)\/$/m.exec(text)?.[1];
      if (found !== undefined) resolve({ child, address: found });
    });
    child.on('close', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
}

type Ask = (path: string) => Promise<{ milliseconds: number; bytes: number; status: number }>;

/** Requests begin when they are due, whatever became of the ones before, so that waiting is counted. */
async function steady(paths: Iterator<string>, ask: Ask, rate: number, seconds: number): Promise<number[]> {
  const began = performance.now();
  const answers: Promise<number>[] = [];
  while (answers.length < rate * seconds) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate) + 1);
    while (answers.length < due) answers.push(ask(paths.next().value ?? '/').then(({ milliseconds }) => milliseconds));
    await wait(2);
  }
  return Promise.all(answers);
}

const longestWait = 60_000;

/** NaN milliseconds of an answer that is no page. */
function timed(address: string, path: string, agent: Agent): ReturnType<Ask> {
  const began = performance.now();
  return new Promise((resolve) => {
    const none = { milliseconds: Number.NaN, bytes: 0, status: 0 };
    const asking = request(new URL(path, address), { agent, headers: { 'accept-encoding': 'br' }, timeout: longestWait }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        resolve({ milliseconds: status === 200 ? performance.now() - began : Number.NaN, bytes, status });
      });
    });
    asking.on('timeout', () => asking.destroy()).on('error', () => resolve(none));
    asking.end();
  });
}

/** Of a process, in milliseconds; its clock ticks a hundred times a second. */
function processorTime(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function timesOf(all: readonly number[], cost: number): Times {
  const sorted = all.filter((one) => !Number.isNaN(one)).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: all.length, failed: all.length - sorted.length, p50: at(0.5), p99: at(0.99), most: at(1), cost };
}
