/**
 * The comparison with all regions, as a deployment has it: how long publishing takes, then pages of every region at a steady rate
 * from `serve --only public`. Requests begin when they are due, whatever became of the ones before, so that waiting is counted.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, openEditions, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';

export interface RegionsResult {
  /** Which files were read; none: the figures that come with the program. */
  files: number;
  publishSeconds: number;
  pages: number;
  /** From the server's start until every page is made, in Indonesian. */
  preparedSeconds: number;
  /** Of the first request for each page and of later ones, in milliseconds. */
  first: { p50: number; p99: number };
  later: { p50: number; p99: number };
  failed: number;
  /** Resident memory in bytes after the first quarter, and at the end. */
  memory: [after: number, end: number];
}

const folderOfFiles = join(import.meta.dirname, '../../shared/data');
const main = join(import.meta.dirname, '../apps/server/src/main.ts');
const environment = { PATH: '/usr/bin:/bin', SIPKADIN_LOG: 'warn' };

/** @param rate requests a second @param seconds how long, after every page was asked for once at the same rate */
export async function regionPages(rate: number, seconds: number): Promise<RegionsResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-regions-'));
  const data = join(folder, 'data');
  try {
    const cli = (...words: string[]) =>
      execFileSync(process.execPath, [main, ...words, '--data', data], { env: environment, stdio: 'pipe' });
    cli('government', 'add', '81.04');
    const names = ['djpk_apbd_2023.xlsx', 'djpk_realization.csv', 'population_regions.csv'];
    const files = names.map((name) => join(folderOfFiles, name)).filter((path) => existsSync(path));
    const began = performance.now();
    cli('import', '--all-regions', ...files);
    const publishSeconds = (performance.now() - began) / 1000;
    const content = sampleContent();
    const written = await writeEdition(join(data, 'editions'), content, loadSigningKey(join(data, 'signing-key.pem')));
    await announce(join(data, 'editions'), content.government.code, content.year, content.number, written.hash);
    const regions = [...(openEditions(join(data, 'editions')).reference()?.content.budgets?.of.keys() ?? [])];
    const paths = regions.map((code) => `/banding/${code}`);
    return { files: files.length, publishSeconds, ...(await under(data, paths, rate, seconds)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function under(data: string, paths: readonly string[], rate: number, seconds: number) {
  const child = spawn(process.execPath, [main, 'serve', '--only', 'public', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment,
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /(http:\S+)\/$/m.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.on('close', (code) => reject(new Error(`the server ended with ${String(code)}`)));
    });
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024;
    const began = performance.now();
    while (madeAhead(data) < paths.length) await new Promise((resolve) => setTimeout(resolve, 500));
    const preparedSeconds = (performance.now() - began) / 1000;
    const first = await steady(address, paths, rate, paths.length);
    const quarter = await steady(address, paths, rate, Math.round((rate * seconds) / 4));
    const after = memory();
    const rest = await steady(address, paths, rate, Math.round((rate * seconds * 3) / 4));
    const later = [...quarter, ...rest];
    const failed = [...first, ...later].filter((one) => Number.isNaN(one)).length;
    return {
      pages: paths.length,
      preparedSeconds,
      first: quantiles(first),
      later: quantiles(later),
      failed,
      memory: [after, memory()] as [number, number],
    };
  } finally {
    child.kill();
  }
}

/** How many pages the server has made before they are asked for. */
function madeAhead(data: string): number {
  const folder = join(data, 'pages');
  return existsSync(folder) ? readdirSync(folder).reduce((all, name) => all + readdirSync(join(folder, name)).length, 0) : 0;
}

/** @returns milliseconds of each answer, NaN of one that failed */
async function steady(address: string, paths: readonly string[], rate: number, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const began = performance.now();
  const answers: Promise<number>[] = [];
  while (answers.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate) + 1);
    while (answers.length < due) answers.push(timed(address, paths[(answers.length * 7919) % paths.length] ?? '/', agent));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const done = await Promise.all(answers);
  agent.destroy();
  return done;
}

function timed(address: string, path: string, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    request(new URL(path, address), { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - began : Number.NaN));
    })
      .on('error', () => resolve(Number.NaN))
      .end();
  });
}

function quantiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.filter((one) => !Number.isNaN(one)).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
