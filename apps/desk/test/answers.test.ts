import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { toDecimal } from '@sipkadin/budget';
import { getUpload, type UploadState } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import express, { type Request, type RequestHandler } from 'express';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskRouter } from '../src/app/desk.ts';
import { trailDownload } from '../src/features/audit/trail.download.ts';
import { changesWorkbook } from '../src/features/editions/changes.download.ts';
import { templateDownload } from '../src/features/templates/template.download.ts';
import { markedFile } from '../src/features/uploads/findings/marked-copy.download.ts';
import { originalFile } from '../src/features/uploads/reading/original.download.ts';
import { addFileRoutes } from '../src/rights/file-routes.ts';
import { type FileRoute, fileRights, type ProcedurePath, ruleOf } from '../src/rights/rights.ts';
import type { DeskContext } from '../src/rights/trpc.ts';
import { city, type Deployment, deploy, sealed, templateFile, units } from './deployment.ts';
import { type Asker, askers, type Seed, type UploadInState, uploader, uploadsInEveryState } from './rights-fixtures.ts';

/*
 * What answers contain. Every text and amount of every upload is a canary; each procedure and download is called as each person,
 * and a canary may appear only where the rules below allow it, by the state and the OPD of the upload that it came with.
 */

const elsewhere = '81.04';
const counted: readonly UploadState[] = ['verified', 'published', 'superseded'];

/** Of an upload: what its lines say; its file's name, findings and reasons; the bytes of its file. */
type Content = 'lines' | 'file name' | 'report' | 'bytes';

interface Canary {
  text: string;
  content: Content;
  government: string;
  unit: string;
  uploader: string;
  state: UploadState;
}

function mayAppear({ content, government, unit, uploader: owner, state }: Canary, { person }: Asker): boolean {
  if (person === null) return false;
  const own = person.id === owner;
  return person.memberships.some((held) => {
    if (held.government !== government) return false;
    if (held.role === 'leadership') return counted.includes(state) && (content === 'lines' || content === 'file name');
    const whole = held.role !== 'operator' || held.unit === null;
    // A file without a report may hold personal data.
    if (content === 'bytes') return own || held.role === 'verifier' || held.role === 'auditor' || (state === 'asked' && whole);
    if (whole || own) return true;
    return content === 'lines' && held.unit === unit && counted.includes(state);
  });
}

const canaries: Canary[] = [];
let place: Deployment;
let everybody: Asker[];
let uploads: UploadInState[][];

/** Seeds the uploads of an OPD, and a canary for each of their texts and amounts. */
function seedOf(at: number, whose: Pick<Seed, 'government' | 'unit' | 'uploader'>, kept: Map<string, string>): Seed {
  const states: UploadState[] = [];
  const number = (state: UploadState) => {
    if (!states.includes(state)) states.push(state);
    return at * 100 + states.indexOf(state) + 10;
  };
  const known = new Set<string>();
  const canary = (state: UploadState, content: Content, text: string) => {
    if (!known.has(text)) canaries.push({ ...whose, state, content, text });
    known.add(text);
    return text;
  };
  const amount = (state: UploadState) => BigInt(`7${number(state)}53100`);
  return {
    ...whose,
    texts: (state) => {
      const n = number(state);
      canary(state, 'lines', toDecimal(amount(state)));
      const body = `No;Uraian;Isi\n1;2;${canary(state, 'bytes', `isi${n}x`)}\n`;
      const hash = createHash('sha256').update(body).digest('hex');
      kept.set(hash, body);
      return {
        ...{ file: `${canary(state, 'file name', `berkas${n}x`)}.csv`, hash, bytes: body.length },
        activity: canary(state, 'lines', `kegiatan${n}x`),
        package: canary(state, 'lines', `paket${n}x`),
        sheet: canary(state, 'lines', `lembar${n}x`),
        finding: canary(state, 'report', `temuan${n}x`),
        reason: canary(state, 'report', `alasan${n}x`),
      };
    },
    amount,
  };
}

beforeAll(async () => {
  place = await deploy();
  everybody = await askers(place);
  const bodies = new Map<string, string>();
  const seeds = [
    seedOf(1, { government: city, unit: units.education, uploader }, bodies),
    seedOf(2, { government: city, unit: units.health, uploader: 'operator of another OPD' }, bodies),
    seedOf(3, { government: elsewhere, unit: units.education, uploader: 'everything in another government' }, bodies),
  ];
  uploads = await uploadsInEveryState(place, seeds);
  for (const body of bodies.values()) await place.uploads.put(Buffer.from(body));
  for (const { id } of uploads.flat()) fileNames.set(id, (await getUpload(place.ledger.read, id)).fileName);
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
    ...{ person, uploads: store, editionsRoot, signingKey, ledger: { ...ledger, transact: refused } },
    now: () => '2026-12-01T00:00:00.000Z',
    jobs: dead(),
    previews: dead(),
    accounts: dead<DeskContext['accounts']>({ several: async () => new Map() }),
    own: null,
    rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: true },
    mails: false,
    signInService: false,
    names: async () => new Map(),
  };
}

// A router lists its procedures nowhere else.
// oxlint-disable-next-line no-underscore-dangle
const declared = deskRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
const procedures = Object.keys(declared).toSorted() as ProcedurePath[];
const isMutation = (path: ProcedurePath) => declared[path]?._def.type === 'mutation';
const targets = () => uploads.flat();
/**
 * Rows of a file and marked copies are made by a child process, workbooks are slow to read, and mutations end in a refusal here:
 * two states are enough.
 */
const sampled: readonly UploadState[] = ['draft', 'asked'];
const narrowed = (path: ProcedurePath) => path === 'uploads.surroundings' || isMutation(path);

/** By upload; the sheet of a .csv is called as the file. */
const fileNames = new Map<string, string>();

/** Every input that a procedure is called with. */
function inputsOf(path: ProcedurePath): object[] {
  const { of } = ruleOf(path);
  const rest = {
    ...{ year: 2026, answers: {}, reason: 'kurang lengkap', note: '', number: 1, to: 1, row: 2, mapping: '{}' },
    ...{ person: uploader, session: 's', held: [], fingerprint: 'a'.repeat(32), code: 'row-unread', severity: 'info' },
  };
  if (of === 'upload')
    return targets().flatMap(({ id, state }) =>
      narrowed(path) && !sampled.includes(state) ? [] : [{ ...rest, id, sheet: fileNames.get(id) ?? '' }],
    );
  if (of === 'statement')
    return targets().flatMap(({ statement }) =>
      statement === null
        ? []
        : (path === 'changes.of' ? ['working', 'previous', 'published'] : [undefined]).map((against) => ({
            ...{ ...rest, id: statement },
            ...(against === undefined ? {} : { against }),
          })),
    );
  const months = path.startsWith('monitor.') ? [1, 2, undefined] : [undefined];
  return [city, elsewhere].flatMap((government) =>
    months.flatMap((month) =>
      Object.values(units).map((unit) => ({ ...rest, government, unit, ...(month === undefined ? {} : { month }) })),
    ),
  );
}

/** The addresses of a download. */
function addressesOf(route: FileRoute): string[] {
  const [method, path = ''] = route.split(' ');
  if (method !== 'GET') return [];
  const { of } = fileRights[route];
  if (of === 'government') return [city, elsewhere].map((government) => path.replace(':government', government));
  const address = (id: string) => path.replace(':id', id);
  if (of === 'upload')
    return targets().flatMap(({ id, state }) => (route === 'GET bertanda/:id' && !sampled.includes(state) ? [] : [address(id)]));
  return targets().flatMap(({ statement, state }) =>
    statement === null || !sampled.includes(state) ? [] : [`${address(statement)}?terhadap=working`],
  );
}

async function textOf(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString();
  return JSON.stringify(await readXlsx(bytes));
}

test('an answer contains only what the state and the OPD of its upload allow: every procedure and download, for everybody', async () => {
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
      for (const input of inputsOf(path)) {
        const answer = await caller[room]?.[name]?.(input).catch((error: Error) => `${error.message} ${String(error.cause)}`);
        look(asker, path, JSON.stringify(answer ?? null));
      }
    }
  }

  const app = express();
  const { ledger, uploads: store, folder: spoolDir } = place;
  const handlers = {
    'POST unggah': async () => undefined,
    'GET berkas/:id': originalFile({ uploads: store }),
    'GET bertanda/:id': markedFile({ ledger, uploads: store, spoolDir }),
    'GET perubahan/:id': changesWorkbook({ ledger }),
    'GET jejak/:government': trailDownload({ ledger, names: async () => new Map() }),
    'GET formulir/:government': templateDownload({ now: () => '2026-11-01T00:00:00.000Z' }),
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
          addressesOf(route).map(async (address) => {
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
        uploads.flat().some(({ state, statement }) => state === canary.state && (statement !== null || canary.content !== 'lines')) &&
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
  const others = canaries.filter(({ unit }) => unit === units.health);
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
