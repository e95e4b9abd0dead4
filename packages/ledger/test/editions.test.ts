import { defaultBands, fiscalYear, isoDate } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  type EditionRow,
  editionState,
  figuresByUnit,
  getUpload,
  ledgerSequence,
  listEditions,
  onePersonOf,
  recordEdition,
  setGovernment,
  submitUpload,
  uploadSteps,
  verifyLedger,
  verifyUpload,
  withdrawUpload,
} from '../src/index.ts';
import { budget, databases, health, line, school, snapshot, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

describe.each(databases)('editions in the ledger on $name', ({ open }) => {
  let test: TestLedger;

  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const { verified, receive } = sending(() => test);
  const of2025 = { government: '19.71', year: fiscalYear(2025) };
  const firstEdition = { number: 1, content: 1, kind: 'publication' as const, bands: defaultBands, population: null };

  const spent = async (query = {}) => {
    const units = await figuresByUnit(test.ledger.read, { ...of2025, ...query });
    return Object.fromEntries([...units].map(([unit, { budget: allowed, realization }]) => [unit, [allowed, realization]]));
  };

  it('gives the same state for the same sequence', async () => {
    await verified(budget([line(health, '5.1.01', 100n), line(school, '5.1.02', 50n)]));
    const sequence = await ledgerSequence(test.ledger.read);
    const first = JSON.stringify(await editionState(test.ledger.read, { ...of2025, sequence }), bigints);
    await verified(budget([line(health, '5.1.01', 999n)]));
    await test.ledger.transact((tx) =>
      recordEdition(tx, {
        ...of2025,
        ...firstEdition,
        hash: 'h',
        name: 'Kota Pangkalpinang',
        basis: 'sp2d' as const,
        asOf: isoDate('2025-12-31'),
        publishedAt: '2026-01-01T00:00:00.000Z',
        note: '',
        actor: 'publisher',
        sequence,
      }),
    );
    expect(JSON.stringify(await editionState(test.ledger.read, { ...of2025, sequence }), bigints)).toBe(first);
  });

  it('gives an edition again under the settings it was gathered under', async () => {
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 10n)]));
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 9n)], { basis: 'lra' }));
    const settings = { name: 'Kota Pangkalpinang', basis: 'sp2d' } as const;
    const before = JSON.stringify(await editionState(test.ledger.read, of2025), bigints);
    await test.ledger.transact((tx) => setGovernment(tx, '19.71', { basis: 'lra' }, 'admin'));
    expect(JSON.stringify(await editionState(test.ledger.read, of2025), bigints)).not.toBe(before);
    expect(JSON.stringify(await editionState(test.ledger.read, { ...of2025, settings }), bigints)).toBe(before);
  });

  it('numbers editions without gaps and marks what they rest on', async () => {
    const id = await verified(budget([line(health, '5.1.01', 100n)]));
    const sequence = await ledgerSequence(test.ledger.read);
    const edition = {
      ...of2025,
      hash: 'h',
      name: 'Kota Pangkalpinang',
      basis: 'sp2d' as const,
      asOf: isoDate('2025-12-31'),
      publishedAt: '2026-01-01T00:00:00.000Z',
      note: '',
      actor: 'publisher',
      sequence,
    };
    await expect(
      test.ledger.transact((tx) => recordEdition(tx, { ...edition, ...firstEdition, number: 2, content: 2 })),
    ).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await test.ledger.transact((tx) => recordEdition(tx, { ...edition, ...firstEdition }));
    expect((await listEditions(test.ledger.read)).map(({ number, hash }) => [number, hash])).toEqual([[1, 'h']]);
    expect((await getUpload(test.ledger.read, id)).state).toBe('published');
  });

  async function published(more: Partial<EditionRow> = {}): Promise<void> {
    const editions = await listEditions(test.ledger.read, '19.71', fiscalYear(2025));
    const number = editions.length + 1;
    const sequence = await ledgerSequence(test.ledger.read);
    const rest = {
      name: 'Kota Pangkalpinang',
      basis: 'sp2d' as const,
      asOf: isoDate('2025-12-31'),
      publishedAt: '2026-01-01T00:00:00.000Z',
    };
    await test.ledger.transact((tx) =>
      recordEdition(tx, {
        ...of2025,
        ...rest,
        number,
        content: number,
        sequence,
        hash: `h${number}`,
        note: '',
        actor: 'publisher',
        kind: 'publication',

        bands: defaultBands,
        population: null,
        ...more,
      }),
    );
  }
  const stateOf = async (id: string) => (await getUpload(test.ledger.read, id)).state;

  it('withdraws an edition: what came with it no longer counts, and comes back with a return', async () => {
    const one = await verified(budget([line(health, '5.1.01', 100n)]));
    await published();
    const [first] = await listEditions(test.ledger.read);
    const two = await verified(budget([line(health, '5.1.01', 999n)]));
    await published();
    const waiting = await verified(snapshot('2025-01-31', [line(health, '5.1.01', 5n)]));
    expect(await spent()).toEqual({ [health]: [999n, 5n] });
    const back = { kind: 'withdrawal' as const, content: 1, sequence: first?.sequence ?? 0, note: 'Salah berkas' };
    await expect(published({ ...back, sequence: 1 })).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(published({ ...back, note: '' })).rejects.toMatchObject({ code: 'wrong-state' });
    await published(back);
    expect([await stateOf(one), await stateOf(two), await stateOf(waiting)]).toEqual(['published', 'withdrawn', 'verified']);
    expect((await getUpload(test.ledger.read, two)).reason).toBe('Salah berkas');
    expect(await spent()).toEqual({ [health]: [100n, 5n] });
    expect(await spent({ sequence: first?.sequence })).toEqual({ [health]: [100n, null] });
    const second = (await listEditions(test.ledger.read))[1];
    await published({ kind: 'return', content: 2, sequence: second?.sequence ?? 0, note: 'Ternyata benar' });
    expect([await stateOf(one), await stateOf(two)]).toEqual(['superseded', 'published']);
    expect(await spent()).toEqual({ [health]: [999n, 5n] });
    await published({ kind: 'withdrawal', content: 0, sequence: 0, note: 'Semua salah' });
    expect(await spent()).toEqual({ [health]: [null, 5n] });
    expect((await uploadSteps(test.ledger.read, two)).map(({ step }) => step).slice(-4)).toEqual([
      'published',
      'withdrawn',
      'published',
      'withdrawn',
    ]);
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
  });

  it('withdraws what was verified and not yet published, and nothing else', async () => {
    const one = await verified(budget([line(health, '5.1.01', 100n)]));
    const withdraw = (id: string) => test.ledger.transact((tx) => withdrawUpload(tx, id, 'verifier', 'Salah OPD'));
    await withdraw(one);
    expect(await stateOf(one)).toBe('withdrawn');
    expect(await spent()).toEqual({});
    await expect(withdraw(one)).rejects.toMatchObject({ code: 'wrong-state' });
    const two = await verified(budget([line(health, '5.1.01', 7n)]));
    await published();
    await expect(withdraw(two)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('an edition that rests on what was withdrawn while it was written is not recorded', async () => {
    const one = await verified(budget([line(health, '5.1.01', 100n)]));
    const sequence = await ledgerSequence(test.ledger.read);
    await test.ledger.transact((tx) => withdrawUpload(tx, one, 'verifier', 'Salah OPD'));
    await expect(published({ sequence })).rejects.toMatchObject({ code: 'busy' });
    expect(await listEditions(test.ledger.read)).toEqual([]);
  });

  it('lets a third person publish, or one person where the setting allows it, and counts the files of which that is so', async () => {
    const alone = { ...of2025, actor: 'publisher' };
    await verified(budget([line(health, '5.1.01', 100n)]));
    for (const actor of ['clerk', 'verifier']) await expect(published({ actor })).rejects.toMatchObject({ code: 'own-publication' });
    const sequence = async () => ({ sequence: await ledgerSequence(test.ledger.read) });
    expect(await onePersonOf(test.ledger.read, { ...alone, ...(await sequence()) })).toEqual({ verified: 0, published: 0 });
    await published();
    // What is not new may be anybody's.
    await published({ actor: 'clerk', note: 'Nama OPD diperbaiki' });
    await test.ledger.transact((tx) => setGovernment(tx, '19.71', { onePerson: true, publishOwn: true }, 'admin'));
    const own = await receive(snapshot('2025-01-31', [line(health, '5.1.01', 5n)]));
    await test.ledger.transact((tx) => submitUpload(tx, own, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, own, 'clerk'));
    expect(await onePersonOf(test.ledger.read, { ...alone, ...(await sequence()) })).toEqual({ verified: 1, published: 0 });
    const then = await sequence();
    await published({ actor: 'clerk' });
    expect(await onePersonOf(test.ledger.read, { ...alone, ...then })).toEqual({ verified: 1, published: 1 });
  });
});

const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
