import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ledger } from '@sipkadin/ledger';
import type { Request, RequestHandler, Response } from 'express';
import * as oidc from 'openid-client';
import { neverStored } from '../../rights/guard.ts';
import { NoEntry, type NoEntryReason, vouchedAccount } from './oidc-account.ts';
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

interface OidcParts {
  settings: OidcSettings;
  ledger: Ledger;
  signIn: SignIn;
  baseUrl: string;
  secret: string;
  log: { error(data: object, text: string): void };
}

const begin = '/api/oidc/mulai';
const back = '/api/oidc/kembali';
const leave = '/api/oidc/keluar';
const signInPage = '/kerja/masuk';
/** How long a person may take at the sign-in service, in seconds. */
const patience = 600;

/** What is remembered of a sign-in between leaving for the service and coming back. */
interface Pending {
  state: string;
  nonce: string;
  verifier: string;
  until: number;
}

/**
 * Sign-in by the government's own service (OpenID Connect, authorization code with PKCE). It ends in a one-time link, so
 * that every way in shares one path, its second factor and its refusals.
 */
export function oidcDoors(parts: OidcParts): { path: string; handler: RequestHandler }[] {
  const { settings, baseUrl, log } = parts;
  const secure = baseUrl.startsWith('https:');
  // With this prefix no neighbouring host can plant a sign-in of its own.
  const cookieName = secure ? '__Host-sipkadin.oidc' : 'sipkadin.oidc';
  const cookie = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  const service = discovered(settings);

  /** A door is a page that a browser is sent to: whatever happens, it is sent on, to words a person can read. */
  const door = (path: string, to: (req: Request, res: Response) => Promise<string>) => ({
    path,
    handler: (async (req, res) => {
      neverStored(req, res, () => undefined);
      const address = await to(req, res).catch((error: unknown) => {
        if (!(error instanceof NoEntry)) log.error({ reason: told(error) }, 'a sign-in by the service failed');
        const reason: NoEntryReason = error instanceof NoEntry ? error.reason : 'service';
        return `${signInPage}?ditolak=${reason}`;
      });
      res.redirect(303, address);
    }) satisfies RequestHandler,
  });

  return [
    door(begin, async (req, res) => {
      // Nobody is signed in because a page of another site wanted it.
      const site = req.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return signInPage;
      const verifier = oidc.randomPKCECodeVerifier();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, until: Date.now() + patience * 1000 };
      const address = oidc.buildAuthorizationUrl(await service(), {
        redirect_uri: `${baseUrl}${back}`,
        scope: 'openid profile email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      });
      res.setHeader('Set-Cookie', cookie(seal(pending, parts.secret), patience));
      return address.href;
    }),
    door(back, async (req, res) => {
      res.setHeader('Set-Cookie', cookie('', 0));
      const address = new URL(`${baseUrl}${back}${new URL(req.originalUrl, baseUrl).search}`);
      const pending = unseal(cookieIn(req, cookieName), parts.secret);
      if (pending === null || address.searchParams.get('state') !== pending.state) throw new NoEntry('begin-again');
      const { email } = await vouchedAccount(parts, await claimsOf(await service(), address, pending));
      return parts.signIn.link(email);
    }),
    door(leave, async () => {
      const known = await service();
      return known.serverMetadata().end_session_endpoint === undefined ? signInPage : oidc.buildEndSessionUrl(known).href;
    }),
  ];
}

/** Asked for at the first sign-in, so that a service that is down keeps nobody from starting; a failure is asked anew. */
function discovered({ issuer, clientId, clientSecret }: OidcSettings): () => Promise<oidc.Configuration> {
  const address = new URL(issuer);
  const execute = address.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  let known: Promise<oidc.Configuration> | undefined;
  return () => {
    known ??= oidc.discovery(address, clientId, clientSecret, undefined, { execute, timeout: 10 }).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

/** What the service says of who came back; the id token has the last word over the rest. */
async function claimsOf(service: oidc.Configuration, address: URL, { state, nonce, verifier }: Pending) {
  const tokens = await oidc.authorizationCodeGrant(service, address, {
    ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no id token');
  const more =
    service.serverMetadata().userinfo_endpoint === undefined ? {} : await oidc.fetchUserInfo(service, tokens.access_token, claims.sub);
  return { ...more, ...claims };
}

/** Of a failure what an operator needs; what the library hangs on it holds tokens and personal data. */
function told(error: unknown): object {
  const { name, message, code, error: refused, cause } = error as Error & { code?: unknown; error?: unknown };
  return { name, message, code, refused, cause: cause instanceof Error ? cause.message : undefined };
}

function seal(pending: Pending, secret: string): string {
  const body = Buffer.from(JSON.stringify(pending)).toString('base64url');
  return `${body}.${signature(body, secret)}`;
}

function unseal(value: string, secret: string): Pending | null {
  const [body = '', given = ''] = value.split('.');
  const wanted = Buffer.from(signature(body, secret));
  const bytes = Buffer.from(given);
  if (bytes.length !== wanted.length || !timingSafeEqual(bytes, wanted)) return null;
  const pending = JSON.parse(Buffer.from(body, 'base64url').toString()) as Pending;
  return pending.until > Date.now() ? pending : null;
}

const signature = (body: string, secret: string) => createHmac('sha256', secret).update(`oidc:${body}`).digest('base64url');

function cookieIn(req: Request, name: string): string {
  const found = (req.headers.cookie ?? '').split('; ').find((text) => text.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}
