import { getUpload } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ErrorCode, Refusal } from '../../../packages/workflow/src/refusal.ts';
import { deskRouter } from '../src/app/desk.ts';
import { codeOf, type DeskContext, type Rule } from '../src/rights/trpc.ts';
import { city, type Deployment, deploy, templateFile, units } from './deployment.ts';
import { type Asker, askers, uploader, uploadsInEveryState } from './rights-place.ts';

interface Declared {
  path: string;
  type: 'query' | 'mutation';
  rule: Rule | undefined;
}

// A router lists its procedures nowhere else.
// oxlint-disable-next-line no-underscore-dangle
const declared = deskRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta?: unknown } }>;

const procedures: Declared[] = Object.entries(declared).map(([path, { _def }]) => ({
  path,
  type: _def.type === 'query' ? 'query' : 'mutation',
  rule: (_def.meta as { rule: Rule } | undefined)?.rule,
}));

function told({ path, type, rule }: Declared): string {
  if (rule === undefined) return `${path}  NO RULE`;
  const who = typeof rule.who === 'string' ? rule.who : rule.who.join(', ');
  const of = 'of' in rule ? ` of the ${rule.of}` : '';
  const when = 'in' in rule && rule.in !== 'any' ? ` while ${rule.in.join(' or ')}` : '';
  return `${type.padEnd(8)} ${path.padEnd(28)} ${who}${of}${when}`;
}

test('every procedure declares its rule, and each is as it was reviewed', async () => {
  expect(procedures.filter(({ rule }) => rule === undefined)).toEqual([]);
  // A step of an upload that may be taken in any state would be a hole in the road from draft to published.
  const steps = procedures.filter(({ type, rule }) => type === 'mutation' && rule !== undefined && 'in' in rule && rule.in === 'any');
  expect(steps).toEqual([]);
  // Nobody is let in without a rule of who: what is open to anyone is read, never written.
  expect(procedures.filter(({ type, rule }) => type === 'mutation' && rule?.who === 'anyone')).toEqual([]);
  await expect(`${procedures.map(told).toSorted().join('\n')}\n`).toMatchFileSnapshot('rights.txt');
});

/** What the rule says of one who asks for one upload: refused by a code, or let through. */
function expected(rule: Rule, { person }: Asker, state: string): ErrorCode | 'open' {
  if (rule.who === 'anyone') return 'open';
  if (person === null) return 'signed-out';
  if (rule.who === 'signed-in' || !('of' in rule)) return 'open';
  if (person.lacksSecondFactor) return 'second-factor';
  const held = person.memberships.filter(({ government, role }) => government === city && rule.who.includes(role));
  if (rule.of === 'government') return held.length > 0 ? 'open' : 'no-role';
  if (rule.of === 'whole government') return held.some(({ role, unit }) => role !== 'operator' || unit === null) ? 'open' : 'no-role';
  if (!held.some(({ role, unit }) => role !== 'operator' || unit === null || person.id === uploader)) return 'not-found';
  return rule.in === 'any' || rule.in.some((one) => one === state) ? 'open' : 'wrong-state';
}

describe('the matrix of rights', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy();
  });
  afterAll(() => place.close());

  /** Whoever gets this far was let through; nothing is written, so that every state stays as it is. */
  const through = () => {
    throw new Refusal('nothing-new');
  };
  const dead = <T extends object>(real: T, alive: Partial<T> = {}): T =>
    new Proxy(real, { get: (_, name) => (name in alive ? Reflect.get(alive, name) : through) });

  function contextOf({ person }: Asker): DeskContext {
    const { ledger, uploads, editionsRoot, signingKey } = place;
    return {
      ...{ person, uploads, editionsRoot, signingKey },
      ledger: { ...ledger, transact: through },
      now: () => '2026-06-01T00:00:00.000Z',
      jobs: dead({} as DeskContext['jobs']),
      previews: dead({} as DeskContext['previews']),
      accounts: dead({} as DeskContext['accounts'], { several: async () => new Map() }),
      own: person === null ? null : dead({} as NonNullable<DeskContext['own']>),
      rules: { passwords: { minLength: 12, check: true }, secondFactorRequired: true },
      mails: false,
      signInService: false,
      names: async () => new Map(),
    };
  }

  /** Enough for every procedure to get past its reading of the input; what it does not know it leaves out. */
  const input = (id: string) => ({
    ...{ government: city, id, year: 2026, month: 1, unit: units.education, answers: {}, reason: 'kurang lengkap', note: '' },
    ...{ person: uploader, session: 's', held: [{ role: 'auditor', unit: null }], name: 'Rina Wati', email: 'rina@example.test' },
    ...{ mapping: '{}', fingerprint: 'a'.repeat(32) },
    ...{ next: 'kuda terbang biru', current: 'x', code: '123456' },
  });

  test('gives every procedure, to everybody, in every state, what its rule says', async () => {
    const everybody = await askers(place);
    const uploads = await uploadsInEveryState(place);
    for (const { id, state } of uploads) expect((await getUpload(place.ledger.read, id)).state).toBe(state);
    const wrong: string[] = [];
    const counts = { open: 0, refused: 0 };
    for (const asker of everybody) {
      const caller = deskRouter.createCaller(contextOf(asker)) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      for (const procedure of procedures) {
        const { path, rule } = procedure;
        if (rule === undefined) continue;
        const [room = '', name = ''] = path.split('.');
        const byStatement = 'of' in rule && rule.of === 'statement';
        const targets = 'in' in rule ? uploads.filter(({ statement }) => !byStatement || statement !== null) : uploads.slice(0, 1);
        for (const { id, statement, state } of targets) {
          const wanted = expected(rule, asker, state);
          const answer = await caller[room]?.[name]?.(input(byStatement ? (statement ?? '') : id)).then(
            () => 'open',
            (error: unknown) => codeOf(error),
          );
          counts[wanted === 'open' ? 'open' : 'refused']++;
          const denials = ['signed-out', 'second-factor', 'no-role', 'fault', ...('in' in rule ? ['not-found', 'wrong-state'] : [])];
          const given = denials.includes(answer ?? 'fault') ? answer : 'open';
          if (given !== wanted) wrong.push(`${path} for ${asker.name} on ${state}: ${answer}, but its rule says ${wanted}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(counts.open, counts.refused)).toBeGreaterThan(200);
    const cells = counts.open + counts.refused;
    process.stdout.write(
      `rights: ${procedures.length} procedures x ${everybody.length} askers x ${uploads.length} states: ${cells} cells, ${counts.open} open, ${counts.refused} refused\n`,
    );
  });
});

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
    expect((await narrow.ask('uploads.list', { government: city })).data).toEqual([]);
    expect(await narrow.ask('uploads.get', { id })).toMatchObject({ status: 404, code: 'not-found' });
    expect((await fetch(`${place.origin}/api/kerja/berkas/${id}`, { headers: narrow.headers })).status).toBe(404);
    const foreign = await narrow.send('pendidikan.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '6']] }));
    const own = await narrow.send(
      'kesehatan.csv',
      templateFile({ kind: 'anggaran', unit: units.health, amounts: [['5.1.01.01.001.00001', '7']] }),
    );
    await place.desk.idle();
    expect((await narrow.ask('uploads.get', { id: foreign.id })).data).toMatchObject({ foreignUnits: [units.education] });
    expect(await narrow.tell('uploads.submit', { id: foreign.id })).toMatchObject({ status: 403, code: 'other-unit' });
    expect(await narrow.tell('uploads.submit', { id: own.id })).toMatchObject({ status: 200 });
    expect((await narrow.ask('uploads.list', { government: city })).data).toHaveLength(2);
  });

  test('of another government sends nothing here, and a file of another government is not used', async () => {
    const operator = await place.person('operator', 'operator');
    const file = templateFile({ kind: 'anggaran', government: '81.04', amounts: [['5.1.01.01.001.00001', '8']] });
    const { id } = await operator.send('buru.csv', file);
    await place.desk.idle();
    const shown = await operator.ask('uploads.get', { id });
    expect(shown.data).toMatchObject({ state: 'refused', statements: [] });
    expect(JSON.stringify(shown.data)).toContain('"severity":"blocking"');
    expect((await operator.tell('uploads.submit', { id })).code).toBe('wrong-state');
    expect(await operator.send('x.csv', 'a;b', '81.04')).toMatchObject({ status: 403, code: 'no-role' });
  });
});
