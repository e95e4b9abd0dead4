import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Words } from '@sipkadin/budget';
import { Refusal } from '../command.ts';
import type { Environment } from '../settings/config.ts';

/** How commands of a release are run. */
export interface RunAs {
  /** Settings; nothing else of our environment reaches a release but where programs and temporary files are. */
  environment: Environment;
  /** undefined: as who runs this. */
  owner: { uid: number; gid: number } | undefined;
  /** That it starts in. */
  folder: string;
}

function start(
  folder: string,
  words: readonly string[],
  { environment, owner, folder: cwd }: RunAs,
): { child: ChildProcess; output: () => string } {
  const passed = Object.entries(environment).filter(([name]) => /^(?:SIPKADIN_\w+|PATH|HOME|TMPDIR|TZ|LANG)$/.test(name));
  const child = spawn(join(folder, 'sipkadin'), words, {
    env: Object.fromEntries(passed),
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    ...owner,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-20_000)));
  return { child, output: () => text.trim() };
}

/** @returns what it printed @throws Refusal where it fails, with the end of what it printed */
export async function runCommand(folder: string, words: readonly string[], as: RunAs): Promise<string> {
  const { child, output } = start(folder, words, as);
  const code = await ended(child);
  if (code !== 0)
    throw new Refusal({
      id: `sipkadin ${words.join(' ')} gagal: ${lastLines(output())}`,
      en: `sipkadin ${words.join(' ')} failed: ${lastLines(output())}`,
    });
  return output();
}

/** What `/health` says of a server. */
export interface Health {
  ok: boolean;
  version: string;
  reasons: string[];
}

/** @returns undefined where nothing answers, or something else does */
export async function healthAt(address: string): Promise<Health | undefined> {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(10_000) });
    const { ok, version, reasons = [] } = (await response.json()) as Partial<Health>;
    return typeof ok === 'boolean' && typeof version === 'string' && Array.isArray(reasons) ? { ok, version, reasons } : undefined;
  } catch {
    return undefined;
  }
}

/** What a new release has to reach, and until when. */
export interface Expected {
  version: string;
  /** What was wrong before the update is no fault of the new release. */
  known: readonly string[];
  /** Milliseconds. */
  limit: number;
  /** Milliseconds that it has to stay healthy without a break. */
  steady: number;
  signal: AbortSignal;
}

/** @returns why it is not healthy; undefined where it is */
export async function untilHealthy(
  address: string,
  { version, known, limit, steady, signal }: Expected,
  hasEnded = () => false,
): Promise<Words | undefined> {
  let last: Words = { id: 'tidak menjawab', en: 'it did not answer' };
  let since: number | undefined;
  for (const until = performance.now() + limit; since !== undefined || performance.now() < until; await wait(100)) {
    if (hasEnded())
      return since === undefined
        ? { id: 'berakhir', en: 'it ended' }
        : { id: 'sempat sehat lalu berakhir', en: 'it was healthy and ended' };
    if (signal.aborted) return { id: 'pembaruan dihentikan', en: 'the update was interrupted' };
    const health = await healthAt(address);
    const added = health?.reasons.filter((reason) => !known.includes(reason)) ?? [];
    if (health?.version === version && (health.ok || (health.reasons.length > 0 && added.length === 0))) {
      since ??= performance.now();
      if (performance.now() - since >= steady) return undefined;
      continue;
    }
    if (since !== undefined) last = { id: 'tidak tetap sehat', en: 'it did not stay healthy' };
    since = undefined;
    if (health !== undefined)
      last =
        health.version === version
          ? { id: `tidak sehat: ${added.join(', ')}`, en: `it is not healthy: ${added.join(', ')}` }
          : { id: `yang menjawab versi ${health.version}`, en: `version ${health.version} answered` };
  }
  return { id: `${last.id} dalam ${limit / 1000} detik`, en: `${last.en} within ${limit / 1000} seconds` };
}

/**
 * Starts a release on a port of its own that only this machine reaches, waits until it is healthy, and stops it. It sends no mail and
 * writes no static copy.
 * @returns why it is not healthy, with the end of what it printed; undefined where it is
 */
export async function tryRelease(folder: string, as: RunAs, expected: Expected): Promise<Words | undefined> {
  const port = await freePort();
  const { SIPKADIN_SMTP_URL: _url, SIPKADIN_MAIL_FROM: _from, SIPKADIN_STATIC: _copy, ...rest } = as.environment;
  const environment = { ...rest, SIPKADIN_HOST: '127.0.0.1', SIPKADIN_PORT: String(port) };
  const { child, output } = start(folder, ['serve'], { ...as, environment });
  const end = ended(child);
  const why = await untilHealthy(
    `http://127.0.0.1:${port}`,
    expected,
    () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
  );
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await end;
  clearTimeout(killed);
  const printed = lastLines(output());
  return why && { id: `${why.id}; cetakannya: ${printed}`, en: `${why.en}; it printed: ${printed}` };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    // A program that cannot be started is one that failed.
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
}

function lastLines(text: string): string {
  return text.split('\n').slice(-5).join(' | ').slice(-1000) || 'nothing';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });
}
