import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { roles } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorTexts } from '../../../packages/workflow/src/refusal.ts';
import { deskRouter } from '../src/app/desk.ts';
import { cleanName } from '../src/features/uploads/sending/file-name.ts';
import { uploadLimit } from '../src/features/uploads/sending/receive-file.ts';
import { city, type Deployment, deploy, sealed, templateFile, units, type Visitor } from './deployment.ts';

describe('the HTTP interface of the desk', () => {
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
    const long = await clerk.mutate('publication.publish', { government: city, year: 2026, note: 'x'.repeat(100_000) });
    expect(long).toMatchObject({ status: 413, code: 'too-large' });
  });

  test('answers are compressed, but for those that may hold a secret, alone or in a batch', async () => {
    const asked = (procedures: string) => {
      const input = encodeURIComponent(
        JSON.stringify(Object.fromEntries(procedures.split(',').map((_, at) => [at, { government: city }]))),
      );
      return fetch(`${place.origin}/api/kerja/${procedures}?batch=1&input=${input}`, { headers: clerk.headers });
    };
    const [figures, mixed] = [Array(10).fill('rules.list').join(), ['account.me', ...Array(9).fill('rules.list')].join()];
    const [compressed, plain] = [await asked(figures), await asked(mixed)];
    expect([compressed.status, compressed.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect([plain.status, plain.headers.get('content-encoding')]).toEqual([200, null]);
    const encoded = await asked(mixed.replace('account.me', 'account%2Eme'));
    expect(encoded.headers.get('content-encoding')).toBeNull();
    expect((await asked(`${figures},%zz`)).status).toBeLessThan(500);
  });

  test('a fault is logged whole, and answered with a fixed text and its reference', async () => {
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
    const before = (await clerk.query('uploads.list', { government: city })).data;
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
    expect((await clerk.query('uploads.list', { government: city })).data).toEqual(before);
    // The folder of this process stays, with the file that says whose it is.
    const incoming = () => readdirSync(join(place.folder, 'uploads', 'incoming'), { recursive: true, encoding: 'utf8' });
    await expect.poll(() => incoming().filter((name) => !/^own-[^/]+(?:\/in-use)?$/.test(name))).toEqual([]);
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

  test('file names lose paths, control characters and excess length', () => {
    expect(cleanName('..%2F..%2Fetc%2Fpasswd')).toBe('passwd');
    expect(cleanName('C:\\Users\\Rina\\APBD.xlsx')).toBe('APBD.xlsx');
    expect(cleanName('%E2%80%AExslx.APBD%00')).toBe('xslx.APBD');
    expect(cleanName('%E0%A4%A')).toBe('%E0%A4%A');
    expect(cleanName('%20')).toBe('tanpa-nama');
    expect(cleanName(`${'a'.repeat(300)}.xlsx`)).toMatch(/^a{130}….{10}\.xlsx$/);
  });
});

describe('a page of another site, open in the browser of a person with every role', () => {
  let place: Deployment;
  let everything: Visitor;
  let other: Visitor;
  let upload = '';
  beforeAll(async () => {
    place = await deploy();
    everything = await place.person('everything', ...roles);
    other = await place.person('other', 'auditor');
    upload = (await everything.send('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] }))).id;
    await place.desk.idle();
  });
  afterAll(() => place.close());

  // A router lists its procedures nowhere else.
  // oxlint-disable-next-line no-underscore-dangle
  const procedures = Object.entries(deskRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>);
  const mutations = procedures.filter(([, { _def }]) => _def.type === 'mutation').map(([path]) => `/api/kerja/${path}`);
  const signInPaths = ['sign-out', 'sign-in/email', 'magic-link/verify', 'two-factor/verify-totp', 'two-factor/verify-backup-code'];
  /** Input with which as many mutations as possible would change something. */
  const input = () => ({
    ...{ government: city, id: upload, year: 2026, unit: units.education, answers: {}, reason: 'kurang lengkap', note: '' },
    ...{ person: other.id, session: 's', held: [{ role: 'admin', unit: null }], name: 'Rina Wati', email: 'other@example.test' },
    ...{ next: 'kuda terbang biru', code: '123456' },
  });
  const bodies: [type: string | undefined, body: (() => string) | undefined][] = [
    [undefined, undefined],
    ['application/x-www-form-urlencoded', () => new URLSearchParams({ government: city, id: upload, person: other.id }).toString()],
    ['multipart/form-data; boundary=x', () => '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nu1\r\n--x--\r\n'],
    ['text/plain', () => JSON.stringify(input())],
    ['application/octet-stream', () => JSON.stringify(input())],
  ];
  /** Every row of every table, and the names of the files. */
  async function stored() {
    const { people, read } = place.ledger;
    const tables: Record<string, unknown[]> = {};
    for (const db of [people.db, read as unknown as typeof people.db])
      for (const { name } of await db.introspection.getTables()) tables[name] = await db.selectFrom(name).selectAll().execute();
    const files = readdirSync(place.folder, { recursive: true, encoding: 'utf8' });
    return { tables, files: files.filter((name) => !name.includes('.sqlite')).toSorted() };
  }

  test('changes nothing, whatever it sends to any route', async () => {
    const before = await stored();
    for (const table of ['audit', 'member', 'session', 'user', 'upload']) expect(before.tables[table]?.length, table).toBeGreaterThan(0);
    const link = new URL(await place.desk.signInLink('other@example.test')).hash.slice(1);
    const withLink = await stored();
    const query = `input=${encodeURIComponent(JSON.stringify(input()))}&token=${link}&government=${city}`;
    const targets = [...mutations, '/api/kerja/unggah', ...signInPaths.map((path) => `/api/auth/${path}`)];
    const ways = [
      ...bodies.map(([type, body]) => ({ method: 'POST', site: 'cross-site', type, body: body?.() })),
      // An old browser sends no Sec-Fetch-Site.
      { method: 'POST', site: undefined, type: undefined, body: undefined },
      { method: 'GET', site: undefined, type: undefined, body: undefined },
    ];
    const reached: string[] = [];
    for (const target of targets) {
      const answers = ways.map(async ({ method, site, type, body }) => {
        const headers = { cookie: everything.headers['cookie'] ?? '', origin: 'https://evil.example' };
        if (type !== undefined) Object.assign(headers, { 'content-type': type });
        if (site !== undefined) Object.assign(headers, { 'sec-fetch-site': site });
        const sent = await fetch(`${place.origin}${target}?${query}`, { method, headers, ...(body === undefined ? {} : { body }) });
        const text = await sent.text();
        const refused = sent.status === 403 && text.includes('not-from-here') && sent.headers.get('access-control-allow-origin') === null;
        if (!refused || sent.headers.getSetCookie().length > 0) reached.push(`${method} ${target} ${type} ${site}: ${sent.status} ${text}`);
      });
      await Promise.all(answers);
    }
    expect(reached).toEqual([]);
    expect(targets.length * ways.length).toBeGreaterThan(200);
    expect(await stored()).toEqual(withLink);
    // From our own page the same requests change what is stored, so the comparison is not blind.
    expect((await everything.mutate('uploads.submit', { id: upload })).status).toBe(200);
    expect((await everything.mutate('people.disable', input())).status).toBe(200);
    const after = await stored();
    expect(after.tables['audit']?.length).toBe((before.tables['audit']?.length ?? 0) + 2);
    expect(after).not.toEqual(withLink);
  });

  test('is not allowed to send our header or to read an answer', async () => {
    const asking = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-sipkadin',
    };
    for (const path of ['/api/kerja/uploads.submit', '/api/kerja/unggah', '/api/auth/sign-out']) {
      const answer = await fetch(`${place.origin}${path}`, { method: 'OPTIONS', headers: asking });
      const leave = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-allow'));
      expect([path, answer.status, leave]).toEqual([path, 403, []]);
    }
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

  test('without an account there is no link, and no way to make an account', async () => {
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
    expect(await visitor.mutate('account.setPassword', { next: 'pendek' })).toMatchObject({ code: 'password-short' });
    expect(await visitor.mutate('account.setPassword', { next: 'kuda terbang biru' })).toMatchObject({ status: 200 });
    expect((await signIn('kuda terbang biru')).status).toBe(200);
    expect(await visitor.mutate('account.setPassword', { next: 'kuda terbang hijau' })).toMatchObject({ code: 'password-wrong' });
    expect(await visitor.mutate('account.setPassword', { next: 'kuda terbang hijau', current: 'kuda terbang biru' })).toMatchObject({
      status: 200,
    });
    expect((await signIn('kuda terbang biru')).status).toBe(401);
  });
});
