import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { OidcSettings } from '../src/features/access/sign-in/oidc.ts';

type Json = Record<string, unknown>;

/** What the provider answers at the token and the user info endpoint; it looks at neither code nor PKCE verifier. */
export interface Answers {
  header: Json;
  claims: Json;
  key: KeyObject | string | null;
  /** Changes the token after it was signed; null leaves it out of the answer. */
  change(token: string): string | null;
  userInfo: Json;
}

export interface HostileProvider {
  settings: OidcSettings;
  /** The key that is published, and one that is not. */
  keys: { published: KeyObject; other: KeyObject };
  publishedPem: string;
  /** The issuer that the discovery document and the callback name. */
  named: string;
  answers: Answers;
  close(): Promise<void>;
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** An OpenID provider on this machine that answers whatever a test puts into it. */
export async function hostileProvider(): Promise<HostileProvider> {
  const keys = { published: newKey(), other: newKey() };
  const jwk = createPublicKey(keys.published).export({ format: 'jwk' });
  const server = createServer((req, res) => {
    const path = new URL(req.url ?? '', issuer).pathname;
    const body = answerAt(path);
    req.resume();
    res.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  const provider: HostileProvider = {
    settings: { issuer, clientId: 'sipkadin', clientSecret: 'a secret of the client, long enough', rolesClaim: 'roles' },
    keys,
    publishedPem: createPublicKey(keys.published).export({ format: 'pem', type: 'spki' }).toString(),
    named: issuer,
    answers: { header: {}, claims: {}, key: null, change: (token) => token, userInfo: {} },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  function answerAt(path: string): Json | null {
    if (path === '/.well-known/openid-configuration')
      return {
        issuer: provider.named,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      };
    if (path === '/jwks') return { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: 'published' }] };
    if (path === '/me') return provider.answers.userInfo;
    if (path !== '/token') return null;
    const token = provider.answers.change(tokenOf(provider.answers));
    return { access_token: 'access', token_type: 'Bearer', expires_in: 60, ...(token === null ? {} : { id_token: token }) };
  }
  return provider;
}

const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenOf({ header, claims, key }: Answers): string {
  const body = `${part(header)}.${part(claims)}`;
  if (key === null) return `${body}.`;
  if (typeof key === 'string') return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

/** The token with other claims under the signature of before. */
export function swapClaims(token: string, claims: Json): string {
  const [header, , signature] = token.split('.');
  return `${header}.${part(claims)}.${signature}`;
}
