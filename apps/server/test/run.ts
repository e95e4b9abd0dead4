import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../src/cli.ts';

export const main = join(import.meta.dirname, '../src/main.ts');

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Assertions are on the English sentences; cli.test.ts looks at the language that is the default. */
const english = { SIPKADIN_LANG: 'en' };

const environment = (extra: Record<string, string>) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '/',
  ...english,
  ...extra,
});

/** Runs one command to its end, in a process of its own with nothing of our environment. */
export function sipkadin(words: string[], options: { env?: Record<string, string>; node?: string[]; cwd?: string } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(options.node ?? []), main, ...words], {
      cwd: options.cwd ?? process.cwd(),
      env: environment(options.env ?? {}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collected = collect(child);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...collected }));
  });
}

/** The same command in this process. */
export async function here(words: string[], env: Record<string, string> = {}): Promise<Ended> {
  const ended: Ended = { status: null, stdout: '', stderr: '' };
  const out = (text: string) => void (ended.stdout += text);
  const say = (text: string) => void (ended.stderr += `${text}\n`);
  ended.status = await run(words, { ...english, ...env }, { out, say });
  return ended;
}

export interface Running {
  child: ChildProcess;
  address: string;
  output: { stdout: string; stderr: string };
  ended: Promise<number | null>;
}

/**
 * Starts `serve` and resolves once it has said where it listens.
 * @param options.within a program and its words that become the server: they get its command line at their end
 */
export function serving(
  words: string[],
  options: { env?: Record<string, string>; node?: string[]; within?: string[] } = {},
): Promise<Running> {
  return new Promise((resolve, reject) => {
    const [program = '', ...rest] = [...(options.within ?? []), process.execPath, ...(options.node ?? []), main, 'serve', ...words];
    const child = spawn(program, rest, {
      env: environment(options.env ?? {}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = collect(child);
    const ended = new Promise<number | null>((done) => child.on('close', done));
    child.on('error', reject);
    child.on('close', (status) => reject(new Error(`serve ended with ${status}: ${output.stderr}`)));
    child.stdout.on('data', () => {
      const address = /^SIP KADIN: (\S+)\/$/m.exec(output.stdout)?.[1];
      if (address !== undefined) resolve({ child, address, output, ended });
    });
  });
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return output;
}
