import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStages } from '../../../packages/demo/src/plan.ts';
import { here, main, serving } from './run.ts';

/** A disk of its own for one process and its children, in memory; `$0` where, `$1` what lies on it at first, `$2` how it is mounted. */
const onDisk = 'mount -t tmpfs -o size=100m none "$0" && cp -a "$1/." "$0" && mount -o "remount,$2" "$0" && shift 2 && exec "$@"';
const unshared = ['unshare', '-Urm', 'sh', '-c'];
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-disk-'));
const canMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', folder]).status === 0;

const [official, murni] = demoStages().flatMap(({ uploads }) => uploads.map(({ file }) => file));

const patience = { timeout: 60_000 };

// Elsewhere than on Linux, and where a system forbids it, nobody but an administrator can make a small disk.
describe.skipIf(!canMount)('a small disk', () => {
  const prepared = join(folder, 'prepared');
  const disk = join(folder, 'disk');
  const env = { SIPKADIN_SECOND_FACTOR: 'optional' };
  const links: Record<string, string> = {};
  beforeAll(async () => {
    mkdirSync(disk);
    await here(['government', 'list', '--data', prepared]);
    for (const role of ['operator', 'verifier', 'publisher']) {
      const words = [
        'person',
        'add',
        `${role}@contoh.test`,
        '--role',
        role,
        '--for',
        '19.71',
        '--url',
        'http://127.0.0.1',
        '--data',
        prepared,
      ];
      links[role] = new URL((await here(words)).stdout.trim()).hash.slice(1);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('that fills up is reported in each response, loses nothing, and with room again all requests succeed', async () => {
    const { child, address, output, ended } = await serving(['--port', '0', '--data', disk], {
      env,
      within: [...unshared, onDisk, disk, prepared, 'rw'],
    });
    try {
      const seen = `/proc/${child.pid}/root${disk}`;
      const [operator, verifier, publisher] = await Promise.all(
        ['operator', 'verifier', 'publisher'].map((role) => signIn(address, links[role] ?? '')),
      );
      if (operator === undefined || verifier === undefined || publisher === undefined) throw new Error('nobody is signed in');
      const kept = await send(operator, official?.());
      expect(kept.status).toBe(201);
      await expect.poll(() => settled(operator, kept.id), patience).toBe('asked');

      fill(seen, 0);
      const noSpace = { status: 507, text: expect.stringMatching(/Ruang penyimpanan server penuh/) };
      expect(await send(operator, murni?.())).toMatchObject(noSpace);
      expect([(await fetch(`${address}/health`)).status, (await fetch(`${address}/`)).status]).toEqual([503, 200]);
      expect(await settled(operator, kept.id)).toBe('asked');

      // The disk fills up while a file comes, and the sender has not finished.
      fill(seen, 2_000_000);
      const large = { name: 'besar.csv', bytes: Buffer.alloc(30_000_000, 'x') };
      expect(await send(operator, large)).toMatchObject(noSpace);
      expect(output.stderr).toMatch(/"path":"\/api\/kerja\/unggah".*"msg":"a request failed"/);
      // Folders of processes stay while they run, each with the file that says whose it is.
      const incoming = readdirSync(join(seen, 'uploads', 'incoming'), { recursive: true, encoding: 'utf8' });
      expect(incoming.filter((name) => !/^(?:own|new)-[^/]+(?:\/in-use)?$/.test(name))).toEqual([]);

      // Room for the file as it came, and none for its lines.
      fill(seen, (murni?.().bytes.length ?? 0) + 200_000);
      const { id, status } = await send(operator, murni?.());
      expect(status).toBe(201);
      await expect.poll(() => settled(operator, id), patience).toBe('failed');

      empty(seen);
      expect(await call(operator, 'uploads.readAgain', { id })).toMatchObject({ status: 200 });
      await expect.poll(() => settled(operator, id), patience).toBe('draft');

      fill(seen, 0);
      for (const [who, what] of [
        [operator, 'uploads.submit'],
        [verifier, 'review.verify'],
      ] as const) {
        expect(await call(who, what, { id })).toMatchObject(noSpace);
        empty(seen);
        expect(await call(who, what, { id })).toMatchObject({ status: 200 });
        fill(seen, 0);
      }
      const publication = { government: '19.71', year: 2025 };
      expect(await call(publisher, 'publication.publish', publication)).toMatchObject(noSpace);
      expect((await fetch(`${address}/terbitan/1?tahun=2025`)).status).toBe(404);
      empty(seen);
      expect(await call(publisher, 'publication.publish', publication)).toMatchObject({
        status: 200,
        text: expect.stringContaining('"number":1'),
      });

      const verified = await here(['verify', '--data', seen]);
      expect(verified.status, verified.stderr).toBe(0);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, output.stderr).toBe(0);
    expect(output.stderr + output.stdout).toMatch(/"path":"publication.publish".*"msg":"a procedure failed"/);
  });

  test('that a backup does not fit on is named, not that of the data', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const backups = join(disk, 'backups');
    const [program, ...rest] = ['unshare', ...unshared.slice(1), onDisk, disk, empty, 'size=200k', process.execPath, main];
    const { status, stderr } = spawnSync(program, [...rest, 'backup', backups, '--data', prepared, '--lang', 'en'], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toContain(`the disk of ${backups} is full; no backup was made`);
    expect(status).toBe(1);
  });

  test('that is read-only is reported in one line', async () => {
    const refused = serving(['--port', '0', '--data', disk], { env, within: [...unshared, onDisk, disk, prepared, 'ro'] });
    await expect(refused).rejects.toThrow(/^serve ended with 1: sipkadin: .* read-only.*\n$/);
  });
});

interface Visitor {
  address: string;
  headers: Record<string, string>;
}

async function signIn(address: string, token: string): Promise<Visitor> {
  const headers = { 'x-sipkadin': '1' };
  const answer = await fetch(`${address}/api/auth/magic-link/verify?token=${token}`, { headers, redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0]);
  return { address, headers: { ...headers, cookie: cookies.join('; ') } };
}

async function send({ address, headers }: Visitor, file: { name: string; bytes: Buffer | string } | undefined) {
  const answer = await fetch(`${address}/api/kerja/unggah?government=19.71`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream', 'x-nama-berkas': encodeURIComponent(file?.name ?? '') },
    body: new Uint8Array(Buffer.from(file?.bytes ?? '')),
  });
  const text = await answer.text();
  return { status: answer.status, text, id: (JSON.parse(text) as { id?: string }).id ?? '' };
}

async function call({ address, headers }: Visitor, procedure: string, input: object) {
  const answer = await fetch(`${address}/api/kerja/${procedure}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: answer.status, text: await answer.text() };
}

async function ask({ address, headers }: Visitor, id: string) {
  const answer = await fetch(`${address}/api/kerja/uploads.get?input=${encodeURIComponent(JSON.stringify({ id }))}`, { headers });
  return ((await answer.json()) as { result: { data: { state: string; job: { stage: string } | null } } }).result.data;
}

/** What became of reading a file: its state, "failed", or undefined while it goes on. */
async function settled(visitor: Visitor, id: string): Promise<string | undefined> {
  const { state, job } = await ask(visitor, id);
  if (job?.stage === 'failed') return 'failed';
  return job === null ? state : undefined;
}

const filler = (disk: string) => join(disk, 'filler');

/** Leaves so many bytes of the disk. */
function fill(disk: string, left: number): void {
  empty(disk);
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler(disk), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

function empty(disk: string): void {
  rmSync(filler(disk), { force: true });
}
