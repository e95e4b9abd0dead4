import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended, and what it printed. */
export interface Ended {
  status: number | null;
  text: string;
}

/** A program of a bare machine: its environment holds the settings that are given and English, and nothing else, not even PATH. */
export function run(program: string, words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env: { SIPKADIN_LANG: 'en', ...environment }, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, text: text.trim() }));
  });
}

/** @throws what it printed, where it fails */
export async function must(program: string, words: readonly string[], environment?: Record<string, string>): Promise<string> {
  const { status, text } = await run(program, words, environment);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${text.slice(-1500)}`);
  return text;
}

/** A server that was started, and what it printed until it served. */
export interface Server {
  address: string;
  printed: string;
  /** For it to be gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts `serve` and waits until it prints its address. */
export function serve(program: string, port: number, environment: Record<string, string> = {}): Promise<Server> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['serve', '--log', 'error'], {
      env: { ...environment, SIPKADIN_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
    });
    running.add(child);
    const gone = new Promise<void>((done) => child.on('close', () => done()));
    let printed = '';
    const hear = (chunk: string) => {
      printed += chunk;
      const [, address] = /^SIP KADIN: (\S+)\/$/m.exec(printed) ?? [];
      if (address === undefined) return;
      const end = (signal: 'SIGTERM' | 'SIGKILL') => {
        child.kill(signal);
        return gone;
      };
      // What follows the address is printed in the same piece.
      resolve({ address, printed, end });
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    child.on('error', reject);
    child.on('close', () => {
      running.delete(child);
      reject(new Error(`serve ended: ${printed.slice(-1500)}`));
    });
  });
}

/** Where the drill fails, no server is left running. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
