import { createPublicKey } from 'node:crypto';
import { rolesOf } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, cookieOf, type Deployment, deploy, sealed, type Visitor, visitor } from './deployment.ts';
import { type Answers, type HostileProvider, hostileProvider, swapClaims } from './hostile-provider.ts';

let provider: HostileProvider;
let place: Deployment;
/** The person whose account is attacked: they have signed in by the service, and hold a role. */
let victim: string;
/** A person who was invited here and has not signed in by the service. */
let invited: Visitor;
const seen = { refused: 0, rightPerson: 0, wrongPerson: 0 };

beforeAll(async () => {
  provider = await hostileProvider();
  place = await deploy({ oidc: async () => provider.settings });
  invited = await place.person('kartika', 'verifier');
  const to = await comeBack(await depart(), {});
  victim = (await personBehind(to))?.id ?? 'nobody';
});
afterAll(async () => {
  await place.close();
  await provider.close();
});

interface Departure {
  cookie: string;
  state: string;
  nonce: string;
}

/** A browser that begins a sign-in and is sent to the provider. */
async function depart(): Promise<Departure> {
  const left = await fetch(`${place.origin}/api/oidc/mulai`, { redirect: 'manual' });
  const asked = new URL(left.headers.get('location') ?? '').searchParams;
  return { cookie: cookieOf(left), state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '' };
}

const own = { sub: 'rina', email: 'rina@example.test', email_verified: true, name: 'Rina', roles: [`operator@${city}`] };

/** Correct answers of the provider to one sign-in, for a test to spoil. */
function honest({ nonce }: Departure, about: Record<string, unknown> = own): Answers {
  const now = Math.floor(Date.now() / 1000);
  return {
    header: { alg: 'RS256', kid: 'published' },
    claims: { iss: provider.settings.issuer, aud: 'sipkadin', iat: now, exp: now + 60, nonce, ...about },
    key: provider.keys.published,
    change: (token) => token,
    userInfo: { ...about },
  };
}

type Spoiled = Partial<Omit<Answers, 'claims' | 'header'>> & {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  about?: Record<string, unknown>;
  query?: Record<string, string | null>;
};

/** The browser comes back from the provider. @returns the redirect: a one-time link, or the sign-in page with the reason of a refusal */
async function comeBack(departure: Departure, { claims, header, about = own, query, ...more }: Spoiled): Promise<URL> {
  const right = honest(departure, about);
  provider.answers = { ...right, ...more, claims: { ...right.claims, ...claims }, header: { ...right.header, ...header } };
  const back = new URL(`${place.origin}/api/oidc/kembali`);
  for (const [name, value] of Object.entries({ code: 'any', state: departure.state, iss: provider.settings.issuer, ...query }))
    if (value !== null) back.searchParams.set(name, value);
  const answer = await fetch(back, { redirect: 'manual', headers: { cookie: departure.cookie } });
  return new URL(answer.headers.get('location') ?? '', back);
}

/** Who is signed in by a redirect; null for nobody. */
async function personBehind({ hash }: URL): Promise<{ id: string; email: string } | null> {
  if (hash === '') return null;
  const answer = await fetch(`${place.origin}/api/auth/magic-link/verify?token=${hash.slice(1)}`, { headers: sealed });
  const who = visitor(place.origin, '', { ...sealed, cookie: cookieOf(answer) });
  return (await who.query('account.me')).data as { id: string; email: string } | null;
}

/** Tries it, and counts who is signed in. @returns the reason of the refusal; null where somebody was let in */
async function attempt(spoiled: Spoiled | ((departure: Departure) => Spoiled), right: string | null = null): Promise<string | null> {
  const departure = await depart();
  const to = await comeBack(departure, typeof spoiled === 'function' ? spoiled(departure) : spoiled);
  const person = await personBehind(to);
  if (person === null) seen.refused += 1;
  else if (person.id === right) seen.rightPerson += 1;
  else seen.wrongPerson += 1;
  return new URLSearchParams(to.search).get('ditolak');
}

test('the provider, as long as it answers correctly, signs the right person in', async () => {
  expect(await attempt({}, victim)).toBeNull();
  expect(seen.rightPerson).toBe(1);
});

describe('an id token that is not for this sign-in is refused:', () => {
  const other = 'http://127.0.0.1:1';
  const past = Math.floor(Date.now() / 1000) - 3600;
  test.each<[string, Spoiled | ((departure: Departure) => Spoiled)]>([
    ['another issuer', { claims: { iss: other } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['several audiences without ours', { claims: { aud: ['a', 'b'] } }],
    ['several audiences, made for another client', { claims: { aud: ['sipkadin', 'b'], azp: 'b' } }],
    ['expired', { claims: { exp: past, iat: past - 60 } }],
    ['no end', { claims: { exp: undefined } }],
    ['not valid yet', { claims: { nbf: past + 7200 } }],
    ['another nonce', { claims: { nonce: 'of-another-sign-in' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is a number', { claims: { sub: 7 } }],
    ['no token at all', { change: () => null }],
    ['user info of another subject', { userInfo: { ...own, sub: 'kartika' } }],
  ])('%s', async (_, spoiled) => {
    expect(await attempt(spoiled)).toBe('service');
  });
});

describe('an id token without the signature of a published key is refused:', () => {
  const evil = { ...own, roles: [`admin@${city}`] };
  test.each<[string, () => Spoiled]>([
    ['unsigned, alg none', () => ({ header: { alg: 'none' }, key: null })],
    ['unsigned, alg RS256', () => ({ key: null })],
    ['another key under the same id', () => ({ key: provider.keys.other })],
    ['another key under an unknown id', () => ({ key: provider.keys.other, header: { kid: 'unknown' } })],
    [
      'another key that the token brings along',
      () => ({ key: provider.keys.other, header: { kid: undefined, jwk: createPublicKey(provider.keys.other).export({ format: 'jwk' }) } }),
    ],
    ['HS256 with the secret of the client', () => ({ key: provider.settings.clientSecret, header: { alg: 'HS256', kid: undefined } })],
    ['HS256 with the published key as secret', () => ({ key: provider.publishedPem, header: { alg: 'HS256', kid: undefined } })],
    ['claims changed after signing', () => ({ change: (token) => swapClaims(token, { ...provider.answers.claims, ...evil }) })],
    ['a critical header that nobody knows', () => ({ header: { crit: ['exp2'], exp2: 1 } })],
    ['half a token', () => ({ change: (token) => token.slice(0, token.lastIndexOf('.')) })],
  ])('%s', async (_, spoiled) => {
    expect(await attempt({ about: own, ...spoiled() })).toBe('service');
    expect((await rolesOf(place.ledger.read, victim)).map(({ role }) => role)).toEqual(['operator']);
  });
});

describe('a return that belongs to another sign-in is refused:', () => {
  test("swapped states: each of two browsers comes back with the other's", async () => {
    const [first, second] = [await depart(), await depart()];
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const to = await comeBack({ ...one, state: other.state }, {});
      expect(to.searchParams.get('ditolak')).toBe('begin-again');
      seen.refused += 1;
    }
  });

  test('a code of the victim, put into the sign-in of the attacker: the nonce is another', async () => {
    const theirs = await depart();
    expect(await attempt({ claims: { nonce: theirs.nonce } })).toBe('service');
  });

  test.each<[string, Spoiled]>([
    ['the answer of another provider', { query: { iss: 'https://another.example' } }],
    ['an answer that does not say of which provider', { query: { iss: null } }],
    ['a token instead of a code', { query: { code: null, id_token: 'a.b.c' } }],
    ['two answers at once', { query: { error: 'access_denied' } }],
  ])('%s', async (_, spoiled) => {
    expect(await attempt(spoiled)).toBe('service');
  });

  test('sent again, to a provider that takes a code twice, it is the same person', async () => {
    const departure = await depart();
    for (let times = 0; times < 2; times += 1) {
      const person = await personBehind(await comeBack(departure, {}));
      expect(person?.id).toBe(victim);
      seen.rightPerson += 1;
    }
  });
});

describe("somebody else's address opens nobody's account:", () => {
  const thief = { sub: 'pencuri', name: 'Pencuri', roles: [`admin@${city}`] };
  test.each<[string, Record<string, unknown>, string]>([
    ['unverified, of an invited person', { email: 'kartika@example.test', email_verified: false }, 'unverified'],
    ['without a word on whether it is verified', { email: 'kartika@example.test' }, 'unverified'],
    ['verified as a text', { email: 'kartika@example.test', email_verified: 'true' }, 'unverified'],
    ['verified as a number', { email: 'kartika@example.test', email_verified: 1 }, 'unverified'],
    ['in a list', { email: ['kartika@example.test'], email_verified: true }, 'unverified'],
    ['no address', { email_verified: true }, 'unverified'],
    [
      'with a letter that becomes the same in lower case',
      { email: 'Kartika@example.test'.replace('K', '\u212A'), email_verified: true },
      'unverified',
    ],
    ['of a person tied to another identity', { email: 'rina@example.test', email_verified: true }, 'other-account'],
    ['of that person, in capitals', { email: ' RINA@Example.TEST ', email_verified: true }, 'other-account'],
  ])('%s', async (_, claims, reason) => {
    const accounts = await place.desk.countAccounts();
    expect(await attempt({ about: { ...thief, ...claims } })).toBe(reason);
    expect(await place.desk.countAccounts()).toBe(accounts);
    expect(await rolesOf(place.ledger.read, invited.id)).toMatchObject([{ role: 'verifier', source: 'hand' }]);
  });

  test('verified by the user info alone, while the token says that it is not', async () => {
    const about = { ...thief, email: 'kartika@example.test' };
    const spoiled = { about, claims: { email_verified: false }, userInfo: { ...about, email_verified: true } };
    expect(await attempt(spoiled)).toBe('unverified');
  });
});

test('a provider that names another issuer in its own description is not used', async () => {
  const liar = await hostileProvider();
  liar.named = 'https://another.example';
  const other = await deploy({ oidc: async () => liar.settings });
  try {
    const begun = await fetch(`${other.origin}/api/oidc/mulai`, { redirect: 'manual' });
    expect(begun.headers.get('location')).toBe('/kerja/masuk?ditolak=service');
  } finally {
    await other.close();
    await liar.close();
  }
});

test('over all of these, nobody was signed in as somebody else', () => {
  process.stdout.write(`hostile provider: ${JSON.stringify(seen)}\n`);
  expect(seen).toEqual({ refused: 41, rightPerson: 3, wrongPerson: 0 });
});
