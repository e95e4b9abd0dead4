import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { acceptOffers, isDisabled, type Ledger, type MemberRow, mayAccept, recordPerson, type UploadStore } from '@sipkadin/ledger';
import { createJobs, createPreviews, faultReference, isForTheLog, type LeaseTimes, type Parts } from '@sipkadin/workflow';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Request, type Response, type Router } from 'express';
import sirv from 'sirv';
import { accountRouter } from '../features/access/account/account.api.ts';
import { ownAccount } from '../features/access/account/own-account.ts';
import { type AccountRow, createAccounts } from '../features/access/people/accounts.ts';
import { addByOwner, resetByOwner } from '../features/access/people/by-owner.ts';
import { peopleRouter } from '../features/access/people/people.api.ts';
import type { Proof } from '../features/access/sign-in/links.ts';
import { type OidcSettings, oidcRoutes } from '../features/access/sign-in/oidc.ts';
import { untie } from '../features/access/sign-in/oidc-account.ts';
import { createSignIn } from '../features/access/sign-in/sign-in.ts';
import { type BannerFacts, bannerDownload } from '../features/banner/banner.download.ts';
import { changesRouter } from '../features/editions/changes.api.ts';
import { changesWorkbook } from '../features/editions/changes.download.ts';
import { publicationRouter } from '../features/editions/publication.api.ts';
import { briefingPaper, briefingSheets } from '../features/follow-up/briefing/briefing.download.ts';
import { meetingRouter } from '../features/follow-up/meeting/meeting.api.ts';
import { obstaclesRouter } from '../features/follow-up/obstacles/obstacles.api.ts';
import { obstaclesDownload } from '../features/follow-up/obstacles/obstacles.download.ts';
import { forecastRouter } from '../features/forecast/forecast.api.ts';
import { mappingsRouter } from '../features/mappings/mappings.api.ts';
import { monitorRouter } from '../features/monitor/monitor.api.ts';
import { leadershipSummary } from '../features/monitor/overview/overview-data.ts';
import { documentsRouter } from '../features/openness/documents/documents.api.ts';
import { evidencePdf, evidenceWorkbook } from '../features/openness/documents/evidence.download.ts';
import { createLinkRounds } from '../features/openness/documents/link-rounds.ts';
import { askRoute } from '../features/openness/questions/ask-route.ts';
import { questionsRouter } from '../features/openness/questions/questions.api.ts';
import { createRegisterRounds } from '../features/openness/register-rounds.ts';
import { createAlertRounds } from '../features/oversight/alerts/alert-rounds.ts';
import { alertsRouter } from '../features/oversight/alerts/alerts.api.ts';
import { calendarRouter } from '../features/oversight/calendar/calendar.api.ts';
import { dutiesRouter } from '../features/oversight/duties/duties.api.ts';
import { lraWorkbook } from '../features/oversight/duties/lra.download.ts';
import { indexRouter } from '../features/oversight/index-score/index-score.api.ts';
import { lookRouter } from '../features/oversight/look/look.api.ts';
import { createKeptPreviews, type PublicPages } from '../features/preview/kept-previews.ts';
import { previewPages } from '../features/preview/pages.download.ts';
import { previewRouter } from '../features/preview/preview.api.ts';
import { rulesRouter } from '../features/settings/rules/rules.api.ts';
import { settingsRouter } from '../features/settings/settings.api.ts';
import { trailRouter } from '../features/system/audit/trail.api.ts';
import { trailDownload } from '../features/system/audit/trail.download.ts';
import { healthRouter } from '../features/system/health/health.api.ts';
import type { MachineHealth } from '../features/system/health/machine-health.ts';
import { templateDownload } from '../features/templates/template.download.ts';
import { markedFile } from '../features/uploads/findings/marked-copy.download.ts';
import { originalFile } from '../features/uploads/reading/original.download.ts';
import { reviewRouter } from '../features/uploads/review/review.api.ts';
import { receiveFile } from '../features/uploads/sending/receive-file.ts';
import { uploadsRouter } from '../features/uploads/uploads.api.ts';
import { createTableCopies } from '../features/workbook/table-copies.ts';
import { workbookRouter } from '../features/workbook/workbook.api.ts';
import { createMail, type MailSettings } from '../mail/mail.ts';
import { compressedAnswers } from '../rights/compressed.ts';
import { addFileRoutes } from '../rights/file-routes.ts';
import { jsonOnly, neverStored, sameSiteOnly } from '../rights/guard.ts';
import { type Person, personOf } from '../rights/person.ts';
import { fileRights, procedureRights } from '../rights/rights.ts';
import { checkRights, codeOf, type DeskContext, refuseProcedure, router, type SignInRules } from '../rights/trpc.ts';
import { wallRouter } from '../wall/wall.api.ts';
import { wallRoutes } from '../wall/wall-routes.ts';
import { createBodies } from './bodies.ts';

/** All procedures of the desk, by feature. */
export const deskRouter = checkRights(
  router({
    account: accountRouter,
    uploads: uploadsRouter,
    review: reviewRouter,
    workbook: workbookRouter,
    changes: changesRouter,
    mappings: mappingsRouter,
    publication: publicationRouter,
    preview: previewRouter,
    monitor: monitorRouter,
    forecast: forecastRouter,
    rules: rulesRouter,
    settings: settingsRouter,
    wall: wallRouter,
    calendar: calendarRouter,
    alerts: alertsRouter,
    look: lookRouter,
    duties: dutiesRouter,
    index: indexRouter,
    obstacles: obstaclesRouter,
    meeting: meetingRouter,
    questions: questionsRouter,
    documents: documentsRouter,
    people: peopleRouter,
    trail: trailRouter,
    health: healthRouter,
  }),
);
export type DeskRouter = typeof deskRouter;
export type { MachineHealth };

export interface DeskOptions {
  ledger: Ledger;
  /** Address of the ledger: imports open it again in a worker thread. null: no threads. */
  ledgerUrl: string | null;
  uploads: UploadStore;
  /** Folder in which lines are staged between reading and storing; each import removes its own. */
  spoolDir: string;
  editionsRoot: string;
  signingKey: SigningKey;
  /** Where several machines share uploads and editions. */
  objects?: Parts['objects'];
  /** Makes the public pages of an edition that is not published yet. */
  publicPages: PublicPages;
  /** What a printed infographic of the newest edition shows. */
  bannerFacts: BannerFacts;
  /** What the screen Kesehatan shows of this machine; absent where nobody is served. */
  health?: (() => Promise<MachineHealth>) | undefined;
  now?: () => IsoInstant;
  log: { error(data: object, text: string): void };
  /** Origin that browsers see, without a trailing slash; an https one makes cookies Secure. */
  baseUrl: string;
  /** Signs sessions; at least 32 random characters, kept between starts. */
  secret: string;
  rules: SignInRules;
  /** undefined: no mail is sent, and none is queued. */
  mail?: MailSettings | undefined;
  /** The government's own sign-in service; undefined: none. */
  oidc?: OidcSettings | undefined;
  /** How long claims on the queue of readings hold, and how often it is looked at. */
  times?: LeaseTimes | undefined;
  /** Reads files where `ledgerUrl` is null; by default each in a process of its own. */
  readFile?: Parameters<typeof createJobs>[0]['readFile'];
}

export interface Desk {
  /** /kerja (screens), /layar (wallboard), /api/kerja (procedures, files), /api/auth (sign-in), /api/tanya (readers' questions). Mount at the root. */
  router: Router;
  /** Makes an account unless there is one with this address; roles are the ledger's `grant`. */
  addAccount(person: { name: string; email: string }): Promise<AccountRow>;
  /** Adds a person or roles for the owner of the machine. @returns a link that signs in once, within 15 minutes */
  addPerson(person: { name: string; email: string; held: readonly Omit<MemberRow, 'person'>[] }, actor: string): Promise<string>;
  /** Removes a person's second factor for the owner of the machine. @returns a link as above. @throws Refusal `not-found` */
  resetSecondFactor(email: string, actor: string): Promise<string>;
  /** A link that signs in once, within 15 minutes. @throws Refusal `not-found` */
  signInLink(email: string): Promise<string>;
  /** Unlinks an account from the sign-in service. @throws Refusal `not-found`, `wrong-state`; LedgerError `last-admin` */
  untieAccount(email: string, actor: string): Promise<void>;
  /** Since when the government's sign-in service has not answered; null: it answers, was not asked yet, or there is none. */
  signInFailingSince(): IsoInstant | null;
  /** The name of the route of a path, one of finitely many, for counting requests; undefined where the desk has no such path. */
  routeOf(path: string): string | undefined;
  /** 0 on a fresh deployment. */
  countAccounts(): Promise<number>;
  /** Resumes the readings and mails that an earlier process left, and evaluates alerts from then on. Call once, when the server listens. */
  resume(): void;
  idle(): Promise<void>;
  /** Runs a round of mail now, beside the rounds that `resume` starts; does nothing where no mail is sent. */
  sendMail(): Promise<void>;
  /** Evaluates alerts now, beside the rounds that `resume` starts. */
  evaluateAlerts(): Promise<void>;
  close(): Promise<void>;
}

/** Sign-in, procedures, files in and out, and the screens built by Vite. */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { ledger, uploads, editionsRoot, signingKey, log, rules, now = () => new Date().toISOString() } = options;
  const { read } = ledger;
  const signIn = await createSignIn({
    ...options,
    people: ledger.people,
    minPasswordLength: rules.passwords.minLength,
    mayEnter: async (person) => !(await isDisabled(read, person)),
    offers: {
      may: (person, proof) => mayAccept(read, accepted(person, proof)),
      accept: (person, proof) => ledger.transact((tx) => acceptOffers(tx, accepted(person, proof))),
    },
    record: (person, action) => ledger.transact((tx) => recordPerson(tx, { person, action, actor: person })),
  });
  const accounts = createAccounts(signIn);
  const names = async (ids: Iterable<string>) => new Map([...(await accounts.several(ids))].map(([id, { name }]) => [id, name]));
  const previews = createPreviews(options.spoolDir);
  const tables = createTableCopies(options);
  const jobs = createJobs({ ...options, names, now });
  const keptPreviews = createKeptPreviews({ ...options, jobs, now });
  const summary = (government: string) =>
    leadershipSummary({ ledger: options.ledger, now, government }, { year: undefined, month: undefined });
  const alerts = createAlertRounds({ ...options, now, prepare: summary });
  const registers = createRegisterRounds(options);
  const links = createLinkRounds({ ledger, registers, now, log });
  const mail = options.mail && createMail({ ...options, settings: options.mail, accounts, now });

  async function person(req: Request): Promise<Person | null> {
    const account = await signIn.account(req.headers);
    return account && personOf(read, account, rules);
  }
  const context = async (req: Request, res: Response): Promise<DeskContext> => {
    const asker = await person(req);
    const request = { headers: req.headers, address: req.ip ?? '' };
    return {
      ...{
        ledger,
        uploads,
        jobs,
        previews,
        tables,
        keptPreviews,
        editionsRoot,
        signingKey,
        registers,
        now,
        accounts,
        rules,
        names,
        mails: mail !== undefined,
        health: options.health,
      },
      signInService: options.oidc !== undefined,
      person: asker,
      own: asker && ownAccount(signIn, asker, request, (name, value) => res.append(name, value)),
    };
  };

  const bodies = createBodies();
  const routes = express.Router();
  let signInFailingSince: IsoInstant | null = null;
  const onService = (answers: boolean) => {
    signInFailingSince = answers ? null : (signInFailingSince ?? now());
  };
  if (options.oidc)
    for (const { path, handler } of oidcRoutes({ ...options, settings: options.oidc, signIn, onService })) routes.get(path, handler);
  routes.use('/api/auth', neverStored, sameSiteOnly, jsonOnly, bodies.json(), signIn.handler);
  addFileRoutes(
    routes,
    {
      'POST unggah': receiveFile({ uploads, jobs, spoolDir: options.spoolDir }),
      'GET berkas/:id': originalFile({ uploads }),
      'GET bertanda/:id': markedFile({ ledger, uploads, spoolDir: options.spoolDir }),
      'GET perubahan/:id': changesWorkbook({ ledger }),
      'GET rapat/:government/bahan.pdf': briefingPaper({ now, baseUrl: options.baseUrl }),
      'GET rapat/:government/bahan.xlsx': briefingSheets({ now, baseUrl: options.baseUrl }),
      'GET spanduk/:government': bannerDownload(options),
      'GET dokumen/:government/bukti.pdf': evidencePdf({ now, baseUrl: options.baseUrl }),
      'GET dokumen/:government/bukti.xlsx': evidenceWorkbook({ now, baseUrl: options.baseUrl }),
      'GET jejak/:government': trailDownload({ ledger, names }),
      'GET pratinjau/:government/:year{/*page}': previewPages({ keptPreviews }),
      'GET formulir/:government': templateDownload({ now }),
      'GET lra/:government': lraWorkbook({ ledger }),
      'GET kendala/:government': obstaclesDownload({ ledger, now }),
    },
    { ledger, person, current: (reading, asker) => personOf(reading, asker, rules), log, receiving: bodies.file },
  );
  routes.use(
    '/api/kerja',
    neverStored,
    sameSiteOnly,
    jsonOnly,
    compressedAnswers(),
    bodies.json(refuseProcedure),
    createExpressMiddleware({
      router: deskRouter,
      createContext: ({ req, res }) => context(req, res),
      maxBatchSize: 10,
      onError({ error, path }) {
        if (isForTheLog(codeOf(error))) log.error({ err: error, path, reference: faultReference(error) }, 'a procedure failed');
      },
    }),
  );
  routes.use('/api/tanya', askRoute({ ledger, registers, bodies, now, log }));
  routes.use('/layar', wallRoutes({ read, now, secure: options.baseUrl.startsWith('https:'), json: bodies.json(), log }));
  routes.use('/kerja', screens());

  return {
    router: routes,
    addAccount: accounts.add,
    addPerson: (added, actor) => addByOwner({ ledger, accounts }, added, actor),
    resetSecondFactor: (email, actor) => resetByOwner({ ledger, accounts, mails: mail !== undefined }, email, actor),
    signInLink: accounts.link,
    untieAccount: async (email, actor) => untie({ ledger, accounts }, (await accounts.findByEmail(email)).id, actor),
    countAccounts: accounts.count,
    signInFailingSince: () => signInFailingSince,
    routeOf,
    resume() {
      jobs.start();
      mail?.start();
      alerts.start();
      registers.start();
      links.start();
    },
    idle: jobs.idle,
    sendMail: async () => mail?.round(),
    evaluateAlerts: alerts.round,
    close: async () => {
      previews.close();
      tables.close();
      await alerts.close();
      await links.close();
      await registers.close();
      await mail?.close();
      await jobs.close();
      keptPreviews.close();
    },
  };
}

const features = new Set(Object.keys(procedureRights).map((path) => path.split('.')[0] ?? ''));
const files = new Set(Object.keys(fileRights).map((route) => route.split(/[ /]/)[1] ?? ''));

/** Procedures count by their feature: a request may have several of them. */
function routeOf(path: string): string | undefined {
  const [, first = '', second = '', third = ''] = path.split('/');
  if (first === 'kerja') return second === 'assets' ? '/kerja/assets' : '/kerja';
  if (first === 'layar') return '/layar';
  if (first !== 'api') return undefined;
  if (second === 'auth' || second === 'oidc' || second === 'tanya') return `/api/${second}`;
  if (second !== 'kerja') return undefined;
  const named = third.split(/[.,]/)[0] ?? '';
  return features.has(named) || files.has(named) ? `/api/kerja/${named}` : '/api/kerja';
}

const accepted = (person: string, { government, way }: Proof) => ({ person, government, keepsOthers: way !== 'own' });

/** The bundle of the screens. Assets have their hash in their name; every other address gets the one page, which routes in the browser. */
function screens(): Router {
  const dist = join(import.meta.dirname, '../../dist');
  const pages = express.Router();
  // Compressed at build time, so that no request spends processor time on it.
  const files = sirv(join(dist, 'assets'), { brotli: true, gzip: true, immutable: true, maxAge: 31_536_000, etag: true });
  pages.use('/assets', files, (_req, res) => void res.status(404).end());
  pages.get(/.*/, neverStored, (_req, res) => res.sendFile(join(dist, 'index.html')));
  return pages;
}
