import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorTexts } from '../src/api/errors.ts';
import { cleanName, uploadLimit } from '../src/api/upload-door.ts';
import { city, type Deployment, deploy, sealed, templateFile, type Visitor } from './deployment.ts';

describe('the private door', () => {
  let place: Deployment;
  let clerk: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator', 'publisher');
  });
  afterAll(() => place.close());
  const mutation = () => `${place.origin}/api/kerja/publication.publish`;
  const cookie = () => ({ cookie: clerk.headers['cookie'] ?? '' });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['plain text', { 'content-type': 'text/plain' }],
    ['bytes', { 'content-type': 'application/octet-stream' }],
    ['JSON without our header', { 'content-type': 'application/json' }],
  ])('%s from a foreign page does not reach a procedure, though the cookie comes along', async (_, headers) => {
    const answer = await fetch(mutation(), { method: 'POST', headers: { ...headers, ...cookie() }, body: '{}' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'not-from-here' } });
  });

  test('our header with the wrong body or the wrong site is refused too', async () => {
    const form = { ...clerk.headers, 'content-type': 'multipart/form-data; boundary=x' };
    expect((await fetch(mutation(), { method: 'POST', headers: form, body: '' })).status).toBe(403);
    const foreign = { ...clerk.headers, 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' };
    expect((await fetch(mutation(), { method: 'POST', headers: foreign, body: '{}' })).status).toBe(403);
    const file = await fetch(`${place.origin}/api/kerja/unggah?government=${city}`, { method: 'POST', headers: cookie(), body: 'x' });
    expect(file.status).toBe(403);
  });

  test('batches and bodies have a limit', async () => {
    const many = Array.from({ length: 11 }, () => 'account.me').join(',');
    expect((await fetch(`${place.origin}/api/kerja/${many}?batch=1&input={}`, { headers: clerk.headers })).status).toBe(400);
    const long = await clerk.tell('publication.publish', { government: city, year: 2026, note: 'x'.repeat(100_000) });
    expect(long).toMatchObject({ status: 413, code: 'too-large' });
  });

  test('a fault is logged whole and told as a fixed text with its reference', async () => {
    const broken = place.ledger.read.selectFrom;
    Object.assign(place.ledger.read, {
      selectFrom: () => {
        throw new Error('secret: /var/lib/ledger.sqlite');
      },
    });
    try {
      const answer = await fetch(`${place.origin}/api/kerja/account.me`, { headers: clerk.headers });
      const text = await answer.text();
      expect(answer.status).toBe(500);
      expect(text).not.toContain('secret');
      const { reference } = (JSON.parse(text) as { error: { data: { reference: string } } }).error.data;
      expect(text).toContain(errorTexts.fault.id);
      expect(place.logged).toContainEqual(expect.objectContaining({ reference }));
    } finally {
      Object.assign(place.ledger.read, { selectFrom: broken });
    }
  });

  test('a file that is empty, too large or broken off leaves nothing behind', async () => {
    expect(await clerk.send('kosong.csv', '')).toMatchObject({ status: 400, code: 'empty' });
    const before = (await clerk.ask('uploads.list', { government: city })).data;
    const half = (length: number) =>
      new Promise<number | 'broken'>((resolve) => {
        const sending = request(
          `${place.origin}/api/kerja/unggah?government=${city}`,
          { method: 'POST', headers: { ...clerk.headers, 'content-length': length } },
          (answer) => resolve(answer.statusCode ?? 0),
        );
        sending.on('error', () => resolve('broken'));
        sending.write('begin', () => setTimeout(() => length < uploadLimit && sending.destroy(), 20));
      });
    expect(await half(uploadLimit + 1)).toBe(413);
    expect(await half(1000)).toBe('broken');
    expect((await clerk.ask('uploads.list', { government: city })).data).toEqual(before);
    await expect.poll(() => readdirSync(join(place.folder, 'uploads', 'incoming'))).toEqual([]);
  });

  test('the original file comes back byte for byte, as a download', async () => {
    const body = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] });
    const { id } = await clerk.send('Anggaran "murni".csv', body);
    await place.desk.idle();
    const answer = await fetch(`${place.origin}/api/kerja/berkas/${id}`, { headers: cookie() });
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''Anggaran%20/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(body);
  });

  test('names of files are names and nothing more', () => {
    expect(cleanName('..%2F..%2Fetc%2Fpasswd')).toBe('passwd');
    expect(cleanName('C:\\Users\\Rina\\APBD.xlsx')).toBe('APBD.xlsx');
    expect(cleanName('%E2%80%AExslx.APBD%00')).toBe('xslx.APBD');
    expect(cleanName('%E0%A4%A')).toBe('%E0%A4%A');
    expect(cleanName('%20')).toBe('tanpa-nama');
    expect(cleanName(`${'a'.repeat(300)}.xlsx`)).toMatch(/^a{130}….{10}\.xlsx$/);
  });
});

describe('signing in', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy();
  });
  afterAll(() => place.close());
  const enter = (link: string) =>
    fetch(`${place.origin}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: sealed });

  test('a link works once, and sets a cookie that scripts and foreign pages do not get', async () => {
    await place.desk.addAccount({ name: 'Sari', email: 'Sari@example.test' });
    const link = await place.desk.signInLink('sari@example.test');
    expect(link).toMatch(/\/kerja\/masuk#\w{32}$/);
    const [cookie = ''] = (await enter(link)).headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const again = await enter(link);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(again.status === 200 && !again.redirected).toBe(false);
  });

  test('there is no link for who has no account, and no way to make one', async () => {
    await expect(place.desk.signInLink('stranger@example.test')).rejects.toMatchObject({ code: 'not-found' });
    for (const path of ['sign-up/email', 'sign-in/magic-link', 'update-user', 'list-sessions']) {
      const answer = await fetch(`${place.origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { ...sealed, 'content-type': 'application/json' },
        body: '{}',
      });
      expect(answer.status).toBe(404);
    }
    expect(await place.desk.countAccounts()).toBe(1);
  });

  test('a password can be set, used and changed, but only with the old one', async () => {
    const visitor = await place.person('budi', 'operator');
    const signIn = (password: string) =>
      fetch(`${place.origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { ...sealed, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'budi@example.test', password }),
      });
    expect((await signIn('kuda terbang biru')).status).toBe(401);
    expect(await visitor.tell('account.setPassword', { next: 'pendek' })).toMatchObject({ code: 'password-short' });
    expect(await visitor.tell('account.setPassword', { next: 'kuda terbang biru' })).toMatchObject({ status: 200 });
    expect((await signIn('kuda terbang biru')).status).toBe(200);
    expect(await visitor.tell('account.setPassword', { next: 'kuda terbang hijau' })).toMatchObject({ code: 'password-wrong' });
    expect(await visitor.tell('account.setPassword', { next: 'kuda terbang hijau', current: 'kuda terbang biru' })).toMatchObject({
      status: 200,
    });
    expect((await signIn('kuda terbang biru')).status).toBe(401);
  });
});
