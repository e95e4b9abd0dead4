import { defaultBands, fiscalYear, isoDate } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Against,
  addGovernment,
  changesOf,
  keepReport,
  ledgerSequence,
  receiveUpload,
  recordEdition,
  submitUpload,
  verifyUpload,
} from '../src/index.ts';
import { budget, databases, health, line, puskesmas, school, snapshot, storing, type TestLedger, type TestStatement } from './databases.ts';

const raise = () => {
  throw new Error('no part');
};

describe.each(databases)('what a statement would change, on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const draft = (...statements: TestStatement[]) =>
    storing(test, statements, async (tx, add) => {
      const { id } = await receiveUpload(tx, { government: '19.71', fileName: 'a.xlsx', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
      await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
      return { id, statements: await add(id) };
    });
  async function verify(id: string) {
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
  }
  async function verified(...statements: TestStatement[]) {
    const made = await draft(...statements);
    await verify(made.id);
    return made;
  }
  const changes = (statement: string | undefined, against: Against) =>
    changesOf(test.ledger.read, statement ?? '', against, { person: 'verifier', units: null });
  const january = snapshot('2025-01-31', [
    line(health, '5.1.01.01', 100n),
    line(health, '5.1.02.01', 50n),
    line(puskesmas, '5.1.02.01', 30n),
    line(school, '5.1.01.01', 500n),
  ]);

  it('names the planted changes of a corrected month, the biggest first, and no other unit', async () => {
    await verified(january);
    const { statements } = await draft(
      snapshot('2025-01-31', [
        line(health, '5.1.01.01', 90n, { row: 7 }),
        line(puskesmas, '5.1.02.01', 30n),
        line(health, '5.2.02.05', 400n),
        line(health, '5.2.02.05', 1n, { row: 9 }),
      ]),
    );
    const found = await changes(statements[0], 'working');
    expect(found.counts).toEqual({ added: 1, changed: 1, gone: 1, same: 1, falling: 2 });
    expect(found.parts.map(({ akun, total }) => [akun, total])).toEqual([['5', { before: 180n, after: 521n }]]);
    expect(found.keys.map(({ account, before, after, place }) => [account, before, after, place?.row ?? null])).toEqual([
      ['5.2.02.05', null, 401n, 2],
      ['5.1.02.01', 50n, null, null],
      ['5.1.01.01', 100n, 90n, 7],
    ]);
    expect(found.parts[0]?.byUnit).toEqual([{ code: health, before: 180n, after: 521n }]);
    expect(found.parts[0]?.byAccount.map(({ code }) => code)).toEqual(['5.2.02', '5.1.02', '5.1.01']);
    expect(found.before?.statements).toHaveLength(1);
  });

  it('holds a new month against the month before, and says which figures fall', async () => {
    await verified(january);
    const { id, statements } = await draft(
      snapshot('2025-02-28', [line(health, '5.1.01.01', 99n), line(health, '5.1.02.01', 70n), line(puskesmas, '5.1.02.01', 30n)]),
    );
    const found = await changes(statements[0], 'previous');
    expect(found.before).toMatchObject({ asOf: isoDate('2025-01-31') });
    expect(found.counts).toMatchObject({ changed: 2, falling: 1, same: 1 });
    await verify(id);
    expect(await changes(statements[0], 'previous')).toEqual(found);
    expect((await changes(statements[0], 'working')).parts).toEqual(found.parts);
  });

  it('takes financing net', async () => {
    const { statements } = await draft(snapshot('2025-01-31', [line(health, '6.1.01.01', 70n), line(health, '6.2.02.01', 50n)]));
    expect((await changes(statements[0], 'working')).parts).toEqual([
      {
        akun: '6',
        total: { before: null, after: 20n },
        byUnit: [{ code: health, before: null, after: 20n }],
        byAccount: [
          { code: '6.1.01', before: null, after: 70n },
          { code: '6.2.02', before: null, after: 50n },
        ],
      },
    ]);
  });

  it('has nothing on the other side for the first of its kind', async () => {
    const { statements } = await draft(january);
    for (const against of ['working', 'previous', 'published'] as const)
      expect(await changes(statements[0], against)).toMatchObject({
        before: null,
        parts: [{ total: { before: null, after: 680n } }],
        counts: { added: 4 },
      });
  });

  it('holds a changed budget against the version before it, and a version against itself', async () => {
    await verified(budget([line(health, '5.1.01.01', 10n), line(school, '5.1.01.01', 20n)]));
    const { statements } = await verified(budget([line(health, '5.1.01.01', 15n), line(school, '5.1.01.01', 20n)], 'perubahan'));
    expect(await changes(statements[0], 'previous')).toMatchObject({
      before: { version: 'murni' },
      counts: { changed: 1, same: 1 },
      parts: [{ total: { before: 30n, after: 35n } }],
    });
    expect((await changes(statements[0], 'working')).before).toBeNull();
  });

  it('holds what is new against the newest edition, whatever was verified since', async () => {
    const first = await verified(january);
    const sequence = await ledgerSequence(test.ledger.read);
    await test.ledger.transact((tx) =>
      recordEdition(tx, {
        ...{
          government: '19.71',
          year: fiscalYear(2025),
          number: 1,
          hash: 'b'.repeat(64),
          name: 'Kota',
          basis: 'sp2d',
          asOf: isoDate('2025-01-31'),
        },
        ...{
          publishedAt: '2026-02-01T00:00:00.000Z',
          note: '',
          actor: 'publisher',
          sequence,
          kind: 'publication',
          content: 1,

          bands: defaultBands,
          population: null,
        },
      }),
    );
    await verified(snapshot('2025-01-31', [line(school, '5.1.01.01', 501n)]));
    const { statements } = await draft(snapshot('2025-01-31', [line(school, '5.1.01.01', 502n)]));
    expect(await changes(statements[0], 'published')).toMatchObject({
      before: { edition: 1, statements: first.statements },
      parts: [{ total: { before: 500n, after: 502n } }],
    });
    expect((await changes(statements[0], 'working')).parts).toMatchObject([{ total: { before: 501n, after: 502n } }]);
  });

  it('adds up: the other side and all that changed give this side, whatever the lines', async () => {
    const units = [health, puskesmas, school];
    const lines = fc.array(
      fc.record({
        unit: fc.constantFrom(...units),
        account: fc.constantFrom('5.1.01.01', '5.1.02.01', '5.2.02.05'),
        amount: fc.bigInt(-9n, 9n),
      }),
      { minLength: 1, maxLength: 8 },
    );
    let month = 0;
    await fc.assert(
      fc.asyncProperty(lines, lines, async (old, next) => {
        const asOf = `2025-${String((month++ % 12) + 1).padStart(2, '0')}-15`;
        const made = (of: typeof old) =>
          snapshot(
            asOf,
            of.map(({ unit, account, amount }) => line(unit, account, amount)),
            { covers: units },
          );
        const before = await verified(made(old));
        const { statements } = await draft(made(next));
        const { parts, keys, counts } = await changes(statements[0], 'working');
        const [{ total, byUnit, byAccount } = raise()] = parts;
        const difference = keys.reduce((sum, { before, after }) => sum + (after ?? 0n) - (before ?? 0n), 0n);
        const whole = (of: typeof old) => of.reduce((sum, { amount }) => sum + amount, 0n);
        expect(before.statements).toHaveLength(1);
        expect([total.before, total.after, (total.before ?? 0n) + difference]).toEqual([whole(old), whole(next), whole(next)]);
        expect(keys).toHaveLength(counts.added + counts.changed + counts.gone);
        for (const sums of [byUnit, byAccount]) expect(sums.reduce((sum, { after }) => sum + (after ?? 0n), 0n)).toBe(total.after);
      }),
      { numRuns: 12 },
    );
  });
});
