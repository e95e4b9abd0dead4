/**
 * New addresses by the thousand a second against a whole server (`serve --demo`), first alone, then while it reads a file of 50,000
 * rows and publishes one edition after another: what others wait for, and what it costs in memory.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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

export async function flood({ rate, seconds, rows }: { rate: number; seconds: number; rows: number }): Promise<Flood> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-flood-'));
  // Of different lengths: the same bytes again would be the same upload.
  const files = await Promise.all(
    [0, 1, 2].map(async (at) => {
      const file = join(folder, `rekap5_2025_murni_${at}.xlsx`);
      await generateWorkbook(file, { rows: rows + at });
      return file;
    }),
  );
  const main = join(import.meta.dirname, '../apps/server/src/main.ts');
  const server = spawn(process.execPath, [main, 'serve', '--demo', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', SIPKADIN_LOG: 'warn' },
  });
  try {
    const { address, links } = await ready(server);
    const [operator, publisher] = [await signIn(address, links, 'Rina'), await signIn(address, links, 'Sari')];
    await load(server.pid, address, 3, 200);
    const alone = await load(server.pid, address, seconds, rate);
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
    const during = await load(server.pid, address, seconds, rate);
    going = false;
    await Promise.all([watching, publishing, reading]);
    health.sort((a, b) => a - b);
    const at = (share: number) => Math.round(health[Math.min(health.length - 1, Math.floor(health.length * share))] ?? 0);
    return {
      ...{ alone, during, published, states, loadAverage, health: { answers: health.length, p50: at(0.5), p99: at(0.99), most: at(1) } },
    };
  } finally {
    server.kill();
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(undefined)));
    rmSync(folder, { recursive: true, force: true });
  }
}

function ready(server: ReturnType<typeof spawn>): Promise<{ address: string; links: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /SIP KADIN: (http:\S+)\/\n/.exec(text)?.[1];
      if (address !== undefined && text.includes('Agus')) resolve({ address, links: text });
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${text}`)));
  });
}

/** @returns the cookie of a person of the demonstration */
async function signIn(address: string, links: string, name: string): Promise<string> {
  const token = new RegExp(`${name}.*#(\\S+)`).exec(links)?.[1] ?? '';
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${token}`, {
    headers: { 'x-sipkadin': '1' },
    redirect: 'manual',
  });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0]);
  return cookies.join('; ');
}

const post = (address: string, cookie: string, path: string, input: object) =>
  fetch(`${address}/api/kerja/${path}`, {
    method: 'POST',
    headers: { 'x-sipkadin': '1', 'content-type': 'application/json', cookie },
    body: JSON.stringify(input),
  });

async function upload(address: string, cookie: string, file: string): Promise<string> {
  const answer = await fetch(`${address}/api/kerja/unggah?government=19.71`, {
    method: 'POST',
    headers: { 'x-sipkadin': '1', 'content-type': 'application/octet-stream', 'x-nama-berkas': 'rekap5_2025_murni.xlsx', cookie },
    body: new Uint8Array(readFileSync(file)),
  });
  const { id } = (await answer.json()) as { id?: string };
  if (id === undefined) throw new Error(`upload: ${answer.status}`);
  return id;
}

async function stateOf(address: string, cookie: string, id: string): Promise<string> {
  const query = encodeURIComponent(JSON.stringify({ id }));
  const answer = await fetch(`${address}/api/kerja/uploads.get?input=${query}`, { headers: { 'x-sipkadin': '1', cookie } });
  const { result } = (await answer.json()) as { result?: { data: { state: string } } };
  return result?.data.state ?? 'unknown';
}

async function load(pid: number | undefined, address: string, seconds: number, rate: number): Promise<Load> {
  const before = processorTime(pid);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'flood-load.ts'), address, String(seconds), String(rate)], {
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
