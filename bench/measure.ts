import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Resident memory in bytes of a process and all that it started, as the kernel sees them now. */
function residentBytes(pid: number): number {
  let bytes = 0;
  try {
    bytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      for (const child of readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ')) {
        if (child !== '') bytes += residentBytes(Number(child));
      }
    }
  } catch {
    // A process that has ended uses nothing.
  }
  return bytes;
}

/** Code made ready once, as that of an installed program is: what takes types off is no part of what is measured. */
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/code'), PATH: '/usr/bin:/bin' };

/** Runs a script on this Node; its last line of JSON, the wall time, and the peak of all its processes together. */
export async function measure(
  script: string,
  parameters: string[],
  flags: string[] = [],
): Promise<{ output: Record<string, unknown>; milliseconds: number; peakBytes: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'], env });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  let peakBytes = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, residentBytes(child.pid));
  }, 25);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return { output: JSON.parse(text.trim().split('\n').at(-1) ?? '{}'), milliseconds: performance.now() - started, peakBytes };
}
