import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Ledger, PersonAction } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import { magicLink } from 'better-auth/plugins/magic-link';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { RequestHandler } from 'express';
import { refuse } from '../../rights/guard.ts';
import { makeAccountTables } from './account-tables.ts';
import { attemptTable, createAttempts } from './attempts.ts';

export interface Account {
  id: string;
  name: string;
  email: string;
  /** The session that this request came with. */
  session: string;
  /** Whether a code is asked for after the password or the link. */
  secondFactor: boolean;
}

export interface SignInOptions {
  people: Ledger['people'];
  baseUrl: string;
  secret: string;
  minPasswordLength: number;
  /** Whether the person is not disabled; asked before a session starts. */
  mayEnter(person: string): Promise<boolean>;
  /** Records in the audit trail what a person did while signing in. */
  record(person: string, action: PersonAction): Promise<void>;
  log: { error(data: object, text: string): void };
}

/** The library's paths that are open. It has many more, which would each be a way in. */
const paths = new Set(['/sign-in/email', '/sign-out', '/magic-link/verify', '/two-factor/verify-totp', '/two-factor/verify-backup-code']);
/** Paths after which a code is asked for, where the account has a second factor. */
const firstFactors = new Set(['/sign-in/email', '/magic-link/verify']);
/** Set from the connection, so that a client cannot choose the address under which it is counted. */
const addressHeader = 'x-sipkadin-address';
const seenEvery = 5 * 60_000;
/** How many hours a mailed link works: a person invited in the evening may come in the morning. */
export const mailedLinkHours = 24;
/** Prefix of the token of a link that the sign-in page uses only after a press of a button. */
const byHand = 'surel-';

export type SignIn = Awaited<ReturnType<typeof createSignIn>>;

/** Accounts, sessions, one-time links and second factors; better-auth's own tables are made at start. */
export async function createSignIn({ people, baseUrl, secret, minPasswordLength, mayEnter, record, log }: SignInOptions) {
  const links = new Map<string, (token: string) => void>();
  const factor = twoFactor({
    issuer: 'SIP KADIN',
    allowPasswordless: true,
    // No trusted devices: each would be a way in without a code that no list shows.
    trustDeviceMaxAge: 0,
    // Caps the guesses of codes from many addresses, which the limit by address cannot.
    accountLockout: { maxFailedAttempts: 20, durationSeconds: 300 },
  });
  const options = {
    appName: 'SIP KADIN',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { db: people.db, type: people.type },
    trustedOrigins: ownOrigins(baseUrl),
    user: { additionalFields: { lastSeenAt: { type: 'date' as const, required: false, input: false } } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    // By address, wide enough for an office behind one; `attempts` limits wrong passwords more closely.
    rateLimit: {
      enabled: true,
      storage: 'database' as const,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 120 }, '/two-factor/*': { window: 60, max: 60 } },
    },
    plugins: [
      attemptTable,
      magicLink({
        storeToken: { type: 'custom-hasher', hash: async (token) => digestOf(token) },
        expiresIn: 15 * 60,
        disableSignUp: true,
        rateLimit: { window: 60, max: 120 },
        sendMagicLink: ({ token, metadata }) => links.get(String(metadata?.['order']))?.(token),
      }),
      // The library asks for a code only after a password; a link must not bypass it.
      {
        ...factor,
        hooks: {
          after: factor.hooks.after.map((hook) => ({ ...hook, matcher: ({ path }: { path?: string }) => firstFactors.has(path ?? '') })),
        },
      },
    ],
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => {
            if (!(await mayEnter(userId))) throw new APIError('FORBIDDEN', { code: 'disabled', message: 'disabled' });
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async ({ path, headers, body }) => {
        if (path === '/sign-in/email' && (await attempts.tooMany(addressOf(headers), accountOf(body))))
          throw new APIError('TOO_MANY_REQUESTS');
      }),
      after: createAuthMiddleware(async ({ path, headers, body, context }) => {
        const { returned, newSession } = context;
        if (path === '/sign-in/email') {
          const outcome = returned instanceof APIError && returned.status === 'UNAUTHORIZED' ? 'wrong' : 'right';
          await attempts[outcome](addressOf(headers), accountOf(body));
        }
        if (path === '/two-factor/verify-backup-code' && newSession) await record(newSession.user.id, 'recovery-code-used');
      }),
    },
    advanced: {
      cookiePrefix: 'sipkadin',
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    telemetry: { enabled: false },
    // Its messages repeat what the client sent, such as the address to return to.
    logger: {
      level: 'error' as const,
      log: (_level: string, message: string, ...details: unknown[]) => log.error({ message, details }, 'the sign-in library reports'),
    },
    // A wrong password is not a fault. If each were logged, anyone could fill the disk.
    onAPIError: {
      onError(error: unknown) {
        if (!(error instanceof APIError) || error.status === 'INTERNAL_SERVER_ERROR') log.error({ err: error }, 'a sign-in request failed');
      },
    },
  };
  await makeAccountTables(options);
  const auth = betterAuth(options);
  const handle = toNodeHandler(auth);
  const context = await auth.$context;
  const accounts = context.internalAdapter;
  const attempts = createAttempts(context.adapter);
  const seen = new Map<string, number>();

  const handler: RequestHandler = (req, res) => {
    if (!paths.has(req.path)) return refuse(res, 'not-found');
    req.headers[addressHeader] = req.ip ?? '0.0.0.0';
    void handle(req, res);
  };

  async function noteSeen(id: string): Promise<void> {
    const now = Date.now();
    if (now - (seen.get(id) ?? 0) < seenEvery) return;
    seen.set(id, now);
    try {
      await accounts.updateUser(id, { lastSeenAt: new Date(now) });
    } catch (error) {
      // With a full disk people can still sign in and read; what they write is refused with its own code.
      log.error({ err: error }, 'it could not be noted when a person was last seen');
    }
  }

  /** @throws Refusal `not-found` */
  async function tokenFor(email: string): Promise<string> {
    const address = email.toLowerCase();
    if (!(await accounts.findUserByEmail(address))) throw new Refusal('not-found');
    const order = crypto.randomUUID();
    return new Promise<string>((resolve, reject) => {
      links.set(order, resolve);
      auth.api.signInMagicLink({ body: { email: address, metadata: { order } }, headers: new Headers() }).catch(reject);
    }).finally(() => links.delete(order));
  }

  /** Ends all one-time links to an account. */
  async function dropLinks(email: string): Promise<void> {
    await context.adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: linkRecord(email.toLowerCase()) }] });
  }

  // Behind the #, the token is in no server log and no Referer.
  const linkOf = (token: string) => `${baseUrl}/kerja/masuk#${token}`;

  return {
    auth,
    context,
    attempts,
    /** Mounted at /api/auth. */
    handler,
    /** The account of a request; null when signed out. */
    async account(headers: IncomingHttpHeaders): Promise<Account | null> {
      const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
      if (!found) return null;
      const { session } = found;
      const user: typeof found.user & { twoFactorEnabled?: boolean | null } = found.user;
      await noteSeen(user.id);
      return { id: user.id, name: user.name, email: user.email, session: session.id, secondFactor: user.twoFactorEnabled === true };
    },
    /** A link that signs this account in once, within 15 minutes. Only its hash is stored. @throws Refusal `not-found` */
    link: async (email: string) => linkOf(await tokenFor(email)),
    /** The same, and all earlier links to the account end. @throws Refusal `not-found` */
    async soleLink(email: string): Promise<string> {
      await dropLinks(email);
      return linkOf(await tokenFor(email));
    },
    /**
     * A link to be mailed: it works once within `mailedLinkHours`, after a press of a button, so that a mail server that opens it
     * does not use it up. All earlier links to the account end. @throws Refusal `not-found`
     */
    async mailedLink(email: string): Promise<string> {
      await dropLinks(email);
      const token = await tokenFor(email);
      const expiresAt = new Date(Date.now() + mailedLinkHours * 60 * 60_000);
      await accounts.updateVerificationByIdentifier(`${linkIdentifier}${digestOf(token)}`, { expiresAt });
      return linkOf(`${byHand}${token}`);
    },
    dropLinks,
  };
}

/** The key and hash under which the library stores a link. */
const linkIdentifier = 'magic-link:';
const linkRecord = (address: string) => JSON.stringify({ type: 'magic-link', email: address });
const digestOf = (token: string) => createHash('sha256').update(token).digest('base64url');

const addressOf = (headers: Headers | undefined) => headers?.get(addressHeader) ?? '';
const accountOf = (body: { email?: unknown } | undefined) => (typeof body?.email === 'string' ? body.email.toLowerCase() : '');

/** On the loopback both localhost and 127.0.0.1 are the same server. */
function ownOrigins(baseUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [origin];
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`);
}
