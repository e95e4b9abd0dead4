import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Words } from '@sipkadin/budget';
import { isInUse, isServed } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { asOwner } from './as-owner.ts';

/** How the server of a deployment is stopped for an update, and started after it. */
export interface RunningServer {
  /** For people: what runs it. */
  name: string;
  stop(): Promise<void>;
  /** undefined: nobody but the operator can start it. */
  start: (() => Promise<void>) | undefined;
  /** Of systemd; undefined where another program runs it. */
  unit?: string;
}

/** A server ends its requests within ten seconds, and then closes its databases. In milliseconds. */
const endsWithin = 40_000;

/**
 * The server that has to stop: the unit of systemd where it is active, else the process that holds the data folder's lock.
 * @param isStopped an interrupted update stopped the unit, so it counts as running
 * @returns undefined where none runs
 * @throws Refusal where a server runs that this machine does not let us find
 */
export function runningServer({ data }: Pick<Config, 'data'>, unit: string, isStopped: boolean): RunningServer | undefined {
  if (existsSync('/run/systemd/system') && (isStopped || systemctl('is-active', '--quiet', unit) === 0)) {
    const order = (word: string) => () => {
      if (systemctl(word, unit) !== 0)
        throw new Refusal({
          id: `systemctl ${word} ${unit} gagal; sebabnya ada di journalctl -u ${unit}`,
          en: `systemctl ${word} ${unit} failed; journalctl -u ${unit} says why`,
        });
      return Promise.resolve();
    };
    return { name: `systemd (${unit})`, stop: order('stop'), start: order('start'), unit };
  }
  if (!served(data)) return undefined;
  const pid = lockHolder(data);
  if (pid === undefined)
    throw new Refusal({
      id: `sebuah server melayani ${data}, tetapi prosesnya tidak ditemukan dari sini; hentikan lebih dahulu`,
      en: `a server serves ${data}, but its process cannot be found from here; stop it first`,
    });
  return { name: `process ${pid}`, stop: () => end(pid, data), start: undefined };
}

function systemctl(...words: string[]): number | null {
  return spawnSync('systemctl', words, { stdio: ['ignore', 'ignore', 'inherit'] }).status;
}

async function end(pid: number, data: string): Promise<void> {
  process.kill(pid, 'SIGTERM');
  await untilFree(data, { id: `proses ${pid} tidak berakhir`, en: `process ${pid} does not end` });
}

/** @throws Refusal where the folder is still served after the time that a server needs to end */
async function untilFree(data: string, complaint: Words): Promise<void> {
  for (const until = performance.now() + endsWithin; served(data); await wait(50))
    if (performance.now() > until)
      throw new Refusal({
        id: `${complaint.id} dalam ${endsWithin / 1000} detik; tidak ada yang diubah`,
        en: `${complaint.en} within ${endsWithin / 1000} seconds; nothing was changed`,
      });
}

/**
 * Ends a server of this release that an interrupted update started to try it, and that nobody else knows of.
 * @param folder of the release
 */
export async function endTrial(data: string, folder: string): Promise<void> {
  const pid = served(data) ? lockHolder(data) : undefined;
  if (pid === undefined || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`)) return;
  await end(pid, data);
}

const served = (data: string) => asOwner(data, () => isServed(data));

/**
 * Waits until no command writes into the data folder.
 * @throws Refusal where one still does after the time that a server needs to end
 */
export async function untilUnused(data: string): Promise<void> {
  for (const until = performance.now() + endsWithin; asOwner(data, () => isInUse(data)); await wait(50))
    if (performance.now() > until)
      throw new Refusal({
        id: `perintah lain sedang memakai ${data}; tunggu sampai selesai`,
        en: `another command works on ${data}; let it end first`,
      });
}

/** The process whose write lock is on the lock file of a data folder, as Linux lists it. */
function lockHolder(data: string): number | undefined {
  const path = join(data, 'in-use');
  const inode = statSync(path, { throwIfNoEntry: false })?.ino;
  if (inode === undefined || !existsSync('/proc/locks')) return undefined;
  const rows = readFileSync('/proc/locks', 'utf8').matchAll(/^\d+: \S+ +\S+ +WRITE (\d+) [\da-f]+:[\da-f]+:(\d+) /gm);
  for (const [, pid = '', locked] of rows) if (Number(locked) === inode && hasOpen(pid, path)) return Number(pid);
  return undefined;
}

/** Files on other disks may have the same number. */
function hasOpen(pid: string, path: string): boolean {
  const { dev, ino } = statSync(path);
  try {
    return readdirSync(`/proc/${pid}/fd`).some((one) => {
      const open = statSync(`/proc/${pid}/fd/${one}`, { throwIfNoEntry: false });
      return open?.ino === ino && open.dev === dev;
    });
  } catch {
    return false;
  }
}
