import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateAmounts } from '@sipkadin/budget';
import { loadSigningKey, openEditions, type SigningKey } from '@sipkadin/edition';
import { readInProcess } from '@sipkadin/intake/in-process';
import { addGovernment, grant, type Ledger, type LocalUploads, openLedger, type Role, uploadStore } from '@sipkadin/ledger';
import express from 'express';
import { createDesk, type Desk, type DeskOptions } from '../src/app/desk.ts';

export const city = '19.71';
export const deploymentSecret = 'a secret of the tests, long enough to sign with';
/** What a verifier types where a file of a test changes figures a lot. */
export const confirmed = { reason: 'Dipastikan di uji ini.' };
export const sealed = { 'x-sipkadin': '1' };

/** A desk on a real database, real files and a real port, with people in it. */
export interface Deployment {
  folder: string;
  ledger: Ledger;
  uploads: LocalUploads;
  desk: Desk;
  editionsRoot: string;
  signingKey: SigningKey;
  origin: string;
  logged: object[];
  /** Makes a person with roles in the city and signs them in. */
  person(name: string, ...roles: (Role | { role: Role; unit?: string; government?: string })[]): Promise<Visitor>;
  close(): Promise<void>;
}

export interface Visitor {
  id: string;
  headers: Record<string, string>;
  /** A query or mutation as the screens send it. */
  query(path: string, input?: unknown): Promise<{ status: number; data: unknown; code: string | undefined }>;
  mutate(path: string, input?: unknown): Promise<{ status: number; data: unknown; code: string | undefined }>;
  send(
    name: string,
    body: string | Buffer,
    government?: string,
  ): Promise<{ status: number; id: string; sameAs: boolean; code: string | undefined }>;
}

/** The public pages as they are built: they need Vite for .tsx and styles. */
const builtPages: DeskOptions['publicPages'] = ({ government, ...given }) => {
  const url = new URL('../../site/dist/site.js', import.meta.url).href;
  const built = import(/* @vite-ignore */ url) as Promise<typeof import('../../site/src/site.ts')>;
  const site = built.then(({ createSite }) => createSite({ ...given, defaultGovernment: government }));
  return async (req, res, next) => (await site).router(req, res, next);
};

const builtBanners =
  (root: string): DeskOptions['bannerFacts'] =>
  async (asked) => {
    const url = new URL('../../site/dist/site.js', import.meta.url).href;
    const { createSite } = (await import(/* @vite-ignore */ url)) as typeof import('../../site/src/site.ts');
    return createSite({
      editions: openEditions(root),
      defaultGovernment: asked.government,
      siteAddress: 'https://kota.example.go.id',
    }).banner(asked);
  };

/** As in the demonstration: most tests are not about the second factor. */
const relaxed: DeskOptions['rules'] = { passwords: { minLength: 12, check: true }, secondFactorRequired: false };

export async function deploy({
  threads = false,
  rules = relaxed,
  oidc,
  database,
  ...more
}: {
  threads?: boolean;
  /** Address of a PostgreSQL server's empty database; absent: SQLite in the folder. */
  database?: string;
  oidc?: (origin: string) => Promise<DeskOptions['oidc']>;
} & Partial<Pick<DeskOptions, 'health' | 'rules' | 'mail' | 'now' | 'uploads'>> = {}): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const url = database ?? `sqlite:${join(folder, 'ledger.sqlite')}`;
  const ledger = await openLedger({ url, ...(more.now && { now: more.now }) });
  const uploads = uploadStore(join(folder, 'uploads'));
  const editionsRoot = join(folder, 'editions');
  const signingKey = loadSigningKey(join(folder, 'key.pem'));
  await ledger.transact((tx) => addGovernment(tx, { code: city, name: 'Kota Pangkalpinang', basis: 'lra' }, 'test'));
  const app = express();
  // As in the server: a proxy on this machine may set X-Forwarded-For.
  app.set('trust proxy', 'loopback');
  const server = createServer(app);
  const origin = await listen(server);
  const logged: object[] = [];
  const desk = await createDesk({
    ...{ ledger, uploads, editionsRoot, signingKey },
    ledgerUrl: threads ? url : null,
    spoolDir: folder,
    publicPages: builtPages,
    bannerFacts: builtBanners(editionsRoot),
    log: { error: (data, text) => logged.push({ ...data, text }) },
    baseUrl: origin,
    secret: deploymentSecret,
    rules,
    // No polling: tests run the queue themselves.
    times: { lease: 30_000, renew: 1_000, poll: 3_600_000 },
    readFile: readInProcess,
    ...more,
    oidc: await oidc?.(origin),
  });
  app.use(desk.router);

  async function person(name: string, ...held: Parameters<Deployment['person']>[1][]): Promise<Visitor> {
    const email = `${name.replaceAll(/\W/g, '')}@example.test`;
    const { id } = await desk.addAccount({ name, email });
    await ledger.transact(async (tx) => {
      for (const one of held) {
        const { role, unit = null, government = city } = typeof one === 'string' ? { role: one } : one;
        await grant(tx, { person: id, government, role, unit }, 'test');
      }
    });
    const token = new URL(await desk.signInLink(email)).hash.slice(1);
    const answer = await fetch(`${origin}/api/auth/magic-link/verify?token=${token}`, { headers: sealed });
    return visitor(origin, id, { ...sealed, cookie: cookieOf(answer) });
  }

  return {
    ...{ folder, ledger, uploads, desk, editionsRoot, signingKey, origin, logged, person },
    async close() {
      await desk.close();
      await ledger.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .filter((text) => !/max-age=0/i.test(text))
    .map((text) => text.split(';')[0])
    .join('; ');
}

export function visitor(origin: string, id: string, headers: Record<string, string>): Visitor {
  const answered = async (answer: Response) => {
    // As in a browser: a new session's cookie replaces the old one.
    const renewed = cookieOf(answer);
    if (renewed !== '') headers['cookie'] = renewed;
    const body = (await answer.json()) as { result?: { data: unknown }; error?: { data?: { code: string } } };
    return { status: answer.status, data: body.result?.data, code: body.error?.data?.code };
  };
  return {
    id,
    headers,
    query: async (path, input) => {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return answered(await fetch(`${origin}/api/kerja/${path}${query}`, { headers }));
    },
    mutate: async (path, input) =>
      answered(
        await fetch(`${origin}/api/kerja/${path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          ...(input === undefined ? {} : { body: JSON.stringify(input) }),
        }),
      ),
    async send(name, body, government = city) {
      const answer = await fetch(`${origin}/api/kerja/unggah?government=${government}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream', 'x-nama-berkas': encodeURIComponent(name) },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      const { id = '', sameAs = false, error } = (await answer.json()) as { id?: string; sameAs?: boolean; error?: { code: string } };
      return { status: answer.status, id, sameAs, code: error?.code };
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      resolve(`http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`);
    });
  });
}

export const units = { education: '1.01.2.22.0.00.01.0000', health: '1.02.0.00.0.00.01.0000' } as const;

interface FileOf {
  kind: 'anggaran' | 'anggaran kas' | 'realisasi';
  unit?: string;
  asOf?: string;
  /** Of a cash plan: the same amount in every month. */
  amounts: readonly (readonly [account: string, rupiah: string])[];
  government?: string;
}

/** A file in the project's template, filled in. */
export function templateFile({ kind, unit = units.education, asOf, amounts, government = city }: FileOf): string {
  const head = [
    ['Format', 'SIP KADIN 1'],
    ['Jenis data', kind],
    ['Kode pemda', government],
    ['Tahun anggaran', '2026'],
    ...(kind !== 'realisasi'
      ? [['Versi anggaran', 'murni']]
      : [
          ['Basis realisasi', 'lra'],
          ['Per tanggal', asOf ?? '2026-03-31'],
        ]),
  ];
  const columns = [
    'Kode unit',
    'Nama unit',
    'Kode sub kegiatan',
    'Nama sub kegiatan',
    'Kode rekening',
    'Nama rekening',
    'Kode sumber dana',
    'Nama sumber dana',
  ];
  const rows = amounts.map(([account, rupiah]) => [
    unit,
    unit === units.education ? 'Dinas Pendidikan' : 'Dinas Kesehatan',
    '1.01.01.2.01.0001',
    'Penyusunan dokumen',
    account,
    'Belanja',
    '1.1',
    'PAD',
    ...(kind === 'anggaran kas' ? templateAmounts['cash-plan'].map(() => rupiah) : [rupiah]),
  ]);
  const amountColumns = templateAmounts[kind === 'anggaran' ? 'budget' : kind === 'realisasi' ? 'realization' : 'cash-plan'];
  return [...head, [], [...columns, ...amountColumns], ...rows].map((row) => row.join(';')).join('\n');
}
