import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { mutantOf, originalOf } from '@sipkadin/intake/mutant';
import { seeded } from './seeded.ts';

const main = join(import.meta.dirname, '../apps/server/src/main.ts');

export interface FuzzServerResult {
  uploads: number;
  states: Record<string, number>;
  /** Of /health while the uploads were read, in milliseconds. */
  health: { asked: number; p50: number; p99: number; most: number };
  /** The most memory that was seen, in megabytes: the server's own, and of any process that read a file. */
  megabytes: { server: number; reader: number };
  wrong: string[];
}

/** Uploads mutants to a real server over HTTP, and asks for its health all the while. */
export async function fuzzServer({
  files,
  count,
  seed,
}: {
  files: readonly string[];
  count: number;
  seed: number;
}): Promise<FuzzServerResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-fuzz-server-'));
  const result: FuzzServerResult = {
    uploads: 0,
    states: {},
    health: { asked: 0, p50: 0, p99: 0, most: 0 },
    megabytes: { server: 0, reader: 0 },
    wrong: [],
  };
  const server = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', folder, '--log', 'error'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found) resolve(found[0]);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('exit', () => reject(new Error(said)));
    });
    const headers = { 'x-sipkadin': '1', cookie: await signIn(address, folder) };
    const asked: number[] = [];
    let going = true;
    const watch = (async () => {
      while (going) {
        const start = performance.now();
        const { ok } = await fetch(`${address}/health`);
        asked.push(performance.now() - start);
        if (!ok) result.wrong.push('/health is not well');
        look(server.pid ?? 0, result.megabytes);
        await wait(20);
      }
    })();
    const chance = seeded(seed + 1);
    const originals = await Promise.all(files.map(originalOf));
    const sent: string[] = [];
    for (let at = 0; at < count; at++) {
      const original = originals[at % originals.length];
      if (original === undefined) break;
      const { name, bytes } = mutantOf(original, chance);
      const answer = await fetch(`${address}/api/kerja/unggah?government=19.71`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream', 'x-nama-berkas': encodeURIComponent(name) },
        body: new Uint8Array(bytes),
      });
      const { id } = (await answer.json()) as { id?: string };
      if (id !== undefined) sent.push(id);
      else if (bytes.length > 0) result.wrong.push(`${name} was not taken: ${answer.status}`);
    }
    result.uploads = sent.length;
    for (const id of sent) {
      const state = await settled(address, headers, id);
      result.states[state] = (result.states[state] ?? 0) + 1;
      if (state === 'received' || state === 'failed') result.wrong.push(`${id} is ${state}`);
    }
    going = false;
    await watch;
    asked.sort((a, b) => a - b);
    const at = (share: number) => Math.round((asked[Math.min(asked.length - 1, Math.floor(asked.length * share))] ?? 0) * 10) / 10;
    result.health = { asked: asked.length, p50: at(0.5), p99: at(0.99), most: at(1) };
  } finally {
    // One that could not even start has ended: what it said is thrown.
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}

async function signIn(address: string, folder: string): Promise<string> {
  const add = [main, 'person', 'add', 'operator@contoh.test', '--role', 'operator', '--for', '19.71', '--url', address, '--data', folder];
  const { stdout } = await promisify(execFile)(process.execPath, add);
  const token = new URL(stdout.trim()).hash.slice(1);
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${token}`, {
    headers: { 'x-sipkadin': '1' },
    redirect: 'manual',
  });
  return answer.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
}

/** The upload's state when nothing is under way for it any more. */
async function settled(address: string, headers: Record<string, string>, id: string): Promise<string> {
  for (let turn = 0; turn < 6000; turn++) {
    const answer = await fetch(`${address}/api/kerja/uploads.get?input=${encodeURIComponent(JSON.stringify({ id }))}`, { headers });
    const { result } = (await answer.json()) as { result?: { data: { state: string; job: { stage: string } | null } } };
    if (result?.data.job?.stage === 'failed') return 'failed';
    if (result !== undefined && result.data.job === null && result.data.state !== 'received') return result.data.state;
    await wait(100);
  }
  return 'received';
}

/** Resident memory now, where /proc has it. */
function look(pid: number, most: FuzzServerResult['megabytes']): void {
  if (process.platform !== 'linux') return;
  most.server = Math.max(most.server, residentOf(pid));
  for (const child of descendants(pid)) most.reader = Math.max(most.reader, residentOf(child));
}

function residentOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return 0;
  }
}

function descendants(pid: number): number[] {
  try {
    const own = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
    );
    const children = own.filter((text) => text !== '').map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}
