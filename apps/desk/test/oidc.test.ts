import { rolesOf } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolesIn } from '../src/api/oidc.ts';
import { city, cookieOf, type Deployment, deploy, sealed, units, visitor } from './deployment.ts';
import { type SignInService, signInService } from './sign-in-service.ts';

describe('signing in by the service of the government', () => {
  let service: SignInService;
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy({
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

  interface Step {
    /** Where the browser is sent at last. */
    to: URL;
    /** The cookie with which it left our pages. */
    cookie: string;
    back: string;
  }

  /** Follows a browser from our page to the service and to the door of return, which it does not yet enter. */
  async function leave(seated: string): Promise<{ cookie: string; back: string }> {
    service.seated = seated;
    const left = await fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual' });
    const cookie = cookieOf(left);
    let at = left.headers.get('location') ?? '';
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

  async function comeBack({ cookie, back }: { cookie: string; back: string }): Promise<Step> {
    const answer = await fetch(back, { redirect: 'manual', headers: { cookie } });
    expect(cookieOf(answer)).toBe('');
    return { to: new URL(answer.headers.get('location') ?? '', place.origin), cookie, back };
  }

  const enter = async (seated: string) => comeBack(await leave(seated));

  async function signedIn({ to }: Step) {
    const answer = await fetch(`${place.origin}/api/auth/magic-link/verify?token=${to.hash.slice(1)}`, { headers: sealed });
    const { data } = await visitor(place.origin, '', { ...sealed, cookie: cookieOf(answer) }).ask('account.me');
    return data as { id: string; email: string; name: string };
  }

  const person = (name: string, ...roles: string[]) => ({ name, email: `${name}@example.test`, email_verified: true, roles });

  test('makes the account, gives the roles of the claim, and ends in a link that works once', async () => {
    service.people['p1'] = person('rina', `verifier@${city}`, `operator@${city}/${units.health}`, 'admin@99.99', 'janitor@19.71');
    const step = await enter('p1');
    expect(step.to.pathname).toBe('/kerja/masuk');
    const me = await signedIn(step);
    expect(me).toMatchObject({ email: 'rina@example.test', name: 'rina' });
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([
      { role: 'operator', unit: units.health, government: city, source: 'oidc' },
      { role: 'verifier', unit: null, government: city, source: 'oidc' },
    ]);
    service.people['p1'] = { ...person('rina', `auditor@${city}`), email: 'other@example.test' };
    expect(await signedIn(await enter('p1'))).toMatchObject({ id: me.id });
    expect(await rolesOf(place.ledger.read, me.id)).toMatchObject([{ role: 'auditor' }]);
    service.people['p1'] = person('rina');
    expect((await enter('p1')).to.search).toBe('?ditolak=no-role');
    expect(await rolesOf(place.ledger.read, me.id)).toEqual([]);
  });

  test('refuses whom it gives no role here, or no verified address, and makes no account', async () => {
    const before = await place.desk.countAccounts();
    service.people['p2'] = person('budi', 'admin@99.99', 'admin', 'root@19.71', `admin@${city}/${units.health}`);
    expect((await enter('p2')).to.search).toBe('?ditolak=no-role');
    service.people['p2'] = { ...person('budi', `admin@${city}`), email_verified: false };
    expect((await enter('p2')).to.search).toBe('?ditolak=no-role');
    expect(await place.desk.countAccounts()).toBe(before);
  });

  test('refuses a return that was forged, is of another browser, or comes twice', async () => {
    service.people['p3'] = person('sari', `auditor@${city}`);
    const first = await leave('p3');
    const second = await leave('p3');
    const forged = first.back.replace(/state=[^&]+/, 'state=forged');
    expect((await comeBack({ ...first, back: forged })).to.search).toBe('?ditolak=not-from-here');
    expect((await comeBack({ ...first, cookie: '' })).to.search).toBe('?ditolak=not-from-here');
    expect((await comeBack({ ...first, cookie: second.cookie })).to.search).toBe('?ditolak=not-from-here');
    expect((await comeBack({ ...first, cookie: `${first.cookie.slice(0, -1)}_` })).to.search).toBe('?ditolak=not-from-here');
    // The state of one with the code of the other: PKCE and the nonce do not fit.
    const code = /code=([^&]+)/.exec(second.back)?.[1] ?? '';
    const mixed = first.back.replace(/code=[^&]+/, `code=${code}`);
    expect((await comeBack({ ...first, back: mixed })).to.search).toBe('?ditolak=sign-in-service');
    expect((await comeBack(first)).to.hash).not.toBe('');
    expect((await comeBack(first)).to.search).toBe('?ditolak=sign-in-service');
  });
});

test('a claim is read to the letter', () => {
  expect(rolesIn('verifier@19.71 admin@19')).toEqual([
    { role: 'verifier', government: '19.71', unit: null },
    { role: 'admin', government: '19', unit: null },
  ]);
  expect(rolesIn(['verifier@19.71/1.02', 'Verifier@19.71', 'verifier', 'owner@19.71', 7, null])).toEqual([]);
  expect(rolesIn({ verifier: true })).toEqual([]);
});
