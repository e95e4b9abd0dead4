import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  announce,
  type Edition,
  type EditionContent,
  type Editions,
  type LogEntry,
  loadSigningKey,
  openEditions,
  publishReference,
  writeEdition,
  writeLog,
} from '@sipkadin/edition';
import { shippedReference } from '../../server/src/commands/files/all-regions/shipped.ts';

import type { Site, SiteOptions } from '../src/site.ts';

/** Tests run the built bundle, because pages need Vite for .tsx and styles. */
export async function builtSite(options: SiteOptions): Promise<Site> {
  const url = new URL('../dist/site.js', import.meta.url).href;
  const built = (await import(/* @vite-ignore */ url)) as typeof import('../src/site.ts');
  return built.createSite(options);
}

export interface Published {
  root: string;
  editions: Editions;
  publish: (content: EditionContent) => Promise<Edition>;
  /** The figures of other regions that come with the program. */
  publishReference: () => Promise<void>;
  /** The same folder as another process sees it. */
  reopen: () => Editions;
  remove: () => void;
}

/** A temporary folder of editions with a signing key and a log. */
export function publishing(): Published {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-site-'));
  const root = join(folder, 'editions');
  const key = loadSigningKey(join(folder, 'keys', 'signing.pem'));
  const editions = openEditions(root);
  const entries: LogEntry[] = [];
  return {
    root,
    editions,
    publish: async (content) => {
      const { hash } = await writeEdition(root, content, key);
      entries.push({ government: content.government.code, year: content.year, number: content.number, hash, key: key.id });
      await writeLog(root, entries, key);
      await announce(root, content.government.code, content.year, content.number, hash);
      editions.refresh();
      const opened = editions.open(content.government.code, content.year, content.number);
      if (!opened) throw new Error('what was announced is not there');
      return opened;
    },
    publishReference: async () => {
      await publishReference(root, shippedReference(), key, { now: '2026-11-20T00:00:00.000Z' });
      editions.refresh();
    },
    reopen: () => openEditions(root),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A plan as files have it: the months of an account beside each other in one row. */
export function inRowsOfMonths(sample: EditionContent): EditionContent {
  const rows = new Map<string, number>();
  return {
    ...sample,
    lines: sample.lines.map((line) => {
      if (line.measure !== 'plan') return line;
      const key = [line.unit, line.activity, line.account, line.fund].join('|');
      const row = rows.get(key) ?? line.row;
      rows.set(key, row);
      return { ...line, row };
    }),
  };
}

export interface Fetched {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  text: string;
}

/** The site on a port of its own, and a request function that adds no headers. */
export async function serving(site: Site): Promise<{
  base: string;
  get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Fetched>;
  close: () => Promise<void>;
}> {
  const server: Server = createServer((request, response) => {
    if (!site.handler(request, response)) response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not the site');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    get: (path, headers = {}, method = 'GET') =>
      new Promise((resolve, reject) => {
        httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            const body = Buffer.concat(parts);
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString('utf8') });
          });
        })
          .on('error', reject)
          .end();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
