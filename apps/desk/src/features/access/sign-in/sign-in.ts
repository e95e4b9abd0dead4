import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { isAway, type Ledger, type PersonAction } from '@sipkadin/ledger';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import { magicLink } from 'better-auth/plugins/magic-link';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { RequestHandler } from 'express';
import { FairQueue } from '../../../app/fair-queue.ts';
import { errorBody, errorStatus } from '../../../rights/error-body.ts';
import { refuse } from '../../../rights/guard.ts';
import { makeAccountTables } from './account-tables.ts';
import { attemptTable, createAttempts } from './attempts.ts';
import { createLinks, digestOf, type Proof } from './links.ts';
import { createReset } from './reset.ts';
import { createUsedCodes, lastStepColumn } from './used-codes.ts';

export interface Account {
  id: string;
  name: string;
  email: string;
  /** The session that this request came with. */
  session: string;
  /** Whether a code is asked for after the password or the link. */
  secondFactor: boolean;
  /** When the account's earlier ways in were last put aside; null for never. */
  resetAt: string | null;
}

export interface SignInOptions {
  people: Ledger['people'];
  baseUrl: string;
  secret: string;
  minPasswordLength: number;
  /** Whether the person is not disabled; asked before a session starts. */
  mayEnter(person: string): Promise<boolean>;
  /** Roles that wait for the proof of a mailbox. */
  offers: Offers;
  /** Records in the audit trail what a person did while signing in. */
  record(person: string, action: PersonAction): Promise<void>;
  log: { error(data: object, text: string): void };
}

export interface Offers {
  /** Whether the use of a link puts something into effect. */
  may(person: string, proof: Proof): Promise<boolean>;
  /** @returns false where there is nothing to put into effect */
  accept(person: string, proof: Proof): Promise<boolean>;
}

/** The library's paths that are open. It has many more, which would each be a way in. */
const paths = new Set(['/sign-in/email', '/sign-out', '/magic-link/verify', '/two-factor/verify-totp', '/two-factor/verify-backup-code']);
/** Paths after which a code is asked for, where the account has a second factor. */
const firstFactors = new Set(['/sign-in/email', '/magic-link/verify']);
/** Set from the connection, so that a client cannot choose the address under which it is counted. */
const addressHeader = 'x-sipkadin-address';
const seenEvery = 5 * 60_000;
/** Sign-ins of one client that may wait for their turn. */
const mostWaiting = 32;
export type SignIn = Awaited<ReturnType<typeof createSignIn>>;

/** Accounts, sessions, one-time links and second factors; better-auth's own tables are made at start. */
export async function createSignIn({ people, baseUrl, secret, minPasswordLength, mayEnter, offers, record, log }: SignInOptions) {
  /** When the request that the library answers began; of one that resets the account, when that was done. */
  const begun = new AsyncLocalStorage<{ at: Date }>();
  /** Of a request: that the database did not answer. The library hides it behind an error of its own. */
  const asked = new AsyncLocalStorage<{ away?: unknown }>();
  const noteAway = (error: unknown) => {
    const request = asked.getStore();
    if (request !== undefined && isAway(error)) request.away = error;
  };
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
    user: {
      additionalFields: {
        lastSeenAt: { type: 'date' as const, required: false, input: false },
        resetAt: { type: 'date' as const, required: false, input: false },
      },
    },
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
      lastStepColumn,
      magicLink({
        storeToken: { type: 'custom-hasher', hash: async (token) => digestOf(token) },
        disableSignUp: true,
        rateLimit: { window: 60, max: 120 },
        // Links are made by `createLinks`; the library's path for it is closed.
        sendMagicLink: () => {},
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
          before: async ({ userId, createdAt }: { userId: string; createdAt: Date }) => {
            if (!(await mayEnter(userId))) throw new APIError('FORBIDDEN', { code: 'disabled', message: 'disabled' });
            // A request that checked a password before the account was reset must not end in a session after it.
            return { data: { createdAt: begun.getStore()?.at ?? createdAt } };
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async ({ path, headers, body, query }) => {
        if (path === '/magic-link/verify') await prove(String((query as { token?: unknown } | undefined)?.token));
        if (path === '/sign-in/email' && (await attempts.tooMany(addressOf(headers), accountOf(body))))
          throw new APIError('TOO_MANY_REQUESTS');
      }),
      after: createAuthMiddleware(async ({ path, headers, body, context }) => {
        const { returned, newSession } = context;
        if (path === '/sign-in/email') {
          const outcome = returned instanceof APIError && returned.status === 'UNAUTHORIZED' ? 'wrong' : 'right';
          await attempts[outcome](addressOf(headers), accountOf(body));
        }
        // A request of the desk's own procedures uses its code up itself.
        if (
          path === '/two-factor/verify-totp' &&
          newSession &&
          begun.getStore() &&
          !(await useCode(newSession.user.id, String(body.code)))
        ) {
          await accounts.deleteSession(newSession.session.token);
          context.responseHeaders?.delete('set-cookie');
          throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'used before' });
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
      log: (_level: string, message: string, ...details: unknown[]) => {
        for (const detail of details) noteAway(detail);
        log.error({ message, details }, 'the sign-in library reports');
      },
    },
    // A wrong password is not a fault. If each were logged, anyone could fill the disk.
    onAPIError: {
      onError(error: unknown) {
        noteAway(error);
        if (!(error instanceof APIError) || error.status === 'INTERNAL_SERVER_ERROR') log.error({ err: error }, 'a sign-in request failed');
      },
    },
  };
  await makeAccountTables(options);
  const auth = betterAuth(options);
  const handle = toNodeHandler((request: Request) =>
    asked.run({}, async () => {
      const answer = await auth.handler(request).catch((error: unknown) => {
        noteAway(error);
        return asked.getStore()?.away === undefined ? Promise.reject(error) : undefined;
      });
      if (answer !== undefined && asked.getStore()?.away === undefined) return answer;
      return Response.json({ error: errorBody('busy') }, { status: errorStatus('busy'), headers: { 'Retry-After': '5' } });
    }),
  );
  const context = await auth.$context;
  const accounts = context.internalAdapter;
  const attempts = createAttempts(context.adapter);
  const links = createLinks(accounts, context.adapter, baseUrl);
  const reset = createReset(accounts, context.adapter, links);
  const useCode = createUsedCodes(context.adapter, context.secretConfig);
  const seen = new Map<string, number>();
  const passwords = new FairQueue();

  const handler: RequestHandler = async (req, res) => {
    if (!paths.has(req.path)) return refuse(res, 'not-found');
    req.headers[addressHeader] = req.ip ?? '0.0.0.0';
    const answer = () => begun.run({ at: new Date() }, () => handle(req, res));
    if (req.path !== '/sign-in/email') return answer();
    // A password takes a thread of the few that also read and write files a tenth of a second: one at a time leaves the others free.
    const client = req.ip ?? '';
    if (passwords.waiting(client) >= mostWaiting) return refuse(res.setHeader('Retry-After', '5'), 'too-many');
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    try {
      await passwords.run(client, answer, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    }
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

  /** Puts the offered roles into effect that a link proves the mailbox for, with every earlier way in put aside. */
  async function prove(token: string): Promise<void> {
    const proof = await links.proofOf(token);
    if (proof === null) return;
    const person = (await accounts.findUserByEmail(proof.email))?.user.id;
    // The session's hook refuses them.
    if (person === undefined || !(await mayEnter(person))) return;
    if (await offers.may(person, proof)) {
      await reset(person, { link: token });
      if (await offers.accept(person, proof)) {
        const request = begun.getStore();
        if (request) request.at = new Date();
        return;
      }
    }
    throw new APIError('FORBIDDEN', { code: 'INVALID_TOKEN', message: 'nothing is offered' });
  }

  return {
    auth,
    context,
    attempts,
    /** Mounted at /api/auth. */
    handler,
    /** The account of a request; null when signed out. */
    async account(headers: IncomingHttpHeaders): Promise<Account | null> {
      const request: { away?: unknown } = {};
      const found = await asked
        .run(request, () => auth.api.getSession({ headers: fromNodeHeaders(headers) }))
        .catch((error: unknown) => {
          throw request.away instanceof Error ? request.away : error;
        });
      if (!found) return null;
      const { session } = found;
      const user: typeof found.user & { twoFactorEnabled?: boolean | null; resetAt?: Date | null } = found.user;
      const resetAt = user.resetAt ?? null;
      if (resetAt !== null && session.createdAt < resetAt) return null;
      await noteSeen(user.id);
      return {
        ...{ id: user.id, name: user.name, email: user.email, session: session.id },
        secondFactor: user.twoFactorEnabled === true,
        resetAt: resetAt?.toISOString() ?? null,
      };
    },
    links,
    reset,
    useCode,
  };
}

const addressOf = (headers: Headers | undefined) => headers?.get(addressHeader) ?? '';
const accountOf = (body: { email?: unknown } | undefined) => (typeof body?.email === 'string' ? body.email.toLowerCase() : '');

/** On the loopback both localhost and 127.0.0.1 are the same server. */
function ownOrigins(baseUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [origin];
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`);
}
