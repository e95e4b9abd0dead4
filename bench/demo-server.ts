import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { asInstalled } from './started.ts';

/** The demonstration in a process of its own. @param data its data folder @param node options of Node before the program */
export async function startDemo(data: string, node: readonly string[] = []) {
  const main = join(import.meta.dirname, '../apps/server/src/main.ts');
  const server = spawn(process.execPath, [...asInstalled, ...node, main, 'serve', '--demo', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', SIPKADIN_LOG: 'warn' },
  });
  const stop = async () => {
    server.kill();
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(undefined)));
  };
  try {
    return { ...(await ready(server)), pid: server.pid, process: server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ready(server: ChildProcessByStdio<null, Readable, null>): Promise<{ address: string; links: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /SIP KADIN: (http:\S+)\/\n/.exec(text)?.[1];
      if (address !== undefined && text.includes('Agus')) resolve({ address, links: text });
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${text}`)));
  });
}

/** @returns the cookie of a person of the demonstration */
export async function signIn(address: string, links: string, name: string): Promise<string> {
  const token = new RegExp(`${name}.*#(\\S+)`).exec(links)?.[1] ?? '';
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${token}`, {
    headers: { 'x-sipkadin': '1' },
    redirect: 'manual',
  });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0]);
  return cookies.join('; ');
}

export const post = (address: string, cookie: string, path: string, input: object) =>
  fetch(`${address}/api/kerja/${path}`, {
    method: 'POST',
    headers: { 'x-sipkadin': '1', 'content-type': 'application/json', cookie },
    body: JSON.stringify(input),
  });

export async function upload(address: string, cookie: string, file: string): Promise<string> {
  const answer = await fetch(`${address}/api/kerja/unggah?government=19.71`, {
    method: 'POST',
    headers: { 'x-sipkadin': '1', 'content-type': 'application/octet-stream', 'x-nama-berkas': 'rekap5_2025_murni.xlsx', cookie },
    body: new Uint8Array(readFileSync(file)),
  });
  const { id } = (await answer.json()) as { id?: string };
  if (id === undefined) throw new Error(`upload: ${answer.status}`);
  return id;
}

export async function stateOf(address: string, cookie: string, id: string): Promise<string> {
  const query = encodeURIComponent(JSON.stringify({ id }));
  const answer = await fetch(`${address}/api/kerja/uploads.get?input=${query}`, { headers: { 'x-sipkadin': '1', cookie } });
  const { result } = (await answer.json()) as { result?: { data: { state: string } } };
  return result?.data.state ?? 'unknown';
}
