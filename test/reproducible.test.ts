import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadSigningKey } from '@sipkadin/edition';
import { expect, onTestFinished, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-reproducible-'));

interface Environment {
  TZ: string;
  LANG: string;
  /** What `Date` takes for now. */
  clock: string;
  umask: string;
  order: 'given' | 'reversed';
}

/** @returns the hash of every file that an environment makes, by path */
async function made({ TZ, LANG, clock, umask, order }: Environment): Promise<Record<string, string>> {
  const [root, cwd] = ['editions', 'elsewhere'].map((name) => join(mkdtempSync(join(folder, 'machine-')), name));
  for (const path of [root, cwd]) mkdirSync(path ?? '');
  const preload = `const Real = Date; const shift = Date.parse('${clock}') - Real.now();
    globalThis.Date = class extends Real { constructor(...a) { super(...(a.length === 0 ? [Real.now() + shift] : a)); } static now() { return Real.now() + shift; } };
    process.umask(0o${umask});`;
  const words = ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, join(import.meta.dirname, 'reproducible-child.ts')];
  const env = { PATH: process.env['PATH'], TZ, LANG, LC_ALL: LANG, LANGUAGE: LANG };
  const options = { cwd: cwd ?? '', env, maxBuffer: 2 ** 24 };
  const { stdout } = await promisify(execFile)(process.execPath, [...words, root ?? '', join(folder, 'key.pem'), order], options);
  return JSON.parse(stdout);
}

// The two ends of the calendar day, alphabets with other letters, other orders of the same rows, a clock that is years away.
test('the same content gives the same bytes in another time zone, language, folder and order, on another day', async () => {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  loadSigningKey(join(folder, 'key.pem'));
  const [one, other] = await Promise.all([
    made({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', clock: '2041-02-28T23:59:00Z', umask: '077', order: 'given' }),
    made({ TZ: 'America/St_Johns', LANG: 'C', clock: '1999-12-31T12:00:00Z', umask: '002', order: 'reversed' }),
  ]);
  const paths = Object.keys(one).toSorted();
  // Editions with their compressed copies, and what is made from them.
  for (const path of ['19.71/2026/1/manifest.json', '19.71/2026/1/names.json.br', '19.71/2026/1/SHA256SUMS', 'log/checkpoint'])
    expect(paths).toContain(path);
  for (const kind of [/\.parquet$/, /\.xlsx$/, /\.zip$/])
    expect(
      paths.some((path) => kind.test(path)),
      String(kind),
    ).toBe(true);
  expect(paths.length).toBeGreaterThan(120);
  expect(Object.keys(other).toSorted()).toEqual(paths);
  expect(paths.filter((path) => one[path] !== other[path])).toEqual([]);
});
