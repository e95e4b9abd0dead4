import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import type { OidcSettings } from '../src/features/access/sign-in/oidc.ts';

/** The service's users, by their identifier. */
export type Vouched = Record<string, { email: string; email_verified: boolean; name: string; roles?: string[] }>;

export interface SignInService {
  people: Vouched;
  /** The user who is signed in at the service. */
  user: string;
  settings: OidcSettings;
  close(): Promise<void>;
}

/** Made once, because generating a key takes long. */
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

/** A real OpenID provider on this machine, whose users sign in and consent without a prompt. */
export async function signInService(redirectUri: string, port = 0): Promise<SignInService> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  const settings = { issuer, clientId: 'sipkadin', clientSecret: 'a secret of the client, long enough', rolesClaim: 'roles' };
  const service: SignInService = {
    ...{ people: {}, user: '', settings },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: settings.clientId, client_secret: settings.clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'test' }] as never },
    cookies: { keys: ['of the tests'] },
    claims: { openid: ['sub', 'roles'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    interactions: { url: (_ctx, { uid }) => `/user/${uid}` },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...service.people[sub] }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        ...{ clientId: ctx.oidc.client?.clientId ?? '', accountId: ctx.oidc.session?.accountId ?? '' },
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (req, res) => {
    if (req.url?.startsWith('/user/')) void provider.interactionFinished(req, res, { login: { accountId: service.user } });
    else void answer(req, res);
  });
  return service;
}
