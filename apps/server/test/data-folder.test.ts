import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoStages } from '../../../packages/demo/src/plan.ts';
import { here, serving, sipkadin } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-folder-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file of a folder with the hash of its bytes and the time of its last change; folders with that time alone. */
function snapshot(root: string): Record<string, string> {
  const paths = ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' }).sort((a, b) => a.localeCompare(b))];
  return Object.fromEntries(
    paths.map((path) => {
      const full = join(root, path);
      const found = lstatSync(full, { bigint: true });
      const hash = found.isFile() ? createHash('sha256').update(readFileSync(full)).digest('hex') : 'folder';
      return [path, `${hash} ${found.mtimeNs}`];
    }),
  );
}

/** A deployment with one edition of 2023. */
async function publishedFolder(name: string): Promise<string> {
  const data = join(folder, name);
  const file = demoStages()[0]?.uploads[0]?.file();
  const path = join(folder, 'anggaran.csv');
  writeFileSync(path, file?.bytes ?? '');
  const answers = ['--answer', 'year=2023', '--answer', 'version=murni', '--answer', 'unit=semua'];
  expect((await here(['government', 'add', '81.04', '--data', data])).status).toBe(0);
  expect(
    await here(['import', path, '--government', '19.71', ...answers, '--as', 'rina', '--verify-as', 'budi', '--data', data]),
  ).toMatchObject({ status: 0 });
  expect((await here(['publish', '--government', '19.71', '--year', '2023', '--data', data])).status).toBe(0);
  return data;
}

test('one server serves a folder; commands that read change nothing in it, nor does one that was killed keep it', async () => {
  const data = await publishedFolder('alone');
  const first = await serving(['--port', '0', '--data', data]);
  const second = await sipkadin(['serve', '--port', '0', '--data', data]);
  expect(second).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^sipkadin: another sipkadin serves .*alone already; .*\n$/),
  });
  // Beside it, commands work.
  expect((await here(['government', 'set', '19.71', '--report-day', '12', '--data', data])).status).toBe(0);
  expect((await here(['verify', '--data', data])).stdout).toContain('ok: 1 statements, 1 editions');
  first.child.kill('SIGKILL');
  await first.ended;

  // The killed server's log still holds what was set beside it.
  expect(existsSync(join(data, 'ledger.sqlite-wal'))).toBe(true);
  const reading = [
    ['person', 'list', '--for', '19.71'],
    ['government', 'list'],
    ['verify'],
    ['export', '--year', '2023', '--kind', 'budget'],
    ['verify', '--edition', join(data, 'editions/19.71/2023/1')],
  ];
  const before = snapshot(data);
  for (const words of reading) expect(await here([...words, '--data', data]), words.join(' ')).toMatchObject({ status: 0 });
  expect(snapshot(data)).toEqual(before);
  // It tries whether the disk keeps what is written, with a file that it removes again.
  expect((await here(['doctor', '--data', data])).status).toBe(0);
  expect({ ...snapshot(data), '': '' }).toEqual({ ...before, '': '' });

  const third = await serving(['--port', '0', '--data', data]);
  third.child.kill('SIGTERM');
  expect(await third.ended, third.output.stderr).toBe(0);
});

test('a signing key that is lost or another one is never replaced in silence, and can be replaced in public', async () => {
  const data = await publishedFolder('keys');
  const path = join(data, 'signing-key.pem');
  const publicKey = readFileSync(`${path}.pub`, 'utf8');
  const published = ['publish', '--government', '19.71', '--year', '2023', '--note', 'Sekali lagi', '--data', data];
  const refused = (what: RegExp) => ({ status: 1, stdout: '', stderr: expect.stringMatching(what) });
  expect(await here(['key', '--replace', '--reason', 'Iseng', '--data', data])).toEqual(refused(/there is nothing to replace/));

  renameSync(path, join(folder, 'kept.pem'));
  for (const words of [published, ['serve', '--port', '0', '--data', data]])
    expect(await here(words)).toEqual(refused(/signing-key\.pem is gone, and 1 editions were signed; restore .*key --replace/));
  rmSync(`${path}.pub`);
  expect(await here(published)).toEqual(refused(/signing-key\.pem is gone/));
  expect([existsSync(path), existsSync(`${path}.pub`)]).toEqual([false, false]);

  // Another deployment's key.
  const other = join(await publishedFolder('other'), 'signing-key.pem');
  copyFileSync(other, path);
  expect(await here(published)).toEqual(refused(/is not the one that signed edition 19\.71\/2023\/1/));
  // Also where the editions are on another machine, whose store does not answer.
  const elsewhere = { SIPKADIN_EDITIONS: join(folder, 'no-editions'), SIPKADIN_OBJECTS: 'file:///nowhere/at-all' };
  expect(await here(published, elsewhere)).toEqual(refused(/is not the one that signed edition 19\.71\/2023\/1/));
  writeFileSync(`${path}.pub`, publicKey);
  expect(await here(published)).toEqual(refused(/\.pub is not the public key of/));

  const replaced = await here(['key', '--replace', '--reason', 'Disk rusak tanpa cadangan', '--by', 'BPKAD', '--data', data]);
  expect(replaced).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^(?:[0-9a-f]{4} ?){16}\tpresent\t20\d\d-\d\d-\d\d\n(?:[0-9a-f]{4} ?){16}\tformer\t\n$/),
  });
  expect((await here(['key', '--data', data])).stdout).toBe(replaced.stdout);
  expect((await here(published)).stdout).toMatch(/^19\.71\t2023\t2\t/);
  expect(await here(['verify', '--data', data])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('ok: 1 statements, 2 editions'),
  });
  const check = (number: number, key: string) =>
    here(['verify', '--edition', join(data, 'editions/19.71/2023', String(number)), '--key', key]);
  const former = join(data, 'former-keys', `${/([\da-f ]+)\tformer/.exec(replaced.stdout)?.[1]?.replaceAll(' ', '')}.pub`);
  expect(readFileSync(former, 'utf8')).toBe(publicKey);
  // The new key names the lost one; nothing leads from the lost one to the new.
  expect(await check(1, `${path}.pub`)).toMatchObject({ status: 0 });
  expect(await check(1, former)).toMatchObject({ status: 0 });
  expect((await check(2, former)).stdout).toContain('signed with another key');
  const statement = readFileSync(join(data, 'editions/log/keys/1'), 'utf8');
  expect(statement).toContain('"by":"BPKAD","format":"sipkadin-keys/1","kind":"break"');
});
