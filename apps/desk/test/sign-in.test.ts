import { listAudit } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passwordProblem } from '../src/features/access/account/passwords.ts';
import { city, cookieOf, type Deployment, deploy, sealed, type Visitor, visitor } from './deployment.ts';
import { nextCode, oneTimeCode } from './one-time-code.ts';

const strict = { passwords: { minLength: 12, check: true }, secondFactorRequired: true };

/** The requests of the sign-in page, with the cookies received so far. */
function browser(origin: string, headers: Record<string, string> = {}) {
  let cookie = '';
  const answered = async (answer: Response) => {
    cookie = [cookie, cookieOf(answer)].filter((text) => text !== '').join('; ');
    const body = (await answer.json().catch(() => ({}))) as { twoFactorRedirect?: boolean; code?: string };
    return { status: answer.status, ...body };
  };
  const post = async (path: string, body: object) =>
    answered(
      await fetch(`${origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { ...sealed, ...headers, 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      }),
    );
  return {
    password: (email: string, password: string) => post('sign-in/email', { email, password }),
    code: (code: string) => post('two-factor/verify-totp', { code }),
    recovery: (code: string) => post('two-factor/verify-backup-code', { code }),
    link: async (link: string) =>
      answered(
        await fetch(`${origin}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: { ...sealed, cookie } }),
      ),
    visitor: () => visitor(origin, '', { ...sealed, cookie }),
  };
}

const signedIn = async (who: Visitor) => (await who.query('account.security')).status === 200;

async function setUp(who: Visitor, password?: string): Promise<{ secret: string; codes: string[] }> {
  const { secret } = (await who.mutate('account.startSecondFactor', password === undefined ? {} : { password })).data as { secret: string };
  const codes = (await who.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) })).data as string[];
  return { secret, codes };
}

describe('the second factor', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy({ rules: strict });
  });
  afterAll(() => place.close());

  test.each(['verifier', 'publisher', 'admin'] as const)(
    'is demanded of a %s, who reaches the own account alone without it',
    async (role) => {
      const person = await place.person(role, role, 'operator');
      expect((await person.query('account.me')).data).toMatchObject({ lacksSecondFactor: true, governments: [] });
      expect(await person.query('uploads.list', { government: city })).toMatchObject({ status: 403, code: 'second-factor' });
      expect(await person.send('a.csv', 'a;b')).toMatchObject({ status: 403, code: 'second-factor' });
      expect((await fetch(`${place.origin}/api/kerja/jejak/${city}`, { headers: person.headers })).status).toBe(403);
      expect((await person.query('account.security')).data).toMatchObject({ needsPassword: true });
      await setUp(person);
      expect((await person.query('uploads.list', { government: city })).status).toBe(200);
    },
  );

  test('is not demanded of others', async () => {
    const person = await place.person('rina', 'operator', 'leadership', 'auditor');
    expect((await person.query('uploads.list', { government: city })).status).toBe(200);
  });

  test('is asked for after the password; neither the password alone nor a wrong code signs in', async () => {
    const person = await place.person('budi', 'operator');
    await person.mutate('account.setPassword', { next: 'kuda terbang biru' });
    expect((await person.mutate('account.startSecondFactor', {})).code).toBe('password-wrong');
    const { secret } = await setUp(person, 'kuda terbang biru');
    expect(await signedIn(person)).toBe(true);
    const page = browser(place.origin);
    expect(await page.password('budi@example.test', 'kuda terbang biru')).toMatchObject({ status: 200, twoFactorRedirect: true });
    expect(await signedIn(page.visitor())).toBe(false);
    expect(await page.code('000000')).toMatchObject({ status: 401, code: 'INVALID_CODE' });
    expect(await signedIn(page.visitor())).toBe(false);
    expect((await page.code(nextCode(secret))).status).toBe(200);
    expect(await signedIn(page.visitor())).toBe(true);
  });

  test('is asked for after a one-time link too', async () => {
    const person = await place.person('sari', 'operator');
    const { secret } = await setUp(person);
    const page = browser(place.origin);
    expect(await page.link(await place.desk.signInLink('sari@example.test'))).toMatchObject({ twoFactorRedirect: true });
    expect(await signedIn(page.visitor())).toBe(false);
    await page.code(nextCode(secret));
    expect(await signedIn(page.visitor())).toBe(true);
  });

  test('setting it up ends the sessions without a code', async () => {
    const person = await place.person('joko', 'operator');
    const other = browser(place.origin);
    await other.link(await place.desk.signInLink('joko@example.test'));
    expect(await signedIn(other.visitor())).toBe(true);
    await setUp(person);
    expect([await signedIn(other.visitor()), await signedIn(person)]).toEqual([false, true]);
  });

  test('a recovery code works once; new codes replace the old; no code is in the trail or the log', async () => {
    const person = await place.person('wati', 'operator');
    const { secret, codes } = await setUp(person);
    expect(codes).toHaveLength(10);
    const [first = '', second = ''] = codes;
    const enter = async (code: string) => {
      const page = browser(place.origin);
      await page.link(await place.desk.signInLink('wati@example.test'));
      return (await page.recovery(code)).status;
    };
    expect([await enter(first), await enter(first)]).toEqual([200, 401]);
    const left = async () => (await person.query('account.security')).data as { secondFactor: { recoveryCodesLeft: number } };
    expect((await left()).secondFactor.recoveryCodesLeft).toBe(9);
    expect((await person.mutate('account.renewRecoveryCodes', { code: '000000' })).code).toBe('code-wrong');
    const renewed = (await person.mutate('account.renewRecoveryCodes', { code: nextCode(secret) })).data as string[];
    expect(await enter(second)).toBe(401);
    expect(await enter(renewed[0] ?? '')).toBe(200);
    const trail = JSON.stringify(await listAudit(place.ledger.read, { person: person.id }));
    expect(trail).toContain('recovery-code-used');
    for (const text of [secret, ...codes, ...renewed]) expect(trail + JSON.stringify(place.logged)).not.toContain(text);
  });

  test('is removed with a code, or by an admin; both are recorded', async () => {
    const person = await place.person('dedi', 'operator');
    const { secret } = await setUp(person);
    expect((await person.mutate('account.startSecondFactor', {})).code).toBe('wrong-state');
    expect((await person.mutate('account.removeSecondFactor', { code: '12' })).code).toBe('code-wrong');
    expect((await person.mutate('account.removeSecondFactor', { code: nextCode(secret) })).status).toBe(200);
    await setUp(person);
    const admin = await place.person('agus', 'admin');
    await setUp(admin);
    expect((await admin.mutate('people.resetSecondFactor', { government: city, person: person.id })).status).toBe(200);
    expect(await signedIn(person)).toBe(false);
    const page = browser(place.origin);
    await page.link(await place.desk.signInLink('dedi@example.test'));
    expect(await signedIn(page.visitor())).toBe(true);
    const records = (await listAudit(place.ledger.read, { person: person.id })).map(({ action }) => action);
    expect(records.slice(0, 4)).toEqual(['second-factor-reset', 'second-factor-set', 'second-factor-removed', 'second-factor-set']);
  });

  test('wrong codes are limited, both when signing in and with a session', async () => {
    const person = await place.person('eko', 'operator');
    await setUp(person);
    const page = browser(place.origin);
    await page.link(await place.desk.signInLink('eko@example.test'));
    for (let tries = 0; tries < 5; tries++) expect((await page.code('000000')).code).toBe('INVALID_CODE');
    expect((await page.code('000000')).code).toBe('TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE');
    for (let tries = 0; tries < 10; tries++) await person.mutate('account.removeSecondFactor', { code: '000000' });
    expect(await person.mutate('account.removeSecondFactor', { code: '000000' })).toMatchObject({ status: 429, code: 'too-many' });
  });
});

describe('passwords', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy();
  });
  afterAll(() => place.close());

  test('a hundred wrong passwords from one address lock the account for that address only', async () => {
    const owner = await place.person('rina', 'operator');
    await owner.mutate('account.setPassword', { next: 'kuda terbang biru' });
    const from = (address: string) => browser(place.origin, { 'x-forwarded-for': address });
    const attacker = from('203.0.113.7');
    const answers: number[] = [];
    for (let tries = 0; tries < 100; tries++) answers.push((await attacker.password('rina@example.test', `salah sekali ${tries}`)).status);
    expect(answers.filter((status) => status === 401)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(90);
    // Even the right one is refused there: success would confirm it to the attacker.
    expect((await attacker.password('rina@example.test', 'kuda terbang biru')).status).toBe(429);
    expect((await from('198.51.100.9').password('rina@example.test', 'kuda terbang biru')).status).toBe(200);
    // A colleague behind the attacker's address can sign in.
    const colleague = await place.person('tono', 'operator');
    await colleague.mutate('account.setPassword', { next: 'rumah di atas bukit' });
    expect((await from('203.0.113.7').password('tono@example.test', 'rumah di atas bukit')).status).toBe(200);
  }, 60_000);

  test('changing it keeps this session, and ends the others', async () => {
    const person = await place.person('budi', 'operator');
    await person.mutate('account.setPassword', { next: 'kuda terbang biru' });
    const other = browser(place.origin);
    await other.password('budi@example.test', 'kuda terbang biru');
    expect(await signedIn(other.visitor())).toBe(true);
    const changed = await person.mutate('account.setPassword', { next: 'kapal selam kuning', current: 'kuda terbang biru' });
    expect(changed.status).toBe(200);
    expect([await signedIn(person), await signedIn(other.visitor())]).toEqual([true, false]);
  });

  test("must be long, and neither common nor made of the person's names", () => {
    const own = { name: 'Rina Wati', email: 'rina.wati@pangkalpinangkota.go.id' };
    const judge = (password: string, rules = { minLength: 12, check: true }) => passwordProblem(password, own, rules);
    for (const fine of ['kuda terbang biru', 'correct horse battery', 'Tj8#kP0!mQ2x', 'sungai-batang-hari', 'rina suka naik sepeda'])
      expect(judge(fine), fine).toBeNull();
    expect(judge('pendek')).toBe('password-short');
    for (const common of [
      'password1234',
      'Indonesia2026!',
      '123456789012',
      'aaaaaaaaaaaa',
      'qwertyuiopas',
      'rahasiarahasia',
      'Bismillah1234',
    ])
      expect(judge(common), common).toBe('password-common');
    for (const mine of ['rinawati2026', 'Rina.Wati-99', 'watirina12345']) expect(judge(mine), mine).toBe('password-own');
    expect(judge('password1234', { minLength: 12, check: false })).toBeNull();
    expect(judge('kuda biru', { minLength: 8, check: true })).toBeNull();
    // Length counts code points, not UTF-16 units.
    expect(judge('🐎🐎🐎🐎🐎🐎')).toBe('password-short');
  });
});

test('passwords are checked one at a time, in turn by client: many from one sender keep nobody else waiting', async () => {
  const place = await deploy();
  const stop = new AbortController();
  try {
    const statuses: number[] = [];
    const send = (sender: string, signal?: AbortSignal) =>
      fetch(`${place.origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { ...sealed, 'content-type': 'application/json', 'x-forwarded-for': sender },
        body: JSON.stringify({ email: 'kosong@example.test', password: 'kuda terbang' }),
        ...(signal && { signal }),
      });
    const many = Array.from({ length: 60 }, async () => {
      const answer = await send('203.0.113.1', stop.signal).catch(() => undefined);
      if (answer) statuses.push(answer.status);
    });
    expect((await send('203.0.113.2')).status).toBe(401);
    // One is checked and 32 wait; the others were refused before.
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(10);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    stop.abort();
    await Promise.all(many);
  } finally {
    await place.close();
  }
});
