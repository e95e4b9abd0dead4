import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Disk } from '../src/folder/disk.ts';

export type Fault = 'ENOSPC' | 'EIO' | 'short write';

/** Calls that fail; closing and removing take no space, so a full disk lets them pass. */
const affected: Readonly<Record<Fault, ReadonlySet<string>>> = {
  ENOSPC: new Set(['mkdir', 'open', 'openSync', 'link', 'write', 'writeSync', 'sync', 'fsyncSync', 'rename', 'renameSync']),
  EIO: new Set([
    'mkdir',
    'open',
    'openSync',
    'link',
    'write',
    'writeSync',
    'sync',
    'fsyncSync',
    'close',
    'closeSync',
    'rename',
    'renameSync',
    'rm',
    'rmSync',
  ]),
  'short write': new Set(['write', 'writeSync']),
};

/** What has happened by the time that a call reports its fault: closing and renaming are done all the same. */
const doneAllTheSame = new Set(['close', 'closeSync', 'sync', 'fsyncSync']);

/**
 * The real disk, of whose calls the n-th fails. A write that fails has written the half of its bytes.
 * @param options.forGood also every call after it
 */
export function failing(fault: Fault, at: number, { forGood = false } = {}): { disk: Disk; wasHit: () => boolean } {
  let calls = 0;
  const isHit = (name: string) => affected[fault].has(name) && (++calls === at || (forGood && calls > at));
  const error = () => Object.assign(new Error(`${fault}: made to fail`), { code: fault });

  function wrapped(owner: object, name: string): unknown {
    const call: unknown = Reflect.get(owner, name);
    if (typeof call !== 'function') return call;
    return (...args: unknown[]) => {
      const run = (given = args): unknown => Reflect.apply(call, owner, given);
      if (!isHit(name)) return name === 'open' ? (run() as Promise<FileHandle>).then((handle) => proxyOf(handle)) : run();
      if (name === 'write' || name === 'writeSync') {
        const [bytes, offset] = name === 'write' ? [args[0] as Uint8Array, args[1] as number] : [args[1] as Uint8Array, args[2] as number];
        const part = Math.ceil((bytes.length - offset) / 2);
        const done = run(name === 'write' ? [bytes, offset, part] : [args[0], bytes, offset, part]);
        if (fault === 'short write') return done;
        if (done instanceof Promise) return done.then(() => Promise.reject(error()));
        throw error();
      }
      const done = doneAllTheSame.has(name) ? run() : undefined;
      if (name.endsWith('Sync')) throw error();
      return Promise.resolve(done).then(() => Promise.reject(error()));
    };
  }
  function proxyOf<T extends object>(owner: T): T {
    return new Proxy(owner, { get: (_, name) => wrapped(owner, String(name)) });
  }
  const promises = proxyOf(fs.promises);
  const disk = new Proxy(fs, { get: (_, name) => (name === 'promises' ? promises : wrapped(fs, String(name))) });
  return { disk, wasHit: () => calls >= at };
}
