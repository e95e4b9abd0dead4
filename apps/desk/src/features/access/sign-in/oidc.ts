import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ledger } from '@sipkadin/ledger';
import type { Request, RequestHandler, Response } from 'express';
import * as oidc from 'openid-client';
import { neverStored } from '../../../rights/guard.ts';
import { accountOfClaims, NoEntry, type NoEntryReason } from './oidc-account.ts';
import type { SignIn } from './sign-in.ts';

/** The deployment's settings of the government's sign-in service. */
export interface OidcSettings {
  /** Address of the service; https, or http on this machine. */
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
  /** Called when the service was asked for what it is, with whether it answered. */
  onService(answers: boolean): void;
}

const begin = '/api/oidc/mulai';
const back = '/api/oidc/kembali';
const leave = '/api/oidc/keluar';
const signInPage = '/kerja/masuk';
/** Seconds that a person may take at the sign-in service. */
const patience = 600;

/** State of a sign-in, kept in a signed cookie while the person is at the service. */
interface Pending {
  state: string;
  nonce: string;
  verifier: string;
  until: number;
}

/**
 * Routes for signing in by the government's own service (OpenID Connect, authorization code with PKCE). They end in a one-time
 * link, so that every way to sign in shares one path with its second factor and refusals.
 */
export function oidcRoutes(parts: OidcParts): { path: string; handler: RequestHandler }[] {
  const { settings, baseUrl, log } = parts;
  const secure = baseUrl.startsWith('https:');
  // With this prefix no neighbouring host can set the cookie.
  const cookieName = secure ? '__Host-sipkadin.oidc' : 'sipkadin.oidc';
  const cookie = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  const service = discovered(settings, parts.onService);

  /** A route that the browser navigates to: it always redirects, on failure to a page that explains. */
  const redirect = (path: string, to: (req: Request, res: Response) => Promise<string>) => ({
    path,
    handler: (async (req, res) => {
      neverStored(req, res, () => undefined);
      const address = await to(req, res).catch((error: unknown) => {
        if (!(error instanceof NoEntry)) log.error({ reason: loggable(error) }, 'a sign-in by the service failed');
        const reason: NoEntryReason = error instanceof NoEntry ? error.reason : 'service';
        return `${signInPage}?ditolak=${reason}`;
      });
      res.redirect(303, address);
    }) satisfies RequestHandler,
  });

  return [
    redirect(begin, async (req, res) => {
      // A page of another site must not start a sign-in.
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
    redirect(back, async (req, res) => {
      res.setHeader('Set-Cookie', cookie('', 0));
      const address = new URL(`${baseUrl}${back}${new URL(req.originalUrl, baseUrl).search}`);
      const pending = unseal(cookieIn(req, cookieName), parts.secret);
      if (pending === null || address.searchParams.get('state') !== pending.state) throw new NoEntry('begin-again');
      const { email } = await accountOfClaims(parts, await claimsOf(await service(), address, pending));
      return parts.signIn.links.link(email);
    }),
    redirect(leave, async () => {
      const known = await service();
      return known.serverMetadata().end_session_endpoint === undefined ? signInPage : oidc.buildEndSessionUrl(known).href;
    }),
  ];
}

/** Discovered at the first sign-in, so that the server starts while the service is down; a failure is tried again. */
function discovered(
  { issuer, clientId, clientSecret }: OidcSettings,
  onService: OidcParts['onService'],
): () => Promise<oidc.Configuration> {
  const address = new URL(issuer);
  // Without these checks the library takes an id token from the token endpoint unsigned, or signed by anybody.
  const execute = [oidc.enableNonRepudiationChecks, ...(address.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])];
  let known: Promise<oidc.Configuration> | undefined;
  return () => {
    known ??= oidc.discovery(address, clientId, clientSecret, undefined, { execute, timeout: 10 }).then(
      (found) => {
        onService(true);
        return found;
      },
      (error: unknown) => {
        known = undefined;
        onService(false);
        throw error;
      },
    );
    return known;
  };
}

/** The claims of the user info and the id token; the id token wins. */
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

/** The loggable part of an error; the library attaches tokens and personal data to it. */
function loggable(error: unknown): object {
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
