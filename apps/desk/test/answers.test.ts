import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Refusal } from '@sipkadin/workflow';
import express, { type Request, type RequestHandler } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskRouter } from '../src/app/desk.ts';
import { changesWorkbook } from '../src/features/editions/changes.download.ts';
import { obstaclesDownload } from '../src/features/follow-up/obstacles/obstacles.download.ts';
import { evidenceWorkbook } from '../src/features/openness/documents/evidence.download.ts';
import { lraWorkbook } from '../src/features/oversight/duties/lra.download.ts';
import { trailDownload } from '../src/features/system/audit/trail.download.ts';
import { templateDownload } from '../src/features/templates/template.download.ts';
import { markedFile } from '../src/features/uploads/findings/marked-copy.download.ts';
import { originalFile } from '../src/features/uploads/reading/original.download.ts';
import { addFileRoutes, type FileHandlers } from '../src/rights/file-routes.ts';
import { type FileRoute, fileRights } from '../src/rights/rights.ts';
import type { DeskContext } from '../src/rights/trpc.ts';
import {
  addressesOf,
  type Content,
  elsewhere,
  inputsOf,
  mayAppear,
  procedures,
  type SeededCanaries,
  seedCanaries,
  textOf,
} from './canaries.ts';
import { city, type Deployment, deploy, sealed, templateFile, units } from './deployment.ts';
import { type Asker, askers, uploader } from './rights-fixtures.ts';

let place: Deployment;
let everybody: Asker[];
let seeded: SeededCanaries;

beforeAll(async () => {
  place = await deploy();
  everybody = await askers(place);
  seeded = await seedCanaries(place, [
    { government: city, unit: units.education, uploader },
    { government: city, unit: units.health, uploader: 'operator of another OPD' },
    { government: elsewhere, unit: units.education, uploader: 'everything in another government' },
  ]);
});
afterAll(() => place.close());

function contextOf({ person }: Asker): DeskContext {
  const refused = () => {
    throw new Refusal('nothing-new');
  };
  const dead = <T extends object>(alive: Partial<T> = {}): T =>
    new Proxy({} as T, { get: (_, name) => (name in alive ? Reflect.get(alive, name) : refused) });
  const { ledger, uploads: store, editionsRoot, signingKey } = place;
  return {
    ...{ person, uploads: store, editionsRoot, signingKey, ledger: { ...ledger, transact: refused }, health: undefined },
    now: () => '2026-12-01T00:00:00.000Z',
    jobs: dead(),
    previews: dead(),
    keptPreviews: dead(),
    tables: dead(),
    registers: dead(),
    accounts: dead<DeskContext['accounts']>({ several: async () => new Map() }),
    own: null,
    rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: true },
    mails: false,
    signInService: false,
    names: async () => new Map(),
  };
}

test('an answer contains only what the state and the OPD of its upload allow: every procedure and download, for everybody', async () => {
  const { canaries } = seeded;
  const leaks = new Set<string>();
  const seen = new Map<string, Set<string>>();
  let calls = 0;
  const look = (asker: Asker, from: string, answer: string) => {
    calls++;
    for (const canary of canaries) {
      if (!answer.includes(canary.text)) continue;
      if (mayAppear(canary, asker)) seen.set(asker.name, (seen.get(asker.name) ?? new Set()).add(canary.text));
      else leaks.add(`${from} shows ${asker.name} ${canary.content} of ${canary.unit} in ${canary.government}, ${canary.state}`);
    }
  };

  for (const asker of everybody) {
    const caller = deskRouter.createCaller(contextOf(asker)) as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    for (const path of procedures) {
      const [room = '', name = ''] = path.split('.');
      for (const input of inputsOf(path, seeded, uploader)) {
        const answer = await caller[room]?.[name]?.(input).catch((error: Error) => `${error.message} ${String(error.cause)}`);
        look(asker, path, JSON.stringify(answer ?? null));
      }
    }
  }

  const app = express();
  const { ledger, uploads: store, folder: spoolDir } = place;
  const handlers: FileHandlers = {
    'POST unggah': async () => undefined,
    'GET berkas/:id': originalFile({ uploads: store }),
    'GET bertanda/:id': markedFile({ ledger, uploads: store, spoolDir }),
    'GET perubahan/:id': changesWorkbook({ ledger }),
    'GET jejak/:government': trailDownload({ ledger, names: async () => new Map() }),
    // preview.test.ts asks for its pages.
    'GET pratinjau/:government/:year{/*page}': async (_grant, _req, res) => void res.end(),
    'GET formulir/:government': templateDownload({ now: () => '2026-11-01T00:00:00.000Z' }),
    // briefing.test.ts reads what they hold: verified figures alone.
    // It is made of what is public.
    'GET spanduk/:government': async (_grant, _req, res) => void res.end(),
    'GET rapat/:government/bahan.pdf': async (_grant, _req, res) => void res.end(),
    'GET rapat/:government/bahan.xlsx': async (_grant, _req, res) => void res.end(),
    'GET lra/:government': lraWorkbook({ ledger }),
    // The rows of the workbook.
    'GET dokumen/:government/bukti.pdf': async (_grant, _req, res) => void res.end(),
    'GET dokumen/:government/bukti.xlsx': evidenceWorkbook({ now: () => '2026-11-01T00:00:00.000Z', baseUrl: 'https://contoh.test' }),
    'GET kendala/:government': obstaclesDownload({ ledger, now: () => '2026-11-01T00:00:00.000Z' }),
  };
  const person = async (req: Request) => everybody[Number(req.headers['x-asker'])]?.person ?? null;
  const receiving: RequestHandler = (_req, _res, next) => next();
  addFileRoutes(app, handlers, { ledger, person, current: async (_read, asker) => asker, log: { error: () => undefined }, receiving });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const [index, asker] of everybody.entries())
      for (const route of Object.keys(fileRights) as FileRoute[])
        await Promise.all(
          addressesOf(route, seeded).map(async (address) => {
            const answer = await fetch(`${origin}/api/kerja/${address}`, { headers: { ...sealed, 'x-asker': String(index) } });
            look(asker, route, await textOf(answer));
          }),
        );
  } finally {
    server.closeAllConnections();
    server.close();
  }

  expect([...leaks]).toEqual([]);
  // What may appear does: a verifier sees all of the city, leadership the lines that count, an operator what the uploads of the OPD hold.
  const shownTo = (name: string) => seen.get(name) ?? new Set();
  const asker = (name: string) => everybody.find((one) => one.name === name) as Asker;
  const unseen = (name: string, contents: readonly Content[]) =>
    canaries.filter(
      (canary) =>
        contents.includes(canary.content) &&
        seeded.uploads.some(({ state, statement }) => state === canary.state && (statement !== null || canary.content !== 'lines')) &&
        mayAppear(canary, asker(name)) &&
        !shownTo(name).has(canary.text),
    );
  expect(unseen('verifier', ['lines', 'file name', 'bytes'])).toEqual([]);
  // Leadership's screens have no names of activities.
  expect(unseen('leadership', ['lines']).filter(({ text }) => !text.startsWith('kegiatan'))).toEqual([]);
  expect(unseen('operator of the OPD', ['file name', 'bytes'])).toEqual([]);
  expect(
    ['signed out', 'nothing', 'everything, but disabled', 'everything, without a second factor'].flatMap((name) => [...shownTo(name)]),
  ).toEqual([]);
  process.stdout.write(`answers: ${calls} answers, ${canaries.length} canaries, ${everybody.length} askers\n`);
}, 120_000);

test('an operator of one OPD learns nothing of another OPD from a file that names it', async () => {
  const narrow = await place.person('narrow', { role: 'operator', unit: units.education });
  const body = templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-07-31', amounts: [['5.1.01.01.001.00001', '5']] });
  const { id } = await narrow.send('kesehatan.csv', body);
  await place.desk.idle();
  const { data } = await narrow.query('uploads.get', { id });
  const { state, statements } = data as { state: string; statements: { id: string }[] };
  expect(state).toBe('draft');
  const answers = [JSON.stringify(data)];
  for (const against of ['working', 'previous', 'published'] as const) {
    answers.push(JSON.stringify(await narrow.query('changes.of', { id: statements[0]?.id, against })));
    const address = `${place.origin}/api/kerja/perubahan/${statements[0]?.id}?terhadap=${against}`;
    answers.push(await textOf(await fetch(address, { headers: narrow.headers })));
  }
  answers.push(await textOf(await fetch(`${place.origin}/api/kerja/bertanda/${id}`, { headers: narrow.headers })));
  const others = seeded.canaries.filter(({ unit }) => unit === units.health);
  expect(others.filter(({ text }) => answers.some((answer) => answer.includes(text)))).toEqual([]);
  // A verifier sees what the file is compared with.
  const verifier = await place.person('checker', 'verifier');
  expect(JSON.stringify((await verifier.query('uploads.get', { id })).data)).toContain('cumulative-falls');
  expect(JSON.stringify(await verifier.query('changes.of', { id: statements[0]?.id, against: 'working' }))).toContain('"before":"');
});

test('an operator of one OPD learns that another file competes with theirs, and neither its name nor its sender', async () => {
  const narrow = await place.person('competing', { role: 'operator', unit: units.health });
  const wide = await place.person('bakeuda', 'operator');
  const file = (amount: string) =>
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-08-31', amounts: [['5.1.01.01.001.00001', amount]] });
  const theirs = await wide.send('berkas-bakeuda.csv', file('6'));
  const { id } = await narrow.send('kesehatan agustus.csv', file('7'));
  await place.desk.idle();
  const { data } = await narrow.query('uploads.get', { id });
  expect(data).toMatchObject({ conflicts: [{ id: theirs.id, state: 'draft', from: null }] });
  expect(JSON.stringify(data)).not.toMatch(/berkas-bakeuda|"bakeuda"/);
  // The same bytes as somebody else's are an upload of its own: the answer does not say that there are others.
  expect(await narrow.send('salinan.csv', file('6'))).toMatchObject({ status: 201, sameAs: false });
});
