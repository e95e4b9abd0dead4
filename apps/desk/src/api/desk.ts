import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { type Ledger, rolesOf, type UploadStore } from '@sipkadin/ledger';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Request, type Router } from 'express';
import { createJobs } from '../jobs.ts';
import { accountRouter } from './account.ts';
import { calendarRouter } from './calendar.ts';
import { changesRouter } from './changes.ts';
import { changesWorkbook } from './changes-workbook.ts';
import { faultReference } from './errors.ts';
import { jsonOnly, neverStored, sameSiteOnly } from './guard.ts';
import { monitorRouter } from './monitor.ts';
import { publicationRouter } from './publication.ts';
import { reviewRouter } from './review.ts';
import { rulesRouter } from './rules.ts';
import { type Account, createSignIn } from './sign-in.ts';
import { surroundings } from './surroundings.ts';
import { codeOf, type DeskContext, type Person, router } from './trpc.ts';
import { originalFile, receiveFile } from './upload-door.ts';
import { uploadsRouter } from './uploads.ts';

export { importUpload } from '../import-upload.ts';
export { carryOut, type Published, publish } from '../publish.ts';
export { recoverEditions } from '../recover.ts';
export { verifyAll } from '../verify-all.ts';

/** Contents of the private door. */
export const deskRouter = router({
  account: accountRouter,
  uploads: router({ ...uploadsRouter, surroundings }),
  review: reviewRouter,
  changes: changesRouter,
  publication: publicationRouter,
  monitor: monitorRouter,
  rules: rulesRouter,
  calendar: calendarRouter,
});
export type DeskRouter = typeof deskRouter;

export interface DeskOptions {
  ledger: Ledger;
  /** Where the ledger was opened: long work opens it once more, in a thread of its own. null: no threads. */
  ledgerUrl: string | null;
  uploads: UploadStore;
  /** Where lines wait between reading and storing; emptied by their readers. */
  spoolDir: string;
  editionsRoot: string;
  signingKey: SigningKey;
  now?: () => IsoInstant;
  log: { error(data: object, text: string): void };
  /** Origin that browsers see, without a trailing slash; an https one makes cookies Secure. */
  baseUrl: string;
  /** Signs sessions; at least 32 random characters, kept between starts. */
  secret: string;
}

export interface Desk {
  /** /kerja (screens), /api/kerja (procedures, files), /api/auth (sign-in). Mount at the root. */
  router: Router;
  /** Makes an account unless there is one with this address; roles are the ledger's `grant`. */
  addAccount(person: { name: string; email: string }): Promise<Account>;
  /** A link that signs in once, within 15 minutes. @throws Refusal `not-found` */
  signInLink(email: string): Promise<string>;
  /** 0 on a fresh deployment. */
  countAccounts(): Promise<number>;
  /** Reads what an earlier process left unread. Call once, after the doors are open. */
  resume(): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The private door: sign-in, procedures, files in and out, and the screens built by Vite. */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { ledger, uploads, editionsRoot, signingKey, log, baseUrl, secret, now = () => new Date().toISOString() } = options;
  const signIn = await createSignIn({ people: ledger.people, baseUrl, secret });
  const jobs = createJobs({ ...options, now });

  async function person(req: Request): Promise<Person | null> {
    const account = await signIn.account(req.headers);
    return account && { ...account, memberships: await rolesOf(ledger.read, account.id) };
  }
  const context = async (req: Request): Promise<DeskContext> => ({
    ...{ ledger, uploads, jobs, editionsRoot, signingKey, now },
    person: await person(req),
    names: signIn.names,
    setPassword: (password) => signIn.setPassword(req.headers, password),
  });

  const files = { ledger, uploads, jobs, person, log };
  const door = express.Router();
  door.use('/api/auth', neverStored, sameSiteOnly, jsonOnly, signIn.handler);
  door.post('/api/kerja/unggah', neverStored, sameSiteOnly, receiveFile(files));
  door.get('/api/kerja/berkas/:id', neverStored, originalFile(files));
  door.get('/api/kerja/perubahan/:statement', neverStored, changesWorkbook(files));
  door.use(
    '/api/kerja',
    neverStored,
    sameSiteOnly,
    jsonOnly,
    createExpressMiddleware({
      router: deskRouter,
      createContext: ({ req }) => context(req),
      maxBatchSize: 10,
      maxBodySize: 64 * 1024,
      onError({ error, path }) {
        if (codeOf(error) === 'fault') log.error({ err: error, path, reference: faultReference(error) }, 'a procedure failed');
      },
    }),
  );
  door.use('/kerja', screens());

  return {
    router: door,
    addAccount: signIn.addAccount,
    signInLink: signIn.link,
    countAccounts: signIn.count,
    resume: jobs.wake,
    idle: jobs.idle,
    close: jobs.close,
  };
}

/** The screens' bundle. Assets carry their hash in their name; any other address is the one page, which routes by itself. */
function screens(): Router {
  const dist = join(import.meta.dirname, '../../dist');
  const pages = express.Router();
  pages.use('/assets', express.static(join(dist, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }));
  pages.get(/.*/, neverStored, (_req, res) => res.sendFile(join(dist, 'index.html')));
  return pages;
}
