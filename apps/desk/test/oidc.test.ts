import { createHmac } from 'node:crypto';
import { addGovernment, grant, listAudit, rolesOf } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimAt, rolesIn } from '../src/features/access/sign-in/claims.ts';
import { city, cookieOf, type Deployment, deploy, deploymentSecret, sealed, units, visitor } from './deployment.ts';
import { oneTimeCode } from './one-time-code.ts';
import { type SignInService, signInService } from './sign-in-service.ts';

/** The cookie and the callback address that a browser has before it calls our callback route. */
interface OnTheWay {
  cookie: string;
  back: string;
}

/** A browser that goes from our pages to the service, with a person signed in there, and stops before our callback route. */
async function leave(place: Deployment, service: SignInService, user: string, change: (address: URL) => void = () => undefined) {
  service.user = user;
  const left = await fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual' });
  const cookie = cookieOf(left);
  const asked = new URL(left.headers.get('location') ?? '');
  change(asked);
  let at = asked.href;
  const jar = new Map<string, string>();
  while (at.startsWith(service.settings.issuer)) {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(at, { redirect: 'manual', headers });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      jar.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`the service stopped at ${at}: ${answer.status} ${await answer.text()}`);
    at = new URL(next, at).href;
  }
  return { cookie, back: at };
}

/** The last redirect: the sign-in page, with a token behind the # or with the reason of a refusal. */
async function comeBack({ cookie, back }: OnTheWay): Promise<URL> {
  const answer = await fetch(back, { redirect: 'manual', headers: { cookie } });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  // The cookie is removed after every return.
  expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^sipkadin\.oidc=;.*Max-Age=0$/)]);
  const to = new URL(answer.headers.get('location') ?? '', back);
  expect(to.pathname).toBe('/kerja/masuk');
  expect((to.hash === '') === (to.search !== ''), to.href).toBe(true);
  return to;
}

const refusedOf = ({ search }: URL) => new URLSearchParams(search).get('ditolak');
const verify = (place: Deployment, { hash }: URL) =>
  fetch(`${place.origin}/api/auth/magic-link/verify?token=${hash.slice(1)}`, { headers: sealed });

async function signedIn(place: Deployment, to: URL) {
  const who = visitor(place.origin, '', { ...sealed, cookie: cookieOf(await verify(place, to)) });
  return { who, ...((await who.query('account.me')).data as { id: string; email: string; name: string }) };
}

/** A signed cookie with this state. */
function remembered(cookie: string, changed: object): string {
  const [body = ''] = cookie.slice('sipkadin.oidc='.length).split('.');
  const before = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const made = Buffer.from(JSON.stringify({ ...before, ...changed })).toString('base64url');
  return `sipkadin.oidc=${made}.${createHmac('sha256', deploymentSecret).update(`oidc:${made}`).digest('base64url')}`;
}

const person = (name: string, ...roles: string[]) => ({ name, email: `${name}@example.test`, email_verified: true, roles });

describe("signing in by the government's service", () => {
  let service: SignInService;
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy({
      rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: true },
      oidc: async (origin) => {
        service = await signInService(`${origin}/api/oidc/kembali`);
        return service.settings;
      },
    });
  });
  afterAll(async () => {
    await place.close();
    await service.close();
  });
  async function serviceAdmin(name: string) {
    const admin = await place.person(name, 'admin');
    const { secret } = (await admin.mutate('account.startSecondFactor', {})).data as { secret: string };
    await admin.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) });
    return admin;
  }
  const enter = async (user: string) => comeBack(await leave(place, service, user));

  test('makes the account, gives the roles of the claim, and ends in a link that works once', async () => {
    service.people['p1'] = person('rina', `leadership@${city}`, `operator@${city}/${units.health}`, 'admin@99.99', 'janitor@19.71');
    const to = await enter('p1');
    const me = await signedIn(place, to);
    expect(me).toMatchObject({ email: 'rina@example.test', name: 'rina' });
    expect(cookieOf(await verify(place, to))).toBe('');
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([
      { role: 'leadership', unit: null, government: city, source: 'oidc' },
      { role: 'operator', unit: units.health, government: city, source: 'oidc' },
    ]);
    const records = (await listAudit(place.ledger.read, { person: me.id })).map(({ action, actor }) => [action, actor]);
    expect(records).toEqual([
      ['role-granted', 'oidc'],
      ['role-granted', 'oidc'],
      ['service-linked', me.id],
    ]);
    // From now on by the service's identifier, whatever the address there; with the present roles.
    service.people['p1'] = { ...person('rina', `auditor@${city}`), email: 'other@example.test', email_verified: false };
    expect(await signedIn(place, await enter('p1'))).toMatchObject({ id: me.id });
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([{ role: 'auditor' }]);
    service.people['p1'] = person('rina');
    expect(refusedOf(await enter('p1'))).toBe('no-role');
    expect(await rolesOf(place.ledger.read, me.id)).toEqual([]);
    expect((await me.who.query('uploads.list', { government: city })).code).toBe('no-role');
  });

  test.each([
    ['a role nobody knows', ['root@19.71', 'Verifier@19.71']],
    ['a government nobody knows', ['admin@99.99', 'admin']],
    ['a wider role than it says', [`admin@${city}/${units.health}`]],
    ['an empty claim', []],
    ['no claim at all', undefined],
  ])('refuses whom it gives no role here, and makes no account: %s', async (_, roles) => {
    const before = await place.desk.countAccounts();
    const { roles: _roles, ...known } = person('budi');
    service.people['p2'] = roles === undefined ? known : { ...known, roles };
    expect(refusedOf(await enter('p2'))).toBe('no-role');
    expect(await place.desk.countAccounts()).toBe(before);
  });

  test('a member invited here is known by an address that the service has verified, and keeps the roles given by hand', async () => {
    const { id } = await place.person('joko', 'auditor');
    service.people['p3'] = { ...person('joko', `admin@${city}`), email_verified: false };
    expect(refusedOf(await enter('p3'))).toBe('unverified');
    service.people['p3'] = { ...person('joko'), email: '' };
    expect(refusedOf(await enter('p3'))).toBe('unverified');
    expect((await rolesOf(place.ledger.read, id)).map(({ role }) => role)).toEqual(['auditor']);
    service.people['p3'] = { ...person('joko'), email: 'Joko@Example.test' };
    expect((await signedIn(place, await enter('p3'))).id).toBe(id);
    expect(await rolesOf(place.ledger.read, id)).toMatchObject([{ role: 'auditor', source: 'hand' }]);
  });

  test('a claim of a role in another government puts the ways in of before aside, once', async () => {
    await place.ledger.transact((tx) => addGovernment(tx, { code: '81.05', name: 'Kabupaten Seram Bagian Barat' }, 'test'));
    const intruder = await place.person('lestari', { role: 'auditor', government: '81.05' });
    await intruder.mutate('account.setPassword', { next: 'kuda terbang biru' });
    service.people['p9'] = person('lestari', `auditor@${city}`);
    const me = await signedIn(place, await enter('p9'));
    expect([me.id, (await intruder.query('account.security')).code]).toEqual([intruder.id, 'signed-out']);
    const security = async () => (await me.who.query('account.security')).data as { hasPassword: boolean; needsPassword: boolean };
    const hasPassword = async () => (await security()).hasPassword;
    expect(await security()).toMatchObject({ hasPassword: false, needsPassword: false });
    await me.who.mutate('account.setPassword', { next: 'kapal selam kuning' });
    expect(await signedIn(place, await enter('p9'))).toMatchObject({ id: me.id });
    expect(await hasPassword()).toBe(true);
  });

  test("a new official with a former official's address does not get that account", async () => {
    service.people['old'] = person('kepala', `leadership@${city}`);
    const me = await signedIn(place, await enter('old'));
    service.people['new'] = person('kepala', `operator@${city}`);
    expect(refusedOf(await enter('new'))).toBe('other-account');
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([{ role: 'leadership' }]);
  });

  test('a disabled person stays out, with an earlier link too', async () => {
    service.people['p4'] = person('dedi', `operator@${city}`);
    const me = await signedIn(place, await enter('p4'));
    const early = await enter('p4');
    const admin = await serviceAdmin('agus');
    expect((await admin.mutate('people.disable', { government: city, person: me.id })).status).toBe(200);
    service.people['p4'] = person('dedi', `admin@${city}`);
    expect(refusedOf(await enter('p4'))).toBe('disabled');
    expect((await rolesOf(place.ledger.read, me.id)).map(({ role }) => role)).toEqual(['operator']);
    const late = await verify(place, early);
    expect([late.status, await late.json(), cookieOf(late)]).toEqual([403, expect.objectContaining({ code: 'disabled' }), '']);
    expect((await me.who.query('account.security')).code).toBe('signed-out');
  });

  test('after an admin unlinks an account, the next identity with its address is linked to it', async () => {
    service.people['before'] = person('tuti', `operator@${city}`);
    const me = await signedIn(place, await enter('before'));
    await place.ledger.transact((tx) => grant(tx, { person: me.id, government: city, role: 'auditor', unit: null }, 'test'));
    service.people['anew'] = person('tuti', `leadership@${city}`);
    expect(refusedOf(await enter('anew'))).toBe('other-account');
    const late = await enter('before');
    const admin = await serviceAdmin('ani');
    const untie = () => admin.mutate('people.untie', { government: city, person: me.id });
    const tied = async () => {
      const { people } = (await admin.query('people.list', { government: city })).data as { people: { id: string; tied: boolean }[] };
      return people.find(({ id }) => id === me.id)?.tied;
    };
    expect(await tied()).toBe(true);
    expect((await untie()).status).toBe(200);
    expect([await tied(), await untie()]).toMatchObject([false, { status: 409, code: 'wrong-state' }]);
    // Roles from the service, the session, and the pending link are gone.
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([{ role: 'auditor', source: 'hand' }]);
    expect((await me.who.query('account.security')).code).toBe('signed-out');
    expect(cookieOf(await verify(place, late))).toBe('');
    expect((await listAudit(place.ledger.read, { person: me.id })).map(({ action, actor }) => [action, actor])).toEqual(
      expect.arrayContaining([
        ['service-unlinked', admin.id],
        ['role-revoked', admin.id],
      ]),
    );
    expect(await signedIn(place, await enter('anew'))).toMatchObject({ id: me.id });
    expect((await rolesOf(place.ledger.read, me.id)).map(({ role }) => role)).toEqual(['auditor', 'leadership']);
    expect(refusedOf(await enter('before'))).toBe('other-account');
  });

  test('the last admin, by a claim, cannot be unlinked until there is another', async () => {
    await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
    service.people['far'] = person('raja', 'admin@81.04');
    const { id } = await signedIn(place, await enter('far'));
    await expect(place.desk.untieAccount('raja@example.test', 'cli:test')).rejects.toMatchObject({ code: 'last-admin' });
    expect(await rolesOf(place.ledger.read, id)).toMatchObject([{ role: 'admin', source: 'oidc' }]);
    expect(await signedIn(place, await enter('far'))).toMatchObject({ id });
    const other = await place.person('ratu', { role: 'admin', government: '81.04' });
    await place.desk.untieAccount('Raja@example.test', 'cli:test');
    expect(await rolesOf(place.ledger.read, id)).toEqual([]);
    const [taken, untied] = await listAudit(place.ledger.read, { person: id });
    expect([taken, untied]).toMatchObject([
      { action: 'role-revoked' },
      { action: 'service-unlinked', actor: 'cli:test', government: '81.04' },
    ]);
    expect(await rolesOf(place.ledger.read, other.id)).toHaveLength(1);
  });

  test('our second factor is demanded and asked for as after other ways to sign in', async () => {
    service.people['p5'] = { ...person('wati', `verifier@${city}`), ...{ amr: ['mfa', 'otp'], acr: 'urn:mfa' } };
    const { who } = await signedIn(place, await enter('p5'));
    expect(await who.query('uploads.list', { government: city })).toMatchObject({ status: 403, code: 'second-factor' });
    const { secret } = (await who.mutate('account.startSecondFactor', {})).data as { secret: string };
    await who.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) });
    expect((await who.query('uploads.list', { government: city })).status).toBe(200);
    const again = await verify(place, await enter('p5'));
    expect(await again.clone().json()).toMatchObject({ twoFactorRedirect: true });
    const half = visitor(place.origin, '', { ...sealed, cookie: cookieOf(again) });
    expect((await half.query('account.security')).code).toBe('signed-out');
  });

  describe('refuses a return', () => {
    beforeAll(() => void (service.people['p6'] = person('sari', `auditor@${city}`)));
    const gone = (change?: (address: URL) => void) => leave(place, service, 'p6', change);
    const without = (key: string) => (address: URL) => address.searchParams.delete(key);
    const instead = (key: string, value: string) => (address: URL) => address.searchParams.set(key, value);

    test("with a wrong state, or with no cookie or another browser's", async () => {
      const first = await gone();
      const second = await gone();
      const forged = first.back.replace(/state=[^&]+/, 'state=forged');
      expect(refusedOf(await comeBack({ ...first, back: forged }))).toBe('begin-again');
      expect(refusedOf(await comeBack({ ...first, back: first.back.replace(/&?state=[^&]+/, '') }))).toBe('begin-again');
      expect(refusedOf(await comeBack({ ...first, back: `${place.origin}/api/oidc/kembali` }))).toBe('begin-again');
      expect(refusedOf(await comeBack({ ...first, cookie: '' }))).toBe('begin-again');
      expect(refusedOf(await comeBack({ ...first, cookie: second.cookie }))).toBe('begin-again');
      // The last character of a base64url signature has unused bits; the first has none.
      const tampered = first.cookie.replace(/\.(?=[^.]*$)./, '.=');
      expect(refusedOf(await comeBack({ ...first, cookie: tampered }))).toBe('begin-again');
      expect(refusedOf(await comeBack({ ...first, cookie: remembered(first.cookie, { until: Date.now() - 1 }) }))).toBe('begin-again');
      // None of these attempts has used up the right one.
      expect((await comeBack(first)).hash).not.toBe('');
    });

    test('with a wrong nonce', async () => {
      expect(refusedOf(await comeBack(await gone(instead('nonce', 'of-somebody-else'))))).toBe('service');
      expect(refusedOf(await comeBack(await gone(without('nonce'))))).toBe('service');
    });

    test('without the PKCE verifier, or with another one', async () => {
      const bare = await gone();
      expect(refusedOf(await comeBack({ ...bare, cookie: remembered(bare.cookie, { verifier: undefined }) }))).toBe('service');
      const other = await gone(instead('code_challenge', 'A'.repeat(43)));
      expect(refusedOf(await comeBack(other))).toBe('service');
      const none = await gone((address) => ['code_challenge', 'code_challenge_method'].forEach((key) => address.searchParams.delete(key)));
      expect(none.back).toContain('error=invalid_request');
      expect(refusedOf(await comeBack(none))).toBe('service');
    });

    test("with a code that was used before or is another sign-in's, or without one because the service refused", async () => {
      const first = await gone();
      const second = await gone();
      const code = /code=([^&]+)/.exec(second.back)?.[1] ?? '';
      expect(refusedOf(await comeBack({ ...first, back: first.back.replace(/code=[^&]+/, `code=${code}`) }))).toBe('service');
      expect((await comeBack(first)).hash).not.toBe('');
      expect(refusedOf(await comeBack(first))).toBe('service');
      const third = await gone();
      const refused = third.back.replace(/code=[^&]+/, 'error=access_denied');
      expect(refusedOf(await comeBack({ ...third, back: refused }))).toBe('service');
    });

    test('and logs why, without tokens, secrets or addresses', () => {
      const logged = JSON.stringify(place.logged);
      expect(logged).toContain('nonce');
      expect(logged).toContain('access_denied');
      expect(logged).not.toMatch(/example\.test|eyJ|access_token|id_token"/);
      expect(logged).not.toContain(service.settings.clientSecret);
    });
  });

  test('a page of another site cannot start a sign-in', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual', headers: { 'sec-fetch-site': site } });
      expect([answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual(['/kerja/masuk', []]);
    }
    const own = await fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' } });
    expect(own.headers.getSetCookie()).toEqual([expect.stringMatching(/; HttpOnly; SameSite=Lax; Max-Age=600$/)]);
    const asked = new URL(own.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid profile email',
    });
    expect((await fetch(`${place.origin}/api/oidc/mulai`, { method: 'POST' })).status).toBe(404);
  });

  test('leaving the service leads to its own page', async () => {
    const answer = await fetch(`${place.origin}/api/oidc/keluar`, { redirect: 'manual' });
    const to = new URL(answer.headers.get('location') ?? '');
    expect(to.href).toContain(`${service.settings.issuer}/session/end?`);
    expect(Object.fromEntries(to.searchParams)).toEqual({ client_id: 'sipkadin' });
    expect((await fetch(to, { redirect: 'manual' })).status).toBe(200);
  });
});

test('while the service is down, other ways to sign in work; it is discovered once it is up', async () => {
  let redirect = '';
  let port = 0;
  const place = await deploy({
    oidc: async (origin) => {
      redirect = `${origin}/api/oidc/kembali`;
      const once = await signInService(redirect);
      await once.close();
      port = Number(new URL(once.settings.issuer).port);
      return once.settings;
    },
  });
  let service: SignInService | undefined;
  try {
    const begin = () => fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual' });
    for (const path of ['mulai', 'keluar']) {
      const answer = await fetch(`${place.origin}/api/oidc/${path}`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/kerja/masuk?ditolak=service']);
    }
    expect(place.logged).toHaveLength(2);
    const budi = await place.person('budi', 'operator');
    expect((await budi.mutate('account.setPassword', { next: 'kuda terbang biru' })).status).toBe(200);
    const password = () =>
      fetch(`${place.origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { ...sealed, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'budi@example.test', password: 'kuda terbang biru' }),
      });
    expect((await password()).status).toBe(200);
    service = await signInService(redirect, port);
    expect((await begin()).headers.get('location')).toContain(`${service.settings.issuer}/auth?`);
    // And down again, between leaving and returning.
    service.people['p1'] = person('rina', `operator@${city}`);
    const way = await leave(place, service, 'p1');
    await service.close();
    expect(refusedOf(await comeBack(way))).toBe('service');
    expect((await password()).status).toBe(200);
  } finally {
    await service?.close();
    await place.close();
  }
});

test('a claim gives a role only in its exact form', () => {
  expect(rolesIn('verifier@19.71 admin@19')).toEqual([
    { role: 'verifier', government: '19.71', unit: null },
    { role: 'admin', government: '19', unit: null },
  ]);
  expect(rolesIn(['verifier@19.71/1.02', 'Verifier@19.71', 'verifier', 'owner@19.71', 7, null])).toEqual([]);
  expect(rolesIn({ verifier: true })).toEqual([]);
});

test('a claim is found by its name, or by its name as a path with dots', () => {
  const claims = { sub: 'x', roles: ['a'], 'https://masuk.example.go.id/roles': ['b'], realm_access: { roles: ['c'] } };
  expect(claimAt(claims, 'roles')).toEqual(['a']);
  expect(claimAt(claims, 'https://masuk.example.go.id/roles')).toEqual(['b']);
  expect(claimAt(claims, 'realm_access.roles')).toEqual(['c']);
  for (const name of ['realm_access.none', 'sub.length', 'none.roles', 'constructor', 'realm_access.constructor'])
    expect(claimAt(claims, name), name).toBeUndefined();
});
