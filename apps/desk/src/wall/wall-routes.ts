import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import { type DeviceRow, deviceOf, getGovernment, type Reading } from '@sipkadin/ledger';
import { faultReference } from '@sipkadin/workflow';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { jsonOnly, neverStored, refuse, sameSiteOnly } from '../rights/guard.ts';
import { hashOf, isToken } from './device-token.ts';
import { RateLimit } from './rate-limit.ts';
import { type WallFigures, wallFigures } from './wall-figures.ts';

/** What a wallboard gets every minute. */
export interface WallAnswer {
  /** Changes with a new release and with the cameras: the page then loads itself anew. */
  version: string;
  figures: WallFigures | null;
}

interface WallParts {
  read: Reading;
  now: () => IsoInstant;
  /** Whether browsers reach this over https. */
  secure: boolean;
  json: RequestHandler;
  log: { error(data: object, text: string): void };
}

const cookieName = 'sipkadin-layar';
/** A wall asks once a minute, and a town hall has many behind one address. */
const askedPerMinute = 300;
const linksPerMinute = 10;
/** Milliseconds for which figures are answered again without being computed. */
const keptFor = 15_000;
const dist = join(import.meta.dirname, '../../dist');

/**
 * The wallboard: its page, the opening of a device's link, and its figures. A device reads nothing else. The link has its token
 * after the #, which browsers send to no server; the page hands it over once in a body, and the cookie that comes back is sent
 * under /layar alone.
 */
export function wallRoutes({ read, now, secure, json, log }: WallParts): Router {
  const routes = express.Router();
  const opened = new RateLimit(linksPerMinute);
  const asked = new RateLimit(askedPerMinute);
  const figures = new KeptFigures(read, now);

  const deviceIn = async (req: Request): Promise<DeviceRow | null> => {
    const token = cookieOf(req);
    return token === undefined ? null : deviceOf(read, hashOf(token));
  };

  routes.get(
    '/',
    neverStored,
    answered(log, async (req, res) => {
      const device = await deviceIn(req);
      const origins = device === null ? [] : await frameOrigins(read, device.government);
      const { text, version } = pageOf(origins);
      res.setHeader('Content-Security-Policy', pagePolicy(origins));
      res.type('html').send(text.replace('data-version=""', `data-version="${version}"`));
    }),
  );
  // Its address is below /layar, and the page at /layar itself is within its reach.
  routes.get('/pekerja.js', neverStored, (_req, res) =>
    res.setHeader('Service-Worker-Allowed', '/layar').sendFile(join(dist, 'wall-worker.js')),
  );
  routes.post(
    '/buka',
    neverStored,
    sameSiteOnly,
    jsonOnly,
    json,
    answered(log, async (req, res) => {
      if (!opened.allows(req.ip ?? '')) return refuse(res.setHeader('Retry-After', '60'), 'too-many');
      const token = tokenIn(req.body);
      const device = token === undefined ? null : await deviceOf(read, hashOf(token));
      if (token === undefined || device === null) return refuse(res, 'signed-out');
      const attributes = `Path=/layar; HttpOnly; SameSite=Strict; Max-Age=${400 * 86_400}${secure ? '; Secure' : ''}`;
      res.setHeader('Set-Cookie', `${cookieName}=${token}; ${attributes}`).status(204).end();
    }),
  );
  routes.get(
    '/angka',
    neverStored,
    sameSiteOnly,
    answered(log, async (req, res) => {
      if (!asked.allows(req.ip ?? '')) return refuse(res.setHeader('Retry-After', '60'), 'too-many');
      const device = await deviceIn(req);
      if (device === null) return refuse(res, 'signed-out');
      const { version } = pageOf(await frameOrigins(read, device.government));
      const answer: WallAnswer = { version, figures: await figures.of(device, version) };
      res.json(answer);
    }),
  );
  return routes;
}

function answered(log: WallParts['log'], handle: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return (req, res) => {
    handle(req, res).catch((error: unknown) => {
      const fault = error instanceof Error ? error : new Error(String(error));
      const reference = faultReference(fault);
      log.error({ err: fault, path: req.path, reference }, 'a wallboard got no answer');
      refuse(res, 'fault', reference);
    });
  };
}

/** The figures of each government and scope, computed at most once in a while whoever asks, and anew with other cameras. */
class KeptFigures {
  readonly #kept = new Map<string, { version: string; until: number; figures: Promise<WallFigures | null> }>();
  readonly #read: Reading;
  readonly #now: () => IsoInstant;

  constructor(read: Reading, now: () => IsoInstant) {
    this.#read = read;
    this.#now = now;
  }

  of({ government, scope }: Pick<DeviceRow, 'government' | 'scope'>, version: string): Promise<WallFigures | null> {
    const key = `${government} ${scope}`;
    const now = this.#now();
    const known = this.#kept.get(key);
    if (known?.version === version && known.until > Date.parse(now)) return known.figures;
    const figures = wallFigures(this.#read, { government, scope }, now);
    this.#kept.set(key, { version, until: Date.parse(now) + keptFor, figures });
    // What failed is asked again by the next one.
    figures.catch(() => this.#kept.delete(key));
    return figures;
  }
}

async function frameOrigins(read: Reading, government: string): Promise<string[]> {
  const { cameras } = await getGovernment(read, government);
  return [...new Set(cameras.map(({ address }) => new URL(address).origin))].toSorted();
}

/** The built page, and its version beside these frames. */
function pageOf(origins: readonly string[]): { text: string; version: string } {
  const text = readFileSync(join(dist, 'layar.html'), 'utf8');
  return {
    text,
    version: createHash('sha256')
      .update([text, ...origins].join('\n'))
      .digest('hex')
      .slice(0, 16),
  };
}

/** As that of the desk's pages, with the frames of the cameras and the worker that keeps the page. */
function pagePolicy(origins: readonly string[]): string {
  const own = ['script-src', 'style-src', 'font-src', 'connect-src', 'worker-src'].map((directive) => `${directive} 'self'`);
  const frames = origins.length === 0 ? "'none'" : origins.join(' ');
  return [
    "default-src 'none'",
    ...own,
    "img-src 'self' data:",
    `frame-src ${frames}`,
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function cookieOf({ headers }: Request): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === cookieName)?.[1];
  return isToken(value) ? value : undefined;
}

function tokenIn(body: unknown): string | undefined {
  try {
    const { token } = JSON.parse(String(body)) as { token?: unknown };
    return isToken(token) ? token : undefined;
  } catch {
    return undefined;
  }
}
