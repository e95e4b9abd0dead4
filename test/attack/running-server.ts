import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../apps/server/src/main.ts');

export interface RunningServer {
  /** Origin, without a trailing slash. */
  address: string;
  /** Its data folder; removed by `stop`. */
  data: string;
  child: ChildProcess;
  /** Everything that it wrote so far: its log is on stderr. */
  output: { stdout: string; stderr: string };
  stop(): Promise<void>;
  /** Ends it as a crash would, and keeps the data folder. */
  kill(): Promise<void>;
}

/**
 * Starts `sipkadin serve` on loopback, on a free port.
 * @param data its folder; absent: a new one
 * @throws Error with its output where it ends at once
 */
export async function startServer(
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  data = mkdtempSync(join(tmpdir(), 'sipkadin-attack-')),
): Promise<RunningServer> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', data, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // Where this process is ended before it stops the server.
  const abandon = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('exit', abandon);
  void ended.then(() => process.off('exit', abandon));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /^SIP KADIN: (\S+)\/$/m.exec(output.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(output.stderr)));
  });
  return { address, data, child, output, stop, kill };
}

/** Resident memory of a process in megabytes; 0 where /proc does not exist. */
export function residentMegabytes({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return 0;
  }
}
