import type { IncomingHttpHeaders } from 'node:http';
import type { Ledger } from '@sipkadin/ledger';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { RequestHandler } from 'express';
import { Refusal } from './errors.ts';
import { refuse } from './guard.ts';

export interface Account {
  id: string;
  name: string;
  email: string;
}

export interface SignIn {
  /** Mounted at /api/auth: the three paths that people need, and no others. */
  handler: RequestHandler;
  /** Who sent this request; null when signed out. */
  account(headers: IncomingHttpHeaders): Promise<Account | null>;
  /** Makes the account unless the address has one. There is no other way in: nobody signs up. */
  addAccount(person: { name: string; email: string }): Promise<Account>;
  /** A link that signs this account in once, within 15 minutes. Only its hash is stored. */
  link(email: string): Promise<string>;
  /** @throws Refusal `wrong-password` */
  setPassword(headers: IncomingHttpHeaders, password: { next: string; current?: string | undefined }): Promise<void>;
  /** What people are called, by id; ids of the command line and of removed people are left out. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
  /** How many accounts there are; 0 on a fresh deployment. */
  count(): Promise<number>;
}

interface SignInOptions {
  people: Ledger['people'];
  baseUrl: string;
  secret: string;
}

const paths = new Set(['/sign-in/email', '/sign-out', '/magic-link/verify']);
/** Set by us from the connection, so that a client cannot choose the address it is counted under. */
const addressHeader = 'x-sipkadin-address';

/** Accounts, sessions and one-time links; better-auth's own tables are made at start. */
export async function createSignIn({ people, baseUrl, secret }: SignInOptions): Promise<SignIn> {
  const outbox = new Map<string, (token: string) => void>();
  const options = {
    appName: 'SIP KADIN',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { db: people.db, type: people.type },
    trustedOrigins: ownOrigins(baseUrl),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    // By address, and short: a wrong password slows its sender down and locks nobody out of an account.
    rateLimit: { enabled: true, window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 20 } } },
    plugins: [
      magicLink({
        storeToken: 'hashed',
        expiresIn: 15 * 60,
        disableSignUp: true,
        rateLimit: { window: 60, max: 60 },
        sendMagicLink: ({ email, token }) => outbox.get(email)?.(token),
      }),
    ],
    advanced: {
      cookiePrefix: 'sipkadin',
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' as const },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const handle = toNodeHandler(auth);
  const accounts = (await auth.$context).internalAdapter;

  return {
    handler: (req, res) => {
      if (!paths.has(req.path)) return refuse(res, 'not-found');
      req.headers[addressHeader] = req.ip ?? '0.0.0.0';
      void handle(req, res);
    },
    async account(headers) {
      const session = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
      return session && { id: session.user.id, name: session.user.name, email: session.user.email };
    },
    async addAccount({ name, email }) {
      const known = await accounts.findUserByEmail(email.toLowerCase());
      const { id } =
        known?.user ?? (await accounts.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'invitation' }));
      return { id, name, email };
    },
    async link(email) {
      const address = email.toLowerCase();
      if (!(await accounts.findUserByEmail(address))) throw new Refusal('not-found');
      const token = await new Promise<string>((resolve, reject) => {
        outbox.set(address, resolve);
        auth.api.signInMagicLink({ body: { email: address }, headers: new Headers() }).catch(reject);
      }).finally(() => outbox.delete(address));
      // Behind the #, the token reaches neither a server's log nor a Referer.
      return `${baseUrl}/kerja/masuk#${token}`;
    },
    async setPassword(headers, { next, current }) {
      const sender = fromNodeHeaders(headers);
      try {
        if (current === undefined) await auth.api.setPassword({ body: { newPassword: next }, headers: sender });
        else
          await auth.api.changePassword({
            body: { newPassword: next, currentPassword: current, revokeOtherSessions: true },
            headers: sender,
          });
      } catch (error) {
        if (error instanceof Error && error.name === 'APIError') throw new Refusal('wrong-password');
        throw error;
      }
    },
    async names(ids) {
      const found = await Promise.all([...new Set(ids)].map((id) => accounts.findUserById(id)));
      return new Map(found.flatMap((user) => (user ? [[user.id, user.name]] : [])));
    },
    count: () => accounts.countTotalUsers(),
  };
}

/** On loopback people type either name of it. */
function ownOrigins(baseUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [origin];
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`);
}
