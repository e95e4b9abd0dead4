/**
 * The public site, as `serve --only public` has it, against a bare server of Node's http with the same head and bytes, in turns, under
 * the same load. Compared are answers a second, and the processor time that the server spends on one, which a busy neighbour changes
 * less (Linux: from /proc).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { asInstalled, type Server, started } from './started.ts';

/** Sums over all turns. */
interface Measured {
  answers: number;
  seconds: number;
  /** Processor time of the server, in microseconds. */
  cost: number;
}

export interface PublicRow {
  path: string;
  bytes: number;
  ours: Measured;
  bare: Measured;
}

const none: Measured = { answers: 0, seconds: 0, cost: 0 };
const plus = (one: Measured, other: Measured): Measured => ({
  answers: one.answers + other.answers,
  seconds: one.seconds + other.seconds,
  cost: one.cost + other.cost,
});

/** The public site with the sample's edition. */
export async function servingSample(settings: Readonly<Record<string, string>> = {}): Promise<Server & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-public-'));
  const data = join(folder, 'data');
  const content = sampleContent();
  const written = await writeEdition(join(data, 'editions'), content, loadSigningKey(join(folder, 'key')));
  await announce(join(data, 'editions'), content.government.code, content.year, content.number, written.hash);
  const main = join(import.meta.dirname, '../apps/server/src/main.ts');
  const server = await started([...asInstalled, main, 'serve', '--only', 'public', '--port', '0', '--data', data], settings);
  const stop = () => {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, folder, stop };
}

/** Many short turns: ours, bare, ours … so that a noisy neighbour hits both alike. */
export async function publicThroughput(paths: string[], milliseconds = 250, turns = 40): Promise<PublicRow[]> {
  const ours = await servingSample();
  const { folder } = ours;
  const rows: PublicRow[] = [];
  try {
    for (const path of paths) {
      const url = new URL(path, ours.address).href;
      const { headers, body } = await fetchGzip(url);
      const file = join(folder, 'answer.json');
      writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }));
      const bare = await started([join(import.meta.dirname, 'bare.ts'), file]);
      let [own, other] = [none, none];
      // The first turns make both servers' code ready and are not counted.
      for (let turn = -4; turn < turns; turn++) {
        const measured = [await load(ours, url, milliseconds), await load(bare, bare.address, milliseconds)] as const;
        if (turn >= 0) [own, other] = [plus(own, measured[0]), plus(other, measured[1])];
      }
      bare.stop();
      rows.push({ path, bytes: body.length, ours: own, bare: other });
    }
  } finally {
    ours.stop();
  }
  return rows;
}

/** @returns its headers but those that every server of Node's sends by itself */
function fetchGzip(url: string): Promise<{ headers: string[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200 || response.headers['content-encoding'] !== 'gzip')
          reject(new Error(`${url}: ${response.statusCode}`));
        const own = /^(?:date|connection|keep-alive)$/i;
        const pairs = Array.from({ length: response.rawHeaders.length / 2 }, (_, index) =>
          response.rawHeaders.slice(index * 2, index * 2 + 2),
        );
        resolve({ headers: pairs.filter(([name = '']) => !own.test(name)).flat(), body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

async function load(server: Server, url: string, milliseconds: number): Promise<Measured> {
  const before = processorTime(server.pid);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts'), url, String(milliseconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`${url}: the load ended with ${String(code)}`);
  const { answers, seconds } = JSON.parse(text) as { answers: number; seconds: number };
  return { answers, seconds, cost: processorTime(server.pid) - before };
}

/** Of a process, in microseconds; its clock ticks a hundred times a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
