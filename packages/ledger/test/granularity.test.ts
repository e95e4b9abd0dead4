import { type Code, fiscalYear, isoDate } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import {
  addGovernment,
  assertionsOf,
  changesOf,
  editionState,
  figuresByAccount,
  figuresByUnit,
  getUpload,
  historyFindings,
  largeChanges,
  ledgerSequence,
  verifyLedger,
} from '../src/index.ts';
import { budget, databases, health, line, puskesmas, school, snapshot, type TestLedger, type TestStatement } from './databases.ts';
import { sending } from './sending.ts';

const [goods, staff, capital] = ['5.1.02', '5.1.01', '5.2.02'];
const of2025 = { government: '19.71', year: fiscalYear(2025) };
const activity = '1.02.01.2.01.0001';
/** "Pagu per dinas": an amount for each OPD. */
const byOpd = (amounts: Record<string, bigint>) =>
  budget(Object.entries(amounts).map(([unit, amount]) => line(unit, '5', amount, { activity: '' })));

describe.each(databases)('statements of different granularity, on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const { receive, verified } = sending(() => test);
  const budgets = async (query = {}) =>
    Object.fromEntries([...(await figuresByUnit(test.ledger.read, { ...of2025, ...query }))].map(([unit, sums]) => [unit, sums.budget]));
  const differing = async () =>
    (await assertionsOf(test.ledger.read, of2025)).map(({ unit, stated, counted, differences }) => ({
      unit,
      stated,
      counted,
      accounts: differences.map(({ account }) => account),
    }));
  const found = async (...statements: TestStatement[]) => {
    const id = await receive(...statements);
    const findings = await test.ledger.transact((tx) => historyFindings(tx, id));
    see(findings);
    return findings.map(({ code, value, expected }) => `${code} | ${value} | ${expected}`);
  };

  it('count where no finer one has amounts, in either order of verification', async () => {
    const tree = budget([line(health, goods, 700n, { activity }), line(health, staff, 100n, { activity })]);
    await verified(byOpd({ [health]: 900n, [school]: 400n }));
    expect(await budgets()).toEqual({ [health]: 900n, [school]: 400n });
    await verified(tree);
    expect(await budgets()).toEqual({ [health]: 800n, [school]: 400n });
    const again = await verified(byOpd({ [health]: 900n, [school]: 450n }));
    expect(await budgets()).toEqual({ [health]: 800n, [school]: 450n });
    expect(await differing()).toEqual([{ unit: health, stated: 900n, counted: 800n, accounts: ['5'] }]);
    // It is held against the finer one, and not replaced by it.
    expect((await getUpload(test.ledger.read, again)).state).toBe('verified');
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
  });

  it('are the official total of an edition where they cover all that counts', async () => {
    await verified(byOpd({ [health]: 900n, [school]: 400n }));
    await verified(budget([line(health, goods, 800n, { activity })]));
    const { lines, official } = await editionState(test.ledger.read, of2025);
    expect(new Set(lines.map(({ unit, account, amount }) => `${unit} ${account} ${amount}`))).toEqual(
      new Set([`${health} ${goods} 800`, `${school} 5 400`]),
    );
    expect(official).toMatchObject([{ measure: 'budget', account: '5', amount: 1300n, source: 's000001' }]);
    await verified(budget([line(puskesmas.replace('1.02', '7.01'), '5.1.02', 50n)]));
    expect((await editionState(test.ledger.read, of2025)).official).toEqual([]);
  });

  it('are compared account by account, as deep as the coarser one goes', async () => {
    await verified(
      budget(
        Object.entries({ '5.1.01': 100n, '5.1.02': 700n, '5.2': 50n }).map(([account, amount]) =>
          line(health, account, amount, { activity: '' }),
        ),
      ),
    );
    await verified(
      budget([line(health, staff, 100n, { activity }), line(health, goods, 690n, { activity }), line(health, capital, 60n, { activity })]),
    );
    expect(await differing()).toEqual([{ unit: health, stated: 850n, counted: 850n, accounts: ['5.1.02', '5.2'] }]);
  });

  it('are named to the verifier with both amounts, whichever came first', async () => {
    const tree = budget([line(health, goods, 800n, { activity })]);
    await verified(byOpd({ [health]: 900n, [school]: 400n }));
    expect(await found(tree)).toEqual([`coarser-differs | ${health} 5: 8.00 | s000001: 9.00`]);
    await verified(tree);
    expect(await found(byOpd({ [health]: 850n, [school]: 400n }))).toEqual([`finer-differs | ${health} 5: 8.50 | s000003: 8.00`]);
    // A corrected tree is held against the statement that the first one is held against.
    expect(await found(budget([line(health, goods, 810n, { activity })]))).toEqual([`coarser-differs | ${health} 5: 8.10 | s000001: 9.00`]);
    expect(await found(budget([line(health, goods, 900n, { activity })]))).toEqual([]);
  });

  it('make no notice of amounts that are only less fine', async () => {
    await verified(budget([line(health, goods, 800n, { activity }), line(health, staff, 100n, { activity })]));
    await verified(snapshot('2025-01-31', [line(health, goods, 200n, { activity }), line(health, staff, 50n, { activity })]));
    expect(await found(snapshot('2025-02-28', [line(health, '5', 300n, { activity: '' })]))).toEqual([]);
    expect((await found(snapshot('2025-02-28', [line(health, '5', 240n, { activity: '' })]))).map((text) => text.split(' ')[0])).toEqual([
      'cumulative-falls',
    ]);
  });

  it('change nothing large where a finer one counts', async () => {
    await verified(budget([line(health, goods, 700n), line(puskesmas, goods, 200n)]));
    const id = await receive(byOpd({ [health]: 100n, [school]: 400n }));
    expect((await largeChanges(test.ledger.read, id)).map(({ kind, unit }) => `${kind} ${unit}`)).toEqual([`unit-new ${school}`]);
    const [statement] = (await getUpload(test.ledger.read, id)).statements;
    const seen = async (units: Set<Code> | null) => {
      const { finer, parts } = await changesOf(test.ledger.read, statement?.id ?? '', 'working', { person: 'someone', units });
      return { finer, totals: parts.map(({ total }) => total) };
    };
    const totals = [{ before: null, after: 400n }];
    expect(await seen(null)).toEqual({ finer: { files: ['lra.xlsx'] }, totals });
    expect(await seen(new Set([health]))).toEqual({ finer: { files: [] }, totals: [] });
  });

  it('of a later day count though the day before was finer', async () => {
    await verified(snapshot('2025-01-31', [line(health, goods, 200n, { activity })]));
    await verified(snapshot('2025-02-28', [line(health, '5', 300n, { activity: '' })]));
    const realized = async (query = {}) => (await figuresByAccount(test.ledger.read, { ...of2025, ...query }, 1)).get('5')?.realization;
    expect([await realized({ asOf: isoDate(2025, 1, 31) }), await realized()]).toEqual([200n, 300n]);
  });

  it('are counted by the latest in what was gathered under the earlier rule', async () => {
    await verified(budget([line(health, goods, 800n, { activity })]));
    await verified(byOpd({ [health]: 900n }));
    const until = await ledgerSequence(test.ledger.read);
    await test.tamper(`insert into past_rule values ('latest-for-all', ${until})`);
    expect(await budgets({ sequence: until })).toEqual({ [health]: 900n });
    expect((await editionState(test.ledger.read, { ...of2025, sequence: until })).official).toEqual([]);
    await verified(byOpd({ [school]: 400n }));
    expect(await budgets()).toEqual({ [health]: 800n, [school]: 400n });
    expect(await budgets({ sequence: until })).toEqual({ [health]: 900n });
  });
});

findsWhatIsListed('granularity');
