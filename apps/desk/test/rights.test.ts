import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getUpload } from '@sipkadin/ledger';
import type { AnyProcedure } from '@trpc/server';
import express, { type Request } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ErrorCode, Refusal } from '../../../packages/workflow/src/refusal.ts';
import { deskRouter } from '../src/app/desk.ts';
import { entitled } from '../src/rights/entitled.ts';
import { addFileRoutes, type FileHandler, type FileHandlers } from '../src/rights/file-routes.ts';
import {
  type FileRoute,
  fileRights,
  type MenuPath,
  menuRights,
  type ProcedurePath,
  type Right,
  type Rule,
  roleTraits,
  ruleOf,
} from '../src/rights/rights.ts';
import { anyone, checkRights, codeOf, type DeskContext, ofGovernment, router } from '../src/rights/trpc.ts';
import { city, type Deployment, deploy, sealed, templateFile, units } from './deployment.ts';
import { type Asker, askers, type UploadInState, uploader, uploadsInEveryState } from './rights-fixtures.ts';

// A router lists its procedures nowhere else.
// oxlint-disable-next-line no-underscore-dangle
const declared = deskRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
const procedures = Object.keys(declared).toSorted() as ProcedurePath[];
const files = Object.keys(fileRights) as FileRoute[];
const menu = Object.keys(menuRights) as MenuPath[];

function lineOf(right: Right): string {
  const rule = ruleOf(right);
  const who = 'who' in rule ? `${rule.who.join(', ')} of the ${rule.of}` : rule.of;
  const when = 'in' in rule && rule.in !== 'any' ? ` while ${rule.in.join(' or ')}` : '';
  const drafts = rule.of === 'statement' && rule.who.some((role) => !roleTraits[role].readsDrafts) ? '; leadership once verified' : '';
  const personal = 'personalData' in rule ? `; with personal data its uploader, ${rule.personalData?.join(', ')}` : '';
  return `${(declared[right]?._def.type ?? '').padEnd(8)} ${right.padEnd(28)} ${who}${when}${drafts}${personal}`.trimStart();
}

test('the table of rights is as it was reviewed', async () => {
  const writes = procedures.filter((path) => declared[path]?._def.type === 'mutation').map(ruleOf);
  // A step that is allowed in every state of the upload would bypass the order from draft to published.
  expect(writes.filter((rule) => 'in' in rule && rule.in === 'any')).toEqual([]);
  expect(writes.filter(({ of }) => of === 'anyone' || of === 'statement')).toEqual([]);
  const lines = [...procedures.map(lineOf).toSorted(), '', ...files.map(lineOf), '', ...menu.map(lineOf)];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('rights.txt');
});

test('a router that does not fit the table cannot be made', () => {
  // oxlint-disable-next-line no-underscore-dangle
  const whole = { ...(deskRouter._def.record as unknown as Record<string, ReturnType<typeof router>>) };
  const calendar = (procedure: AnyProcedure) => checkRights(router({ ...whole, calendar: router({ year: procedure }) }));
  const answer = () => null;
  expect(() => calendar(ofGovernment.query(answer))).not.toThrow();
  expect(() => calendar(anyone.query(answer))).toThrow('calendar.year is not made by the builder of its scope, government');
  expect(() => checkRights(router({ ...whole, more: router({ all: anyone.query(answer) }) }))).toThrow(
    'more.all has no line in the table of rights',
  );
  const { calendar: _, ...others } = whole;
  expect(() => checkRights(router(others))).toThrow('lines without a procedure: calendar.year');
});

/** The outcome that a rule demands for a person's request: the code of a refusal, or `open`. */
function expected(rule: Rule, { person }: Asker, { state, harmless = false }: { state: string; harmless?: boolean }): ErrorCode | 'open' {
  if (rule.of === 'anyone') return 'open';
  if (person === null) return 'signed-out';
  if (rule.of === 'account') return 'open';
  if (person.lacksSecondFactor) return 'second-factor';
  const held = person.memberships.filter(({ government, role }) => government === city && rule.who.includes(role));
  if (rule.of === 'government') return held.length > 0 ? 'open' : 'no-role';
  if (rule.of === 'whole government') return held.some(({ role, unit }) => role !== 'operator' || unit === null) ? 'open' : 'no-role';
  const counted = ['verified', 'published', 'superseded'].includes(state);
  const reaching = held.filter(({ role, unit }) =>
    role === 'leadership' ? counted : role !== 'operator' || unit === null || person.id === uploader,
  );
  if (reaching.length === 0) return 'not-found';
  if (rule.of === 'statement') return 'open';
  if (rule.in !== 'any' && !rule.in.some((one) => one === state)) return 'wrong-state';
  const { personalData } = rule;
  const mayHaveFile =
    personalData === undefined || harmless || person.id === uploader || held.some(({ role }) => personalData.includes(role));
  return mayHaveFile ? 'open' : 'personal-data';
}

describe('the matrix of rights', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy();
  });
  afterAll(() => place.close());

  /** Reached only by requests that passed the check; writes nothing, so that every state stays. */
  const through = () => {
    throw new Refusal('nothing-new');
  };
  const dead = <T extends object>(real: T, alive: Partial<T> = {}): T =>
    new Proxy(real, { get: (_, name) => (name in alive ? Reflect.get(alive, name) : through) });

  function contextOf({ person }: Asker): DeskContext {
    const { ledger, uploads, editionsRoot, signingKey } = place;
    return {
      ...{ person, uploads, editionsRoot, signingKey, health: undefined },
      ledger: { ...ledger, transact: through },
      now: () => '2026-06-01T00:00:00.000Z',
      jobs: dead({} as DeskContext['jobs']),
      previews: dead({} as DeskContext['previews']),
      keptPreviews: dead({} as DeskContext['keptPreviews']),
      tables: dead({} as DeskContext['tables']),
      registers: dead({} as DeskContext['registers']),
      accounts: dead({} as DeskContext['accounts'], { several: async () => new Map() }),
      own: person === null ? null : dead({} as NonNullable<DeskContext['own']>),
      rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: true },
      mails: false,
      signInService: false,
      names: async () => new Map(),
    };
  }

  /** Valid input for every procedure; unknown keys are dropped. */
  const input = (id: string) => ({
    ...{ government: city, id, year: 2026, month: 1, unit: units.education, answers: {}, reason: 'kurang lengkap', note: '' },
    ...{ person: uploader, session: 's', held: [{ role: 'auditor', unit: null }], name: 'Rina Wati', email: 'rina@example.test' },
    ...{ mapping: '{}', fingerprint: 'a'.repeat(32) },
    ...{ activity: '', cause: 'land', what: 'Lahan', followUp: '', unblocker: '', promisedOn: null, owner: '', mayBePublic: false },
    ...{
      entry: 1,
      released: true,
      question: 1,
      asked: 'Kapan selesai?',
      answer: 1,
      publish: true,
      obstacle: '',
      text: 'Kapan?',
      state: 'resolved',
      ending: 'Selesai',
    },
    ...{ sheet: 0, page: 0, typed: [], takenBack: [] },
    ...{ list: 'tpad12', item: 'lkpd', address: '', issuedOn: null, sha256: '', next: 'kuda terbang biru', current: 'x', code: '123456' },
  });

  /** The uploads that a rule is tried on: all for rules of an upload or statement, else one. */
  const targetsOf = (rule: Rule, uploads: UploadInState[]) =>
    rule.of === 'upload' ? uploads : rule.of === 'statement' ? uploads.filter(({ statement }) => statement !== null) : uploads.slice(0, 1);

  test('lets through by the table: every procedure and file, for everybody, in every state', async () => {
    const everybody = await askers(place);
    const [uploads = []] = await uploadsInEveryState(place);
    for (const { id, state } of uploads) expect((await getUpload(place.ledger.read, id)).state).toBe(state);
    const wrong: string[] = [];
    const counts = { open: 0, refused: 0 };
    const compare = (right: Right, asker: Asker, upload: UploadInState, code: string) => {
      const rule = ruleOf(right);
      const wanted = expected(rule, asker, upload);
      counts[wanted === 'open' ? 'open' : 'refused']++;
      const ofUpload = rule.of === 'upload' || rule.of === 'statement';
      const denials = [
        'signed-out',
        'second-factor',
        'no-role',
        'personal-data',
        'fault',
        ...(ofUpload ? ['not-found', 'wrong-state'] : []),
      ];
      const given = denials.includes(code) ? code : 'open';
      if (given !== wanted) wrong.push(`${right} for ${asker.name} on ${upload.state}: ${code}, but its rule says ${wanted}`);
    };

    for (const asker of everybody) {
      const caller = deskRouter.createCaller(contextOf(asker)) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      for (const path of procedures) {
        const rule = ruleOf(path);
        const [room = '', name = ''] = path.split('.');
        for (const upload of targetsOf(rule, uploads)) {
          const answer = caller[room]?.[name]?.(input(rule.of === 'statement' ? (upload.statement ?? '') : upload.id));
          const code = await answer?.then(
            () => 'open',
            (error: unknown) => codeOf(error),
          );
          compare(path, asker, upload, code ?? 'fault');
        }
      }
    }

    const app = express();
    const open: FileHandler<FileRoute> = async (_grant, _req, res) => void res.status(204).end();
    const handlers = Object.fromEntries(files.map((route) => [route, open])) as unknown as FileHandlers;
    const asking = async (req: Request) => everybody[Number(req.headers['x-asker'])]?.person ?? null;
    addFileRoutes(app, handlers, {
      ledger: place.ledger,
      person: asking,
      current: async (_, asker) => asker,
      log: { error: () => undefined },
      receiving: (_req, _res, next) => next(),
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      for (const [index, asker] of everybody.entries()) {
        for (const route of files) {
          const rule = ruleOf(route);
          const [method = '', path = ''] = route.split(' ');
          for (const upload of targetsOf(rule, uploads)) {
            const id = rule.of === 'statement' ? (upload.statement ?? '') : upload.id;
            const address = path.replace(':government', city).replace(':id', id).replace(':year{/*page}', '2026/opd');
            const headers = { ...sealed, 'x-asker': String(index) };
            const answer = await fetch(`${origin}/api/kerja/${address}?government=${city}`, { method, headers });
            const code = answer.status === 204 ? 'open' : ((await answer.json()) as { error: { code: string } }).error.code;
            compare(route, asker, upload, code);
          }
        }
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }

    for (const asker of everybody)
      for (const path of menu) {
        const rule = ruleOf(path);
        const held = asker.person?.memberships.filter(({ government }) => government === city) ?? [];
        const offered = 'who' in rule && entitled(rule, held, null).length > 0;
        // While signed out or without a demanded second factor there is no menu.
        if ('who' in rule) compare(path, asker, { state: 'draft', id: '', statement: null }, offered ? 'open' : menuRefusal(asker));
      }

    expect(wrong).toEqual([]);
    expect(Math.min(counts.open, counts.refused)).toBeGreaterThan(400);
    const rights = procedures.length + files.length + menu.length;
    process.stdout.write(
      `rights: ${rights} lines x ${everybody.length} askers x ${uploads.length} states: ${counts.open} open, ${counts.refused} refused\n`,
    );
  });
});

function menuRefusal({ person }: Asker): ErrorCode {
  return person === null ? 'signed-out' : person.lacksSecondFactor ? 'second-factor' : 'no-role';
}

describe('an operator of one OPD', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy();
  });
  afterAll(() => place.close());

  test('sees own uploads alone, and cannot submit another OPD', async () => {
    const other = await place.person('other', 'operator');
    const { id } = await other.send('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] }));
    const narrow = await place.person('narrow', { role: 'operator', unit: units.health });
    expect((await narrow.query('uploads.list', { government: city })).data).toMatchObject({ total: 0, uploads: [] });
    expect(await narrow.query('uploads.get', { id })).toMatchObject({ status: 404, code: 'not-found' });
    expect((await fetch(`${place.origin}/api/kerja/berkas/${id}`, { headers: narrow.headers })).status).toBe(404);
    const foreign = await narrow.send('pendidikan.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '6']] }));
    const own = await narrow.send(
      'kesehatan.csv',
      templateFile({ kind: 'anggaran', unit: units.health, amounts: [['5.1.01.01.001.00001', '7']] }),
    );
    await place.desk.idle();
    expect((await narrow.query('uploads.get', { id: foreign.id })).data).toMatchObject({ foreignUnits: [units.education] });
    expect(await narrow.mutate('uploads.submit', { id: foreign.id })).toMatchObject({ status: 403, code: 'other-unit' });
    expect(await narrow.mutate('uploads.submit', { id: own.id })).toMatchObject({ status: 200 });
    expect((await narrow.query('uploads.list', { government: city })).data).toMatchObject({ total: 2 });
  });

  test('of another government cannot upload here, and a file of another government is refused', async () => {
    const operator = await place.person('operator', 'operator');
    const file = templateFile({ kind: 'anggaran', government: '81.04', amounts: [['5.1.01.01.001.00001', '8']] });
    const { id } = await operator.send('buru.csv', file);
    await place.desk.idle();
    const shown = await operator.query('uploads.get', { id });
    expect(shown.data).toMatchObject({ state: 'refused', statements: [] });
    expect(JSON.stringify(shown.data)).toContain('"severity":"blocking"');
    expect((await operator.mutate('uploads.submit', { id })).code).toBe('wrong-state');
    expect(await operator.send('x.csv', 'a;b', '81.04')).toMatchObject({ status: 403, code: 'no-role' });
  });
});
