import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ownFolder, sweepFolder } from '../src/index.ts';

const parent = mkdtempSync(join(tmpdir(), 'sipkadin-own-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** A process that makes a folder of its own with a file in it, and lives until it is killed. */
async function other(): Promise<{ path: string; kill(): Promise<unknown> }> {
  const code = `
    import { writeFileSync } from 'node:fs';
    import { ownFolder } from ${JSON.stringify(join(import.meta.dirname, '../src/database/own-folder.ts'))};
    const { path } = ownFolder(${JSON.stringify(parent)});
    writeFileSync(path + '/leftover', 'names');
    process.stdout.write(path);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [path] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    path: String(path),
    kill: () => {
      child.kill('SIGKILL');
      return once(child, 'exit');
    },
  };
}

test('what a killed process left is removed by the next start; what a running one has stays', async () => {
  const living = await other();
  const killed = await other();
  try {
    await killed.kill();
    const mine = ownFolder(parent);
    writeFileSync(join(mine.path, 'lines'), 'x');
    expect([existsSync(killed.path), existsSync(join(living.path, 'leftover')), existsSync(join(mine.path, 'lines'))]).toEqual([
      false,
      true,
      true,
    ]);
    // The look of this process at its own folder does not give it up.
    sweepFolder(parent);
    const third = await other();
    await third.kill();
    expect(existsSync(join(mine.path, 'lines'))).toBe(true);
    mine.release();
    expect(existsSync(mine.path)).toBe(false);
  } finally {
    await living.kill();
  }
  sweepFolder(parent);
  expect(existsSync(living.path)).toBe(false);
});

test('what is from before folders had owners goes when it is an hour old', () => {
  const [old, young] = [join(parent, 'sipkadin-lines-old'), join(parent, 'sipkadin-lines-young')];
  for (const path of [old, young]) mkdirSync(path);
  utimesSync(old, new Date(0), new Date(0));
  sweepFolder(parent);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  sweepFolder(join(parent, 'nowhere'));
});
