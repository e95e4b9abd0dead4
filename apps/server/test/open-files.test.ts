import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serving } from './run.ts';

const pinned = join(import.meta.dirname, '../../../test/pinned/e224633/editions');
const canLimit = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!canLimit)('a server that may open no more files serves what is ready, answers 503 otherwise, and recovers', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sipkadin-files-'));
  cpSync(pinned, join(data, 'editions'), { recursive: true });
  const { child, address, output, ended } = await serving(['--only', 'public', '--port', '0', '--data', data]);
  // A connection that is open already: a new one would need a file, too.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answer = (path: string) =>
    new Promise<[path: string, status: number, retry: string | undefined]>((resolve, reject) => {
      get(`${address}${path}`, { agent }, (response) => {
        response.on('end', () => resolve([path, response.statusCode ?? 0, response.headers['retry-after']])).resume();
      }).on('error', reject);
    });
  const openFiles = (most: number) => execFileSync('prlimit', ['--pid', String(child.pid), `--nofile=${most}:`]);
  const unit = '/opd/dinas-kesehatan';
  const file = '/unduh/2026/3/names.json';
  try {
    expect(await answer('/')).toEqual(['/', 200, undefined]);
    openFiles(1);
    expect(await answer('/')).toEqual(['/', 200, undefined]);
    expect(await answer('/?tidak=dikenal')).toEqual(['/?tidak=dikenal', 200, undefined]);
    expect(await answer(unit)).toEqual([unit, 503, '5']);
    expect(await answer(file)).toEqual([file, 503, '5']);
    expect(output.stderr).toMatch(/"code":"EMFILE".*"url":"\/opd\/dinas-kesehatan".*"msg":"a public page could not be made"/);
    openFiles(1024);
    expect(await answer(unit)).toEqual([unit, 200, undefined]);
    expect(await answer(file)).toEqual([file, 200, undefined]);
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
  }
  expect(await ended, output.stderr).toBe(0);
  rmSync(data, { recursive: true });
});
