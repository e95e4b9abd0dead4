import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../src/trouble.ts';
import { serving, sipkadin } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-serve-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Refuses to load anything of the ledger: importing it fails. */
const withoutLedger = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve(name, context, next) {
    if (/ledger|better-sqlite3|kysely|@sipkadin\\/desk/.test(name)) throw new Error('the public side imported ' + name);
    return next(name, context);
  } });
`)}`;

const asked = (url: string, agent: Agent) =>
  new Promise<IncomingHttpHeaders>((resolve, reject) => {
    get(url, { agent }, (response) => resolve(response.resume().headers)).on('error', reject);
  });

/** Values by name and labels. @throws for a line that is not of the text format 0.0.4 */
function parsedMetrics(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (?:HELP [a-z_0-9]+ \S.*|TYPE [a-z_0-9]+ (?:counter|gauge|histogram))$/.test(line)) continue;
    const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
    const [, name = '', labels = '', value] =
      new RegExp(String.raw`^([a-z_0-9]+)(\{${label}(?:,${label})*\})? (-?[\d.]+(?:e[+-]?\d+)?|[+-]Inf|NaN)$`).exec(line) ?? [];
    if (value === undefined || values.has(`${name}${labels}`)) throw new Error(`not a sample, or one that was there before: ${line}`);
    values.set(`${name}${labels}`, Number(value));
  }
  return values;
}

describe.concurrent('serve', () => {
  test('--only public works where no ledger can be loaded, makes none, and says before it ends that it will', async ({ expect }) => {
    const data = join(folder, 'public');
    const { child, address, output, ended } = await serving(['--only', 'public', '--port', '0', '--data', data], {
      node: ['--import', withoutLedger],
      env: { SIPKADIN_DRAIN_SECONDS: '2' },
    });
    try {
      const health = await fetch(`${address}/health`, { headers: { 'x-request-id': 'abc-1' } });
      expect(await health.json()).toMatchObject({ ok: true, ledger: 'none', editions: 0 });
      expect(health.headers.get('x-request-id')).toBe('abc-1');
      const home = await fetch(`${address}/`);
      expect([home.status, home.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
      expect(home.headers.get('content-security-policy')).not.toContain('unsafe-inline');
      expect((await fetch(`${address}/kerja`)).status).toBe(404);
      // This connection stays open until the server stops.
      const again = await asked(`${address}/`, new Agent({ keepAlive: true }));
      expect([again['x-request-id'], again['x-content-type-options']]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), 'nosniff']);
      for (const [sent, named] of [
        ['city-app.7', /^city-app\.7$/],
        ['a b<script>', /^[0-9a-f-]{36}$/],
        ['x'.repeat(65), /^[0-9a-f-]{36}$/],
      ] as const)
        expect((await fetch(`${address}/robots.txt`, { headers: { 'x-request-id': sent } })).headers.get('x-request-id')).toMatch(named);
      const ready = await fetch(`${address}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
      expect(await (await fetch(`${address}/health/live`)).json()).toEqual({ live: true });
      expect((await fetch(`${address}/health/other`)).status).toBe(404);
      child.kill('SIGTERM');
      // Before it ends, it says so and goes on answering.
      await expect.poll(async () => (await fetch(`${address}/health/ready`)).status).toBe(503);
      expect(await (await fetch(`${address}/health/ready`)).json()).toEqual({ ready: false, reasons: ['stopping'] });
      const last = await fetch(`${address}/`);
      expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);
      expect((await fetch(`${address}/health/live`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, output.stderr).toBe(0);
    expect(existsSync(join(data, 'ledger.sqlite'))).toBe(false);
  });

  test('a fresh deployment serves both sides, prints a link for the first admin, and stops on SIGTERM', async ({ expect }) => {
    const data = join(folder, 'fresh');
    // A sign-in service that nobody answers for: nothing but its own way in knows of it.
    const env = {
      ...{ SIPKADIN_OIDC_ISSUER: 'http://127.0.0.1:1', SIPKADIN_OIDC_CLIENT_ID: 'sipkadin', SIPKADIN_OIDC_CLIENT_SECRET: 's' },
      SIPKADIN_METRICS: '127.0.0.1:0',
    };
    const { child, address, output, ended } = await serving(['--port', '0', '--data', data], { env });
    try {
      await expect.poll(() => output.stdout, { timeout: 10_000 }).toMatch(/\/kerja\/masuk#\S{20,}/);
      const pages = ['/', '/kerja', '/kerja/masuk', '/api/kerja/account.me', '/api/auth/sign-out', '/api/oidc/mulai'];
      for (const page of pages) {
        const { headers } = await fetch(`${address}${page}`, { redirect: 'manual' });
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy, page).toContain("default-src 'none'");
        expect(policy, page).toContain("frame-ancestors 'none'");
        expect(policy, page).toContain("base-uri 'none'");
        expect(policy, page).not.toContain('unsafe');
        expect(headers.get('x-content-type-options'), page).toBe('nosniff');
        expect(headers.get('cache-control') === 'no-store', page).toBe(page !== '/');
      }
      const refused = await fetch(`${address}/api/oidc/mulai`, { redirect: 'manual' });
      expect([refused.status, refused.headers.get('location')]).toEqual([303, '/kerja/masuk?ditolak=service']);
      const desk = await fetch(`${address}/kerja`);
      expect(desk.status).toBe(200);
      expect(desk.headers.get('content-security-policy')).toContain("script-src 'self'");
      const script = `${address}${/src="(\/kerja\/assets\/[^"]+\.js)"/.exec(await desk.text())?.[1]}`;
      const sent = await fetch(script, { headers: { 'accept-encoding': 'br' } });
      expect([sent.status, sent.headers.get('content-encoding'), sent.headers.get('vary')]).toEqual([200, 'br', 'Accept-Encoding']);
      expect(Number(sent.headers.get('content-length'))).toBeLessThan(200_000);
      expect(await sent.text()).toBe(await (await fetch(script, { headers: { 'accept-encoding': 'identity' } })).text());
      expect((await fetch(`${address}/kerja/assets/none.js`)).status).toBe(404);
      expect(await (await fetch(`${address}/health`)).json()).toMatchObject({ ok: true, ledger: 'ok' });
      await fetch(`${address}/opd/KANARI?cari=KANARI`);
      await fetch(`${address}/KANARI`);
      expect((await fetch(`${address}/metrics`)).status).toBe(404);
      const metrics = /"address":"(http:[^"]+)","msg":"metrics are answered"/.exec(output.stderr)?.[1];
      expect((await fetch(`${metrics}/`)).status).toBe(404);
      const told = await fetch(`${metrics}/metrics`);
      expect(told.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      const text = await told.text();
      const samples = parsedMetrics(text);
      expect(text).not.toMatch(/KANARI|admin@|Kota/);
      expect(samples.get('sipkadin_condition{code="sign-in-failing"}')).toBe(1);
      expect(samples.get('sipkadin_condition{code="ledger-failing"}')).toBe(0);
      expect(samples.get('sipkadin_database_up')).toBe(1);
      expect(samples.get('sipkadin_queue_uploads{state="waiting"}')).toBe(0);
      expect(samples.get('sipkadin_errors_total{kind="a sign-in by the service failed"}')).toBe(2);
      expect(samples.get('sipkadin_http_requests_total{route="/opd",status="4xx"}')).toBe(1);
      expect(samples.get('sipkadin_http_requests_total{route="/api/kerja/account",status="4xx"}')).toBe(1);
      expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
      const routes = [...text.matchAll(/requests_total\{route="([^"]+)"/g)].map(([, route = '']) => route);
      expect(new Set(routes)).toEqual(
        new Set(['/', '/health', '/kerja', '/kerja/assets', '/api/kerja/account', '/api/auth', '/api/oidc', '/opd', 'other']),
      );
      const inUse = await sipkadin(['serve', '--port', new URL(address).port, '--data', join(folder, 'second')]);
      expect([inUse.status, inUse.stdout]).toEqual([1, '']);
      expect(inUse.stderr).toMatch(/^sipkadin: port \d+ on 127\.0\.0\.1 is in use by another program.*\n$/);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, output.stderr).toBe(0);
    const listed = await sipkadin(['government', 'list', '--data', data]);
    expect(listed.stdout).toBe('19.71\tKota Pangkalpinang\tsp2d\n');
    const doctor = await sipkadin(['doctor', '--data', data]);
    expect([doctor.status, doctor.stdout.includes('every commit is synced')]).toEqual([0, true]);
  });

  test('a data folder that cannot be one is reported in one line', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stdout, stderr } = await sipkadin(['serve', '--port', '0', '--data', file]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^sipkadin: .*file is a file; the data folder must be a folder\n$/);
  });

  // The superuser may write anywhere.
  test.skipIf(process.getuid?.() === 0)('a data folder without the right to write is reported in one line', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const { status, stderr } = await sipkadin(['serve', '--port', '0', '--data', closed]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^sipkadin: no right to use .*\n$/);
  });
});

test('every trouble of the machine is one line that says what to do', async () => {
  const config = { host: '127.0.0.1', port: 8971, data: '/srv/data' };
  const sentence = async (error: unknown) => (await explain(error, config)).words;
  const trouble = async (code: string, more: object = {}) => (await sentence(Object.assign(new Error(code), { code, ...more }))).en;
  expect(await trouble('EROFS', { path: '/srv/data/ledger.sqlite' })).toBe('/srv/data/ledger.sqlite cannot be written to: it is read-only');
  expect(await trouble('ENOSPC')).toBe('the disk of /srv/data is full; free some space and start again');
  expect(await trouble('disk-full')).toBe(await trouble('ENOSPC'));
  expect(await trouble('EACCES', { syscall: 'listen' })).toMatch(/^no right to listen on port 8971/);
  expect(await trouble('schema-newer')).toMatch(/newer version/);
  expect(await trouble('ECONNREFUSED')).toMatch(/PostgreSQL/);
  expect(await trouble('EWHATEVER')).toMatch(/^unexpected error: EWHATEVER/);
  expect((await sentence(new TypeError('x'))).id).toMatch(/^kesalahan yang tidak terduga: x/);
  const codes = [
    'EADDRINUSE',
    'EADDRNOTAVAIL',
    'EACCES',
    'EPERM',
    'EEXIST',
    'EROFS',
    'ENOSPC',
    'SQLITE_CORRUPT',
    '28P01',
    '3D000',
    'busy',
    'not-durable',
  ];
  for (const code of codes) {
    const { id, en } = await sentence(Object.assign(new Error(code), { code }));
    expect([id, en].every((text) => /^[^\n]{20,}$/.test(text)) && id !== en, code).toBe(true);
  }
});
