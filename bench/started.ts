import { spawn } from 'node:child_process';

/** Options of Node with which the launcher of a release starts it. */
export const asInstalled = ['--max-semi-space-size=8'];

export interface Server {
  address: string;
  pid: number;
  stop: () => void;
}

/** A server in a process of its own that prints its address. */
export function started(parameters: string[], settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  const child = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', SIPKADIN_LOG: 'warn', ...settings },
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /(http:\S+)\/$/m.exec(text)?.[1];
      if (address !== undefined && child.pid !== undefined) resolve({ address, pid: child.pid, stop: () => child.kill() });
    });
    child.on('close', (code) => reject(new Error(`${parameters[0]} ended with ${String(code)}`)));
  });
}
