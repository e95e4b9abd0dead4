import { type Role, roles } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deskRouter } from '../src/api/desk.ts';
import type { Rule } from '../src/api/trpc.ts';
import { city, type Deployment, deploy, templateFile, units, type Visitor, visitor } from './deployment.ts';

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

describe('who may do what', () => {
  let place: Deployment;
  let upload: string;
  const people = new Map<Role, Visitor>();
  beforeAll(async () => {
    place = await deploy();
    for (const role of roles) people.set(role, await place.person(role, role));
    const sent = await people
      .get('operator')
      ?.send('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] }));
    upload = sent?.id ?? '';
    await place.desk.idle();
  });
  afterAll(() => place.close());

  const call = (who: Visitor, { path, type, rule }: Declared) => {
    const input =
      rule !== undefined && 'of' in rule
        ? rule.of === 'government'
          ? { government: city }
          : { id: rule.of === 'upload' ? upload : 's000001' }
        : undefined;
    return type === 'query' ? who.ask(path, input) : who.tell(path, input);
  };

  test('every procedure declares its rule', () => {
    expect(procedures.length).toBeGreaterThanOrEqual(14);
    expect(procedures.filter(({ rule }) => rule === undefined)).toEqual([]);
  });

  test.each(procedures.filter(({ rule }) => rule?.who !== 'anyone'))('$path is closed to who is not signed in', async (procedure) => {
    const stranger = visitor(place.origin, '', { 'x-sipkadin': '1' });
    expect(await call(stranger, procedure)).toMatchObject({ status: 401, code: 'signed-out' });
  });

  test.each(procedures.flatMap((procedure) => roles.map((role) => ({ ...procedure, role }))))(
    '$path for $role',
    async ({ role, ...procedure }) => {
      const { rule } = procedure;
      const person = people.get(role);
      if (person === undefined || rule === undefined) throw new Error('not made');
      const { code } = await call(person, procedure);
      const allowed = typeof rule.who === 'string' || rule.who.includes(role);
      // An allowed call may still be refused for its state or the input that was left out, never for the role.
      if (allowed) expect(['no-role', 'not-found', 'signed-out', 'fault']).not.toContain(code);
      else expect(code).toBe('of' in rule && rule.of !== 'government' ? 'not-found' : 'no-role');
    },
  );

  test('a role in another government is none here', async () => {
    await place.ledger.transact(async (tx) => {
      const { addGovernment } = await import('@sipkadin/ledger');
      await addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test');
    });
    const other = await place.person('other', ...roles.map((role) => ({ role, government: '81.04' })));
    for (const procedure of procedures.filter(({ rule }) => rule !== undefined && 'of' in rule)) {
      expect(['no-role', 'not-found']).toContain((await call(other, procedure)).code);
    }
    expect(await other.send('x.csv', 'a;b')).toMatchObject({ status: 403, code: 'no-role' });
    expect((await fetch(`${place.origin}/api/kerja/berkas/${upload}`, { headers: other.headers })).status).toBe(404);
  });

  test('an operator of one OPD sees own uploads alone, and cannot submit another OPD', async () => {
    const narrow = await place.person('narrow', { role: 'operator', unit: units.health });
    expect((await narrow.ask('uploads.list', { government: city })).data).toEqual([]);
    expect(await narrow.ask('uploads.get', { id: upload })).toMatchObject({ status: 404, code: 'not-found' });
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

  test('a file of another government is blocked from submitting', async () => {
    const operator = people.get('operator');
    const sent = await operator?.send(
      'buru.csv',
      templateFile({ kind: 'anggaran', government: '81.04', amounts: [['5.1.01.01.001.00001', '8']] }),
    );
    await place.desk.idle();
    const shown = await operator?.ask('uploads.get', { id: sent?.id });
    expect(shown?.data).toMatchObject({ state: 'refused', statements: [] });
    expect(JSON.stringify(shown?.data)).toContain('"severity":"blocking"');
    expect((await operator?.tell('uploads.submit', { id: sent?.id }))?.code).toBe('wrong-state');
  });
});
