import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { run } from '../../apps/server/src/cli.ts';
import { complaintsOf, launchBrowser, openContext } from '../browser.ts';

const main = join(import.meta.dirname, '../../apps/server/src/main.ts');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The server as it is run for real, an empty folder of data, a browser, and people who hold roles. */
export interface RunningDesk {
  folder: string;
  address: string;
  /** What pages complained of so far. */
  complaints: string[];
  /** What the server has logged as an error. */
  errors: string[];
  sipkadin(...parameters: string[]): Promise<Ended>;
  open(options: BrowserContextOptions): Promise<Page>;
  /** The one-time links of the people, by name. */
  links: ReadonlyMap<string, string>;
  /** A new person with these roles for these governments: their one-time link. */
  invite(name: string, roles: string, governments: readonly string[]): Promise<string>;
  /** The same, signed in by it. */
  signIn(name: string, roles: string, governments: readonly string[]): Promise<Page>;
  close(): Promise<void>;
}

/** @param governments region codes, each with the basis of its realization */
export async function startDesk(governments: Readonly<Record<string, string>>): Promise<RunningDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-road-'));
  /** The command itself, without the second that a process takes to start; what the server runs in is a process of its own. */
  async function sipkadin(...parameters: string[]): Promise<Ended> {
    const ended = { code: 0, stdout: '', stderr: '' };
    const out = (text: string) => void (ended.stdout += text);
    const say = (text: string) => void (ended.stderr += text);
    ended.code = await run([...parameters, '--data', folder], undefined, { out, say });
    return ended;
  }
  const launching = launchBrowser();
  for (const [code, basis] of Object.entries(governments)) await sipkadin('government', 'add', code, '--basis', basis);
  const errors: string[] = [];
  const { server, address } = await serve(folder, errors);
  const browser: Browser = await launching;
  const complaints: string[] = [];

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await openContext(browser, { locale: 'id-ID', ...options });
    await complaintsOf(context, complaints);
    return context.newPage();
  }

  const links = new Map<string, string>();
  async function invite(name: string, roles: string, governments: readonly string[]): Promise<string> {
    const order = ['person', 'add', `${name}@contoh.test`, '--role', roles, '--for', governments.join(), '--url', address];
    const link = (await sipkadin(...order)).stdout.trim();
    links.set(name, link);
    return link;
  }

  return {
    ...{ folder, address, complaints, errors, links, sipkadin, invite, open },
    async signIn(name, roles, governments) {
      const link = await invite(name, roles, governments);
      const page = await open({ viewport: { width: 1440, height: 900 } });
      await page.goto(link);
      await page.getByRole('button', { name: 'Keluar' }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      if (server.exitCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        server.kill('SIGTERM');
        // While it lives, it writes into the folder that is to go.
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serve(folder: string, errors: string[]): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Phones are another test's matter.
    env: { ...process.env, SIPKADIN_SECOND_FACTOR: 'optional' },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (line: string) => {
      said += `${line}\n`;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) resolve({ server, address: found[0] });
      // Levels of the log: 50 is an error, 60 the end.
      if (/^\{"level":(?:50|60)\b/.test(line)) errors.push(line);
    };
    for (const input of [server.stdout, server.stderr]) createInterface({ input }).on('line', hear);
    server.on('exit', () => reject(new Error(said)));
  });
}
