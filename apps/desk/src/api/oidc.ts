import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Held, isRole, type Ledger, listGovernments, replaceClaimed, type Writing } from '@sipkadin/ledger';
import type { Request, RequestHandler } from 'express';
import * as oidc from 'openid-client';
import { Refusal } from './errors.ts';
import { neverStored } from './guard.ts';
import type { SignIn } from './sign-in.ts';

/** The government's own sign-in service, as the deployment names it. */
export interface OidcSettings {
  /** Its address; https, or this machine. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that holds roles, such as `verifier@19.71` or `operator@19.71/1.02.0.00.0.00.01.0000`. */
  rolesClaim: string;
}

export type ClaimedRole = Held & { government: string };

interface OidcParts {
  settings: OidcSettings;
  ledger: Ledger;
  signIn: SignIn;
  baseUrl: string;
  secret: string;
  log: { error(data: object, text: string): void };
}

const begin = '/api/oidc/mulai';
const end = '/api/oidc/kembali';
const cookieName = 'sipkadin.oidc';
const provider = 'oidc';
/** How long a person may take at the sign-in service. */
const patience = 10 * 60_000;

/** What is remembered of a sign-in between leaving for the service and coming back. */
interface Pending {
  state: string;
  nonce: string;
  verifier: string;
  until: number;
}

/**
 * Sign-in by the government's own service (OpenID Connect, authorization code with PKCE). It ends in a one-time link, so
 * that every way in shares one path and its second factor.
 */
export function oidcDoors(parts: OidcParts): { path: string; handler: RequestHandler }[] {
  const { settings, baseUrl, secret, log } = parts;
  let known: Promise<oidc.Configuration> | undefined;
  /** Asked for at the first sign-in, so that a service that is down keeps nobody from starting; a failure is asked anew. */
  const service = () => {
    const issuer = new URL(settings.issuer);
    const insecure = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    known ??= oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, { execute: insecure, timeout: 10 });
    known.catch(() => (known = undefined));
    return known;
  };
  const cookie = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=/api/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${baseUrl.startsWith('https:') ? '; Secure' : ''}`;

  const leave: RequestHandler = async (_req, res) => {
    try {
      const verifier = oidc.randomPKCECodeVerifier();
      const pending: Pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, until: Date.now() + patience };
      const address = oidc.buildAuthorizationUrl(await service(), {
        redirect_uri: `${baseUrl}${end}`,
        scope: 'openid profile email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      });
      res.setHeader('Set-Cookie', cookie(seal(pending, secret), patience / 1000));
      res.redirect(303, address.href);
    } catch (error) {
      log.error({ err: error }, 'the sign-in service was not reached');
      res.redirect(303, '/kerja/masuk?ditolak=sign-in-service');
    }
  };

  const comeBack: RequestHandler = async (req, res) => {
    res.setHeader('Set-Cookie', cookie('', 0));
    try {
      const link = await enter(parts, await service(), req);
      res.redirect(303, link);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'sign-in-service';
      if (!(error instanceof Refusal)) log.error({ err: error }, 'a sign-in by the service failed');
      res.redirect(303, `/kerja/masuk?ditolak=${code}`);
    }
  };
  return [
    { path: begin, handler: (req, res, next) => neverStored(req, res, () => void leave(req, res, next)) },
    { path: end, handler: (req, res, next) => neverStored(req, res, () => void comeBack(req, res, next)) },
  ];
}

/** @returns a one-time link for whom the service vouches. @throws Refusal `not-from-here`, `no-role` */
async function enter({ settings, ledger, signIn, baseUrl, secret }: OidcParts, service: oidc.Configuration, req: Request): Promise<string> {
  const pending = unseal(cookieIn(req), secret);
  const address = new URL(req.originalUrl, baseUrl);
  if (pending === null || address.searchParams.get('state') !== pending.state) throw new Refusal('not-from-here');
  const tokens = await oidc.authorizationCodeGrant(service, address, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no id token');
  const told = { ...(await oidc.fetchUserInfo(service, tokens.access_token, claims.sub)), ...claims } as Record<string, unknown>;
  const governments = new Set((await listGovernments(ledger.read)).map(({ code }) => code));
  const held = rolesIn(told[settings.rolesClaim]).filter(({ government }) => governments.has(government));
  const person = await accountOf(signIn, { ...told, sub: claims.sub }, held.length > 0);
  if (person !== null) await ledger.transact((tx: Writing) => replaceClaimed(tx, { person: person.id, held }, provider));
  if (person === null || held.length === 0) throw new Refusal('no-role');
  return signIn.link(person.email);
}

/** By the service's own identifier; at first sight by an address that the service has verified. */
async function accountOf({ context }: SignIn, told: Record<string, unknown> & { sub: string }, mayMake: boolean) {
  const { adapter, internalAdapter: accounts } = context;
  const linked = await adapter.findOne<{ userId: string }>({
    model: 'account',
    where: [
      { field: 'providerId', value: provider },
      { field: 'accountId', value: told.sub },
    ],
  });
  if (linked) return accounts.findUserById(linked.userId);
  const email = typeof told['email'] === 'string' ? told['email'].trim().toLowerCase() : '';
  // An address that anyone may claim is not a way into the account of its owner.
  if (!mayMake || email === '' || told['email_verified'] !== true) return null;
  const name = typeof told['name'] === 'string' && told['name'] !== '' ? told['name'] : email;
  const user =
    (await accounts.findUserByEmail(email))?.user ?? (await accounts.createUser({ name, email, emailVerified: true }, { method: 'oidc' }));
  await accounts.linkAccount({ userId: user.id, providerId: provider, accountId: told.sub });
  return user;
}

/** The roles that a claim gives: a list, or one text with spaces between. What is no role of ours is left out. */
export function rolesIn(claim: unknown): ClaimedRole[] {
  const texts: unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(/\s+/) : [];
  return texts.flatMap((text) => {
    const parts = typeof text === 'string' ? /^([a-z]+)@(\d{2}(?:\.\d{2})?)(?:\/([\d.]{1,40}))?$/.exec(text) : null;
    const [, role = '', government = '', unit = null] = parts ?? [];
    // Only an operator is narrowed to one OPD: a wider role than was meant is not given.
    return isRole(role) && (unit === null || role === 'operator') ? [{ role, government, unit }] : [];
  });
}

function seal(pending: Pending, secret: string): string {
  const body = Buffer.from(JSON.stringify(pending)).toString('base64url');
  return `${body}.${signature(body, secret)}`;
}

function unseal(value: string, secret: string): Pending | null {
  const [body = '', given = ''] = value.split('.');
  const wanted = signature(body, secret);
  if (given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) return null;
  const pending = JSON.parse(Buffer.from(body, 'base64url').toString()) as Pending;
  return pending.until > Date.now() ? pending : null;
}

const signature = (body: string, secret: string) => createHmac('sha256', secret).update(`oidc:${body}`).digest('base64url');

function cookieIn(req: Request): string {
  const found = (req.headers.cookie ?? '').split('; ').find((text) => text.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) ?? '';
}
