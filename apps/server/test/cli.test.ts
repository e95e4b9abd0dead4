import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStages } from '../src/demo/plan.ts';
import { sipkadin } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe.concurrent('inspect', () => {
  const files = demoStages().flatMap(({ uploads }) => uploads.map(({ file }) => file));

  test('reads a file: status 0, and stdout is the JSON alone', async () => {
    const { name, bytes } = files[1]?.() ?? { name: '', bytes: Buffer.alloc(0) };
    const { status, stdout, stderr } = await sipkadin(['inspect', put(name, bytes), '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({
      file: name,
      container: 'xlsx',
      shape: 'template',
      outcome: 'read',
      year: 2025,
      budgetVersion: 'murni',
      simulated: true,
    });
    expect(report).toMatchObject({ questions: [], totals: { budget: expect.stringMatching(/^\d+\.\d\d$/) } });
  });

  test('asks: status 2, and the answer can be copied from the text', async () => {
    const { bytes } = files[0]?.() ?? { bytes: '' };
    const path = put('tabel.csv', bytes);
    const asked = await sipkadin(['inspect', path, '--answer', 'year=2023']);
    expect(asked.status).toBe(2);
    expect(asked.stdout).toContain('--answer version=murni');
    const answered = await sipkadin(['inspect', path, '--answer', 'year=2023', '--answer', 'version=murni', '--lang', 'en']);
    expect(answered.status).toBe(0);
    expect(answered.stdout).toMatch(/5 Spending +969,676,042,111\.00/);
  });

  test('refuses: status 3, with the reason in the chosen language', async () => {
    const path = put('catatan.txt', 'Rapat hari Senin.\n');
    const { status, stdout, stderr } = await sipkadin(['inspect', path, '--lang', 'en', '--json']);
    expect([status, stderr]).toEqual([3, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'refused',
      findings: [{ severity: 'blocking', message: expect.stringMatching(/^[A-Z]/) }],
    });
  });

  test.each([
    [['inspect'], 'inspect takes one file'],
    [['inspect', '/nowhere/x.xlsx'], 'there is no file /nowhere/x.xlsx'],
    [['inspect', '--wrong'], "Unknown option '--wrong'"],
    [['frobnicate'], 'there is no command "frobnicate"'],
    [['publish', '--government', '19.71'], '--year is a year'],
  ])('wrong usage %j: status 64, one line on stderr, nothing on stdout', async (words, says) => {
    const { status, stdout, stderr } = await sipkadin(words);
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test.concurrent('help is a result: stdout, status 0', async () => {
  const { status, stdout, stderr } = await sipkadin(['--help', '--lang', 'en']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('inspect');
});

test.concurrent('a contradiction is told in one line each before anything is touched', async () => {
  const data = join(folder, 'untouched');
  const { status, stdout, stderr } = await sipkadin(['serve', '--data', data], { env: { SIPKADIN_PORT: 'x', SIPKADIN_HOST: '0.0.0.0' } });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(existsSync(data)).toBe(false);
});
