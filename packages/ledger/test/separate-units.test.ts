import { fiscalYear, isoDate } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import {
  addGovernment,
  changesOf,
  editionState,
  figuresByMonth,
  figuresByUnit,
  getUpload,
  historyFindings,
  ledgerSequence,
  withdrawUpload,
} from '../src/index.ts';
import { budget, databases, health, line, puskesmas, snapshot, statement, type TestLedger, type TestStatement } from './databases.ts';
import { sending } from './sending.ts';

const goods = '5.1.02';
const of2025 = { government: '19.71', year: fiscalYear(2025) };
const opdAlone = (asOf: string, amount: bigint) => snapshot(asOf, [line(health, goods, amount)]);
const subUnit = (asOf: string, amount: bigint) => snapshot(asOf, [line(puskesmas, goods, amount)]);

describe.each(databases)('a sub-unit that reports separately from its OPD, on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const { receive, verified } = sending(() => test);
  const figures = async (query = {}) => (await figuresByUnit(test.ledger.read, { ...of2025, ...query })).get(health);
  const found = async (...statements: TestStatement[]) => {
    const id = await receive(...statements);
    const findings = await test.ledger.transact((tx) => historyFindings(tx, id));
    see(findings);
    return findings.map(({ code, value, expected }) => `${code} | ${value} | ${expected}`);
  };
  const both = (own: string, opd: string) => `${puskesmas}: ${own} | ${health}: ${opd}`;

  it('goes on counting beside a later report of the OPD without its rows, each at its own day', async () => {
    await verified(budget([line(health, goods, 700n), line(puskesmas, goods, 200n)]));
    await verified(subUnit('2025-01-31', 190n));
    await verified(opdAlone('2025-02-28', 600n));
    expect(await figures()).toMatchObject({ budget: 900n, realization: 790n });
    const state = await editionState(test.ledger.read, of2025);
    const paid = state.lines.filter(({ measure }) => measure === 'realization');
    expect(paid.map(({ unit, amount }) => [unit, amount])).toEqual([
      [puskesmas, 190n],
      [health, 600n],
    ]);
    expect(state.days.filter(({ month }) => month === 2)).toEqual([
      { unit: health, account: '5', month: 2, asOf: '2025-02-28' },
      { unit: puskesmas, account: '5', month: 2, asOf: '2025-01-31' },
    ]);
  });

  it('counts in either order of verification, and on the same day', async () => {
    await verified(opdAlone('2025-01-31', 600n));
    const own = await verified(subUnit('2025-01-31', 190n));
    expect(await figures()).toMatchObject({ realization: 790n });
    await verified(opdAlone('2025-01-31', 610n));
    expect(await figures()).toMatchObject({ realization: 800n });
    expect((await getUpload(test.ledger.read, own)).state).toBe('verified');
  });

  it('is replaced by a later report of the OPD that has its rows', async () => {
    const own = await verified(subUnit('2025-01-31', 190n));
    await verified(snapshot('2025-01-31', [line(health, goods, 600n), line(puskesmas, goods, 195n)], { covers: [health] }));
    expect(await figures()).toMatchObject({ realization: 795n });
    expect((await getUpload(test.ledger.read, own)).state).toBe('superseded');
  });

  it('keeps the rows that an earlier report of the OPD has of it, in spending and in the budget alike', async () => {
    const whole = (units: bigint[]) => [line(health, goods, units[0] ?? 0n), line(puskesmas, goods, units[1] ?? 0n)];
    const first = await verified(statement({ kind: 'budget', covers: [health] }, whole([700n, 200n])));
    await verified(subUnit('2025-01-31', 50n));
    const february = await verified(snapshot('2025-02-28', whole([300n, 90n]), { covers: [health] }));
    await verified(statement({ kind: 'budget', covers: [health] }, [line(health, goods, 710n)]));
    await verified(opdAlone('2025-02-28', 310n));
    expect(await figures()).toMatchObject({ budget: 910n, realization: 400n });
    for (const upload of [first, february]) expect((await getUpload(test.ledger.read, upload)).state).toBe('verified');
  });

  it('is in every month that its OPD reports, with its last report and the plan of that day', async () => {
    const plan = [10n, 20n, 30n].flatMap((amount, index) =>
      [health, puskesmas].map((unit) => line(unit, goods, amount, { month: index + 1 })),
    );
    await verified(statement({ kind: 'cash-plan', covers: [health] }, plan));
    await verified(subUnit('2025-01-31', 7n));
    await verified(opdAlone('2025-02-28', 25n));
    await verified(subUnit('2025-03-31', 40n));
    const months = (await figuresByMonth(test.ledger.read, of2025)).filter(({ realization }) => realization !== null);
    expect(months.map(({ month, realization, planToDay, asOf }) => [month, realization, planToDay, asOf])).toEqual([
      [1, 7n, 10n, '2025-01-31'],
      [2, 32n, 40n, '2025-02-28'],
      [3, 65n, 90n, '2025-03-31'],
    ]);
    const positions = (await editionState(test.ledger.read, of2025)).months.filter(({ measure }) => measure === 'position');
    const sums = [1, 2, 3].map((month) => positions.filter((one) => one.month === month).reduce((sum, { amount }) => sum + amount, 0n));
    expect(sums).toEqual([7n, 32n, 65n]);
  });

  it('is in the months of its OPD with its payments too, where it is known from a register', async () => {
    const paid = line(puskesmas, goods, 7n, { date: isoDate('2025-01-10'), document: 'SP2D/1' });
    await verified(statement({ kind: 'register', from: isoDate('2025-01-01'), asOf: isoDate('2025-01-31') }, [paid]));
    await verified(opdAlone('2025-03-31', 25n));
    const months = (await figuresByMonth(test.ledger.read, of2025)).filter(({ realization }) => realization !== null);
    expect(months.map(({ month, realization }) => [month, realization])).toEqual([
      [1, 7n],
      [3, 32n],
    ]);
    const state = await editionState(test.ledger.read, of2025);
    expect(state.months.map(({ measure, unit, month, asOf, amount }) => [measure, unit, month, asOf, amount])).toEqual([
      ['payment', puskesmas, 1, '2025-01-31', 7n],
      ['position', puskesmas, 3, '2025-01-31', 7n],
      ['position', health, 3, '2025-03-31', 25n],
    ]);
  });

  it('is no longer separate once its own report is withdrawn', async () => {
    await verified(snapshot('2025-01-31', [line(health, goods, 300n), line(puskesmas, goods, 90n)], { covers: [health] }));
    const own = await verified(subUnit('2025-01-15', 80n));
    await verified(opdAlone('2025-02-28', 600n));
    expect(await figures()).toMatchObject({ realization: 690n });
    await test.ledger.transact((tx) => withdrawUpload(tx, own, 'verifier', 'salah berkas'));
    expect(await figures()).toMatchObject({ realization: 600n });
  });

  it('is named to the verifier with both amounts, where a report of the OPD tells them apart', async () => {
    await verified(budget([line(health, goods, 700n), line(puskesmas, goods, 200n)]));
    await verified(budget([line(health, goods, 700n), line(puskesmas, goods, 200n)], 'perubahan'));
    await verified(subUnit('2025-01-31', 190n));
    const notices = await found(opdAlone('2025-02-28', 600n));
    expect(notices).toEqual([`sub-unit-separate | ${both('1.90', '6.00')}`]);
    await verified(opdAlone('2025-02-28', 600n));
    expect(await found(subUnit('2025-02-28', 195n))).toEqual([`sub-unit-separate | ${both('1.95', '6.00')}`]);
  });

  it('is asked about with both amounts, where no report of the OPD ever names it', async () => {
    await verified(budget([line(health, goods, 900n)]));
    await verified(subUnit('2025-01-31', 190n));
    expect(await found(opdAlone('2025-01-31', 600n))).toEqual([`sub-unit-maybe-twice | ${both('1.90', '6.00')}`]);
    await verified(opdAlone('2025-01-31', 600n));
    expect(await found(subUnit('2025-02-28', 195n))).toEqual([`sub-unit-maybe-twice | ${both('1.95', '6.00')}`]);
    // Its rows in a report of the OPD answer it.
    expect(await found(snapshot('2025-02-28', [line(health, goods, 600n), line(puskesmas, goods, 195n)], { covers: [health] }))).toEqual(
      [],
    );
  });

  it('is asked about in a budget of its own as well', async () => {
    await verified(budget([line(health, goods, 900n)]));
    expect(await found(budget([line(puskesmas, goods, 200n)]))).toContain(`sub-unit-maybe-twice | ${both('2.00', '9.00')}`);
  });

  it('is not what a file of the OPD without its rows would change', async () => {
    await verified(snapshot('2025-01-31', [line(health, goods, 300n)]));
    await verified(subUnit('2025-01-31', 190n));
    const id = await receive(opdAlone('2025-02-28', 600n));
    const [stored] = (await getUpload(test.ledger.read, id)).statements;
    const { parts } = await changesOf(test.ledger.read, stored?.id ?? '', 'working', { person: 'verifier', units: null });
    expect(parts.map(({ akun, total }) => [akun, total])).toEqual([['5', { before: 300n, after: 600n }]]);
  });

  it('stays uncounted in what was gathered under the earlier rule', async () => {
    await verified(subUnit('2025-01-31', 190n));
    await verified(opdAlone('2025-02-28', 600n));
    const until = await ledgerSequence(test.ledger.read);
    await test.tamper(`insert into past_rule values ('opd-for-all', ${until})`);
    expect(await figures({ sequence: until })).toMatchObject({ realization: 600n });
    expect((await figuresByMonth(test.ledger.read, { ...of2025, sequence: until })).map(({ realization }) => realization)).toEqual([
      190n,
      600n,
    ]);
    await verified(opdAlone('2025-03-31', 610n));
    expect(await figures()).toMatchObject({ realization: 800n });
    expect(await figures({ sequence: until })).toMatchObject({ realization: 600n });
  });
});

findsWhatIsListed('separate-units');
