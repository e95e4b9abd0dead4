import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, serving } from './run.ts';

const pinned = join(import.meta.dirname, '../../../test/pinned/e224633/editions');
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-headers-'));
const siteAddress = 'https://kota.example.go.id/keuangan';
let site: Running;
let desk: Running;
beforeAll(async () => {
  const editions = join(folder, 'editions');
  cpSync(pinned, editions, { recursive: true });
  [site, desk] = await Promise.all([
    serving(['--only', 'public', '--port', '0', '--data', join(folder, 'public'), '--editions', editions]),
    serving(['--only', 'desk', '--port', '0', '--data', join(folder, 'desk'), '--site-address', `${siteAddress}/`]),
  ]);
});
afterAll(async () => {
  for (const { child } of [site, desk]) child.kill('SIGTERM');
  await Promise.all([site.ended, desk.ended]);
  rmSync(folder, { recursive: true, force: true });
});

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
}
type Case = [kind: string, path: string, status: number, init?: Sent];
const json = { 'content-type': 'application/json', 'x-sipkadin': '1' };
const post = (body: string, headers: Record<string, string> = json): Sent => ({ method: 'POST', headers, body });

const ofSite: Case[] = [
  ['a page', '/', 200],
  ['a page, HEAD', '/', 200, { method: 'HEAD' }],
  ['a download', '/unduh/2026/3/names.json', 200],
  ['a part of a download', '/unduh/2026/3/names.json', 206, { headers: { range: 'bytes=0-9' } }],
  ['a part that is not there', '/unduh/2026/3/names.json', 416, { headers: { range: 'bytes=99999999-' } }],
  ['the public API', '/api/publik/summary', 200],
  ['a question that the API does not know', '/api/publik/tidakAda', 404],
  ['an answer for programs', '/api/public/summary', 200],
  ['an answer about what is not published', '/api/public/summary?year=1999', 404],
  ['a feed', '/umpan/terbitan.xml', 200],
  ['a catalog', '/data.jsonld', 200],
  ['a page that is not there', '/tidak-ada', 404],
  ['a method that pages do not have', '/', 405, { method: 'POST' }],
  ['an address that is too long', `/opd?cari=${'x'.repeat(9000)}`, 414],
  ['health', '/health', 200],
];
const ofDesk: Case[] = [
  ['the screens', '/kerja', 200],
  ['a file of the screens that is not there', '/kerja/assets/none.js', 404],
  ['a procedure', '/api/kerja/account.me', 200, { headers: json }],
  ['a procedure without our header', '/api/kerja/account.me', 403],
  [
    'a procedure for people who are signed in',
    '/api/kerja/uploads.list?input=%7B%22government%22%3A%2219.71%22%7D',
    401,
    { headers: json },
  ],
  ['a procedure that is not there', '/api/kerja/tidakAda', 404, { headers: json }],
  ['a body that is too large', '/api/kerja/account.me', 413, post('x'.repeat(70_000))],
  ['a file from nobody', '/api/kerja/unggah?government=19.71', 401, post('x', { 'x-sipkadin': '1' })],
  ['a wrong password', '/api/auth/sign-in/email', 403, post('{"email":"a@example.test","password":"x"}')],
  ['a sign-in that is no JSON', '/api/auth/sign-in/email', 400, post('{')],
  ['a sign-in address that is not open', '/api/auth/sign-up/email', 404, post('{}')],
  ['the wallboard', '/layar', 200],
  ['the worker of the wallboard', '/layar/pekerja.js', 200],
  ['figures for a wallboard without a link', '/layar/angka', 401, { headers: json }],
  ['the link of no wallboard', '/layar/buka', 401, post('{"token":"x"}')],
  ['an address of the public site, which is elsewhere', '/p/19.71/opd?urut=nama', 302],
  ['a question below the base path of the public site', '/keuangan/api/tanya', 400, { method: 'POST', body: new URLSearchParams() }],
  ['something sent to an address without anything', '/tidak-ada', 404, post('{}')],
  ['an address that cannot be decoded', '/kerja/assets/%E0%A4%A', 404],
  ['health', '/health', 200],
];

/** With a condition fetch would ask for a copy that no cache holds, which is never unchanged. */
const ifNew = (etag: string | null) => ({ 'if-none-match': etag ?? '', 'cache-control': 'max-age=0' });

/** The headers that no answer lacks, whatever it is. */
function expectSecure(response: Response): void {
  const { headers } = response;
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toMatch(/^(?:no-referrer|strict-origin-when-cross-origin)$/);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors/);
}

describe.each([
  ['the public site', () => site, ofSite],
  ['the desk', () => desk, ofDesk],
] as const)('every answer of %s has the headers of security', (_, running, cases) => {
  test.each(cases)('%s', async (_kind, path, status, init) => {
    const response = await fetch(`${running().address}${path}`, { redirect: 'manual', ...init });
    expect(response.status).toBe(status);
    expectSecure(response);
    const etag = response.headers.get('etag');
    if (status !== 200 || etag === null) return;
    const unchanged = await fetch(`${running().address}${path}`, { ...init, headers: { ...init?.headers, ...ifNew(etag) } });
    expect(unchanged.status).toBe(304);
    expectSecure(unchanged);
  });
});

test('what is no address of the desk leads to the public site at its own address, and nowhere else', async () => {
  const target = async (path: string) => (await fetch(`${desk.address}${path}`, { redirect: 'manual' })).headers.get('location');
  expect(await target('/p/19.71/opd?urut=nama')).toBe(`${siteAddress}/p/19.71/opd?urut=nama`);
  expect(await target('//lain.example.com/')).toBe(`${siteAddress}//lain.example.com/`);
  expect(await target('/keuangan/opd')).toBeNull();
  expect((await fetch(`${desk.address}/keuangan/health`)).status).toBe(200);
});

test('assets of both sides have them too, sent anew or unchanged', async () => {
  for (const { address, page } of [
    { address: site.address, page: '/jelajah' },
    { address: desk.address, page: '/kerja' },
  ]) {
    const [path = ''] = /\/[\w/-]*assets\/[^"]+\.js|\/aset\/[^"]+\.js/.exec(await (await fetch(`${address}${page}`)).text()) ?? [];
    const script = await fetch(`${address}${path}`);
    expect([page, script.status]).toEqual([page, 200]);
    expectSecure(script);
    const unchanged = await fetch(`${address}${path}`, { headers: ifNew(script.headers.get('etag')) });
    expect([page, unchanged.status]).toEqual([page, 304]);
    expectSecure(unchanged);
  }
});
