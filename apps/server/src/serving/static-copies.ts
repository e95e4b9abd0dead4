import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { openEditions } from '@sipkadin/edition';
import type { Log } from '../log.ts';
import { type Config, processEnvironment } from '../settings/config.ts';

/** Milliseconds between looks for what was published since, by whichever process: one stat call. */
const lookEvery = 5_000;
/** Milliseconds after which a copy that failed is tried again although nothing was published. */
const againAfter = 600_000;

export interface StaticCopies {
  /** failing: the newest attempt did not make a copy; an earlier one may be there. */
  state(): 'ok' | 'working' | 'failing';
  close(): Promise<void>;
}

/**
 * Keeps a static copy of the public side at what is published now: at the start, and after each publication. Another process makes it,
 * with a lower priority, and nothing waits for it.
 */
export function keepStaticCopies(config: Config, target: string, log: Log): StaticCopies {
  const editions = openEditions(config.editions);
  let copied: number | undefined;
  let failed: number | undefined;
  let running: { end: Promise<void>; stop: () => void } | undefined;

  function look(): void {
    if (running !== undefined) return;
    try {
      const revision = editions.refresh();
      if (editions.governments().length === 0) return;
      if (copied === revision && (failed === undefined || Date.now() - failed < againAfter)) return;
      copied = revision;
      running = make();
    } catch (error) {
      log.error({ err: error }, 'the editions cannot be looked at for a static copy');
    }
  }

  function make(): NonNullable<typeof running> {
    const main = join(import.meta.dirname, '..', 'main.ts');
    const child = spawn(process.execPath, [main, 'export', '--static', target], {
      // Its threads hand buffers to each other: with an arena for each thread, the C library keeps tens of MB that are free.
      env: { MALLOC_ARENA_MAX: '2', ...processEnvironment(), ...settingsOf(config) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said = `${said}${part.toString('utf8')}`.slice(-2000);
    });
    let written = '';
    child.stdout.on('data', (part: Buffer) => {
      written += part.toString('utf8');
    });
    if (child.pid !== undefined) setPriority(child.pid, 10);
    let isStopped = false;
    const end = new Promise<void>((resolve) => {
      const ended = (fault: string | undefined) => {
        running = undefined;
        failed = fault === undefined || isStopped ? undefined : Date.now();
        if (isStopped) log.info('the static copy was broken off');
        else if (fault !== undefined) log.error({ fault, target }, 'a static copy could not be made');
        else log.info({ target, written: written.trim() }, 'a static copy was made');
        resolve();
      };
      child.once('error', (error) => ended(error.message));
      child.once('close', (code) => ended(code === 0 ? undefined : (said.trim().split('\n').at(-1) ?? `exit status ${code}`)));
    });
    return {
      end,
      stop: () => {
        isStopped = true;
        child.kill('SIGTERM');
      },
    };
  }

  const timer = setInterval(look, lookEvery).unref();
  look();
  return {
    state: () => (failed !== undefined ? 'failing' : running !== undefined ? 'working' : 'ok'),
    async close() {
      clearInterval(timer);
      const current = running;
      current?.stop();
      await current?.end;
    },
  };
}

/** What the server was given by flags, for a process that reads the environment and listens nowhere. */
function settingsOf({ data, editions, government, baseUrl, siteAddress }: Config): Record<string, string> {
  const site = siteAddress && `${siteAddress.origin}${siteAddress.base}`;
  return {
    SIPKADIN_HOST: '127.0.0.1',
    SIPKADIN_DATA: data,
    SIPKADIN_EDITIONS: editions,
    SIPKADIN_GOVERNMENT: government,
    ...(baseUrl !== undefined && { SIPKADIN_BASE_URL: baseUrl }),
    ...(site !== undefined && site !== baseUrl && { SIPKADIN_SITE_ADDRESS: site }),
  };
}
