import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Editions, openEditions } from '@sipkadin/edition';
import { createSite, type Site } from '@sipkadin/site';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { prepareFolder } from '../data-folder/folder.ts';
import { publicKeyOf } from '../data-folder/key-history.ts';
import { copiedUntil } from '../data-folder/mirror-state.ts';
import type { UsedFolder } from '../data-folder/use-folder.ts';
import { health, healthPath, live, type Phase, ready } from '../health/answers.ts';
import { machineHealth } from '../health/machine-health.ts';
import { type MetricsServer, serveMetrics } from '../health/metrics-server.ts';
import { countRequests } from '../health/request-counts.ts';
import type { Watched } from '../health/vital-facts.ts';
import { type HealthWatch, watchHealth } from '../health/watch.ts';
import type { Log } from '../log.ts';
import type { Config } from '../settings/config.ts';
import { clientOf, networkOf } from './client-network.ts';
import { closeAfterUnreadBody, limitConnections, sentTooManyAhead, serverOptions } from './connections.ts';
import { type DataMaker, dataMaker } from './data-maker.ts';
import { type FollowedStore, followObjects } from './followed-store.ts';
import type { PrivateSide } from './private-side.ts';
import type { RecordedEditions } from './recorded-editions.ts';
import { keepStaticCopies, type StaticCopies } from './static-copies.ts';

export interface Served {
  /** Where browsers find it, without a trailing slash. */
  address: string;
  privateSide: PrivateSide | undefined;
  /** Lets running requests end, then closes everything. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a start does beside serving (the demonstration). */
interface Preparation {
  /** Before anything in the data folder is opened; no other process serves it. */
  folder?(): void;
  /** Before pages are served. */
  side?(side: PrivateSide): Promise<void>;
}

/**
 * Takes the data folder into use and listens, then builds what is asked for and answers requests: a port in use is known at once, not
 * after a demonstration was made. Until then every request is answered 503. With `--only public` the ledger's code is never loaded.
 * @throws Refusal where another process serves the folder with SQLite
 */
export async function serve(config: Config, log: Log, prepare: Preparation = {}): Promise<Served> {
  prepareFolder(config.data);
  const folder = config.only === 'public' ? undefined : (await import('../data-folder/use-folder.ts')).useFolder(config, 'serving');
  try {
    return await serveFolder(config, log, prepare, folder);
  } catch (error) {
    folder?.release();
    throw error;
  }
}

async function serveFolder(config: Config, log: Log, prepare: Preparation, folder: UsedFolder | undefined): Promise<Served> {
  let answer: Handler = starting;
  let phase: Phase = 'starting';
  let watched: Watched | undefined;
  let watch: HealthWatch | undefined;
  let privateSide: PrivateSide | undefined;
  let copies: StaticCopies | undefined;
  let site: Site | undefined;
  const data = dataMaker(log);
  let followed: FollowedStore | undefined;
  let metrics: MetricsServer | undefined;
  const base = config.siteAddress?.base ?? '';
  const requests = countRequests({
    routeOf: (path) => healthPath(path, base) ?? privateSide?.desk.routeOf(path) ?? site?.routeOf(path),
    requestId,
    log: config.requestLog ? log : undefined,
  });
  const isObserved = config.metrics !== undefined || config.requestLog;
  const server = createServer(serverOptions, (request, response) => {
    if (sentTooManyAhead(request, response)) return;
    closeAfterUnreadBody(request, response);
    if (phase === 'stopping') response.shouldKeepAlive = false;
    if (isObserved) requests.observe(request, response);
    const asked = healthPath(request.url ?? '/', base);
    if (asked !== undefined) response.setHeader('X-Request-Id', requestId(request));
    if (asked === '/health/live') live(response);
    else if (asked === '/health/ready') void ready(response, phase, watched);
    else answer(request, response);
  });
  const endSilent = limitConnections(server, config.isTrustedProxy);
  const address = await listen(server, config);
  const close = async () => {
    // A load balancer sees the 503 before the first connection is refused.
    if (phase === 'serving' && config.drainSeconds > 0) {
      phase = 'stopping';
      await wait(config.drainSeconds * 1000);
    }
    phase = 'stopping';
    site?.stop();
    await data.close();
    await followed?.close();
    await copies?.close();
    endSilent();
    await shut(server);
    watch?.close();
    metrics?.close();
    await privateSide?.close();
    folder?.release();
  };
  try {
    if (config.metrics !== undefined) {
      metrics = await serveMetrics(config.metrics, { requests, server, watch: () => watch, log, data: config.data });
      log.info({ address: metrics.address }, 'metrics are answered');
    }
    if (folder !== undefined) {
      prepare.folder?.();
      const { openPrivateSide, recoverPublications, shareEarlier } = await import('./private-side.ts');
      privateSide = await openPrivateSide(config, address, log, folder, () => machineHealth(config, privateSide?.signingKey.id, watch));
      await recoverPublications(privateSide, log);
      void shareEarlier(privateSide, config.data, log);
      await prepare.side?.(privateSide);
    }
    if (config.only === 'public' && config.objects !== undefined) followed = await followObjects(config, config.objects, log);
    const editions = openEditions(config.editions);
    site = config.only === 'desk' ? undefined : openSite({ config, address, editions, log, data, recorded: privateSide?.recorded });
    if (config.staticCopy !== undefined) copies = keepStaticCopies(config, config.staticCopy, log);
    const app = createApp(config, site, privateSide, log);
    const known: Watched = { config, editions, privateSide, copies, followed, log };
    watched = known;
    watch = watchHealth(known);
    answer = (request, response) => {
      // First of all: what the public side has ready costs one look into its cache.
      if (site?.handler(request, response)) return;
      response.setHeader('X-Request-Id', requestId(request));
      for (const [name, value] of Object.entries({ ...safeHeaders, ...transportHeaders(config) })) response.setHeader(name, value);
      if (healthPath(request.url ?? '/', base) === '/health') void health(response, known);
      else app(request, response);
    };
    phase = 'serving';
  } catch (error) {
    await close();
    throw error;
  }
  return { address, privateSide, close };
}

interface SiteParts {
  config: Config;
  /** As people type it into a browser. */
  address: string;
  editions: Editions;
  log: Log;
  data: DataMaker;
  recorded: RecordedEditions | undefined;
}

function openSite({ config, address, editions, log, data, recorded }: SiteParts): Site {
  // The public half alone: with --only public there may be no other.
  const publicKey = publicKeyOf(config);
  return createSite({
    takesQuestions: true,
    editions,
    copiedUntil: () => copiedUntil(config.editions, new Date()),
    defaultGovernment: config.government,
    makeData: data.make,
    pagesFolder: join(config.data, 'pages'),
    ...(config.siteAddress && { siteAddress: config.siteAddress.origin, basePath: config.siteAddress.base }),
    paperAddress: config.siteAddress?.origin ?? address,
    ...(publicKey === undefined ? {} : { publicKey }),
    isAway: (code) => recorded?.newest().some(({ government }) => government === code) ?? false,
    embedOrigins: config.embedOrigins,
    headers: transportHeaders(config),
    requestId,
    clientOf: (request) => clientOf(request, config.isTrustedProxy),
    onError: (error, url, request) => log.error({ err: error, url, request }, 'a public page could not be made'),
  });
}

function createApp(
  { isTrustedProxy, siteAddress }: Config,
  site: Site | undefined,
  privateSide: PrivateSide | undefined,
  log: Log,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', isTrustedProxy);
  // Whatever counts by client reads this property.
  const sender = Object.getOwnPropertyDescriptor(express.request, 'ip')?.get;
  Object.defineProperty(app.request, 'ip', {
    get(this: express.Request) {
      return networkOf(String(sender?.call(this) ?? ''));
    },
  });
  if (privateSide) {
    if (siteAddress !== undefined) app.post(`${siteAddress.base}/api/tanya`, withoutBase);
    app.use(['/kerja', '/layar', '/api/kerja', '/api/auth', '/api/oidc', '/api/tanya'], strictHeaders);
    app.use(privateSide.router);
  }
  if (siteAddress !== undefined && (site === undefined || siteAddress.base !== '')) app.use(toSite(siteAddress));
  if (site) app.use(site.router);
  app.use((_request, response) => void response.status(404).type('text').send('Tidak ditemukan. Not found.\n'));
  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    const status = typeof error?.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    const record = { err: error, request: response.getHeader('x-request-id') };
    // Only a fault of ours is an error: anybody can send what is no request.
    if (status === 500) log.error(record, 'a request failed');
    else log.warn(record, 'a request was refused');
    if (response.headersSent) return next(error);
    const text =
      status === 500 ? 'Terjadi kesalahan pada server. A fault of the server.\n' : 'Permintaan tidak dapat dilayani. Bad request.\n';
    response.status(status).type('text').send(text);
  };
  app.use(failed);
  return app;
}

/** The form of a public page below a base path is sent below it too, because a portal passes nothing else on. */
const withoutBase: RequestHandler = (request, _response, next) => {
  request.url = '/api/tanya';
  next();
};

/**
 * Sends addresses outside the site's folder to the same address within it: links of the desk, and those of before the site had a folder.
 */
function toSite({ origin, base }: NonNullable<Config['siteAddress']>): RequestHandler {
  return ({ method, originalUrl }, response, next) => {
    const path = originalUrl.split('?')[0] ?? '';
    const isInside = base !== '' && (path === base || path.startsWith(`${base}/`));
    if (isInside || !originalUrl.startsWith('/') || (method !== 'GET' && method !== 'HEAD')) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(302, `${origin}${base}${originalUrl}`);
  };
}

/** The private pages load nothing from other origins, run no inline script, and cannot be framed. */
const strictHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Only an https address may promise to stay https; see transportHeaders().
  strictTransportSecurity: false,
});

/** On every response that is no page; the public site and the desk replace what their pages need otherwise. */
const safeHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** On every response, of the public side and the desk alike. */
function transportHeaders({ baseUrl }: Config): Record<string, string> {
  return baseUrl?.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};
}

const madeIds = new WeakMap<IncomingMessage, string>();

/** Names a request in the log and its answer: as the proxy did, or anew. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && /^[\w.-]{1,64}$/.test(given)) return given;
  const made = madeIds.get(request) ?? randomUUID();
  madeIds.set(request, made);
  return made;
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, {
    ...safeHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Retry-After': '2',
    'Cache-Control': 'no-store',
  });
  response.end('SIP KADIN sedang disiapkan. Starting, please come back in a moment.\n');
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      const bound = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      resolve(config.baseUrl ?? `http://${host}:${port}`);
    });
  });
}

/** No new connections; idle ones end now, busy ones when they are done or after ten seconds. */
function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), 10_000).unref();
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
