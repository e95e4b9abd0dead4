import { fiscalYear, isoDate } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activityAmounts, addGovernment, editionState, figuresByMonth, figuresByUnit, readingOfQuestion } from '../src/index.ts';
import { budget, databases, health, line, puskesmas, school, snapshot, statement, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const [goods, grants] = ['5.1.02.01.001.00001', '5.1.05.01.001.00001'];
const [first, second] = ['1.02.01.2.01.0001', '1.02.02.2.01.0001'];
const of2025 = { government: '19.71', year: fiscalYear(2025) };

describe.each(databases)('amounts by sub kegiatan on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const { verified } = sending(() => test);
    await verified(
      budget([
        line(health, goods, 700n, { activity: first }),
        line(puskesmas, goods, 200n, { activity: first, row: 3 }),
        line(health, '5.2.05.01.001.00001', 90n, { activity: second, row: 4 }),
        line(health, grants, 5000n, { activity: second, row: 5 }),
        line(school, goods, 400n, { row: 6 }),
      ]),
    );
    await verified(
      statement({ kind: 'cash-plan', version: 'murni' }, [
        line(health, goods, 310n, { activity: first, month: 1 }),
        line(health, goods, 280n, { activity: first, month: 2, row: 3 }),
      ]),
    );
    // An older report, that does not count any more, and one of part of February.
    await verified(snapshot('2025-01-31', [line(health, goods, 1n, { activity: first })]));
    await verified(
      snapshot('2025-02-14', [line(health, goods, 300n, { activity: first }), line(health, grants, 4000n, { activity: second, row: 3 })]),
    );
    await verified(statement({ kind: 'progress', asOf: isoDate('2025-02-14') }, [line(health, '', 4550n, { activity: '1.02.01.2.01' })]));
  });
  afterEach(() => test.end());

  it('are those of the lines that count, without treasury items, with the plan of the day of the report', async () => {
    const { amounts, progress } = await activityAmounts(test.ledger.read, { ...of2025, asOf: isoDate('2025-02-28'), unit: health });
    expect(amounts.map(({ activity, budget: whole, realization, plan }) => [activity, whole, realization, plan])).toEqual([
      // January, and 14 of the 28 days of February; the sub-unit counts for its OPD.
      [first, 900n, 300n, 310n + 140n],
      [second, 90n, null, null],
    ]);
    expect(amounts[0]?.sources).toMatchObject({ budget: new Set([expect.any(String)]), realization: new Set([expect.any(String)]) });
    expect(progress).toMatchObject([{ unit: health, activity: '1.02.01.2.01', hundredths: 4550 }]);
  });

  it('have the plan of one day on that day alone, until a plan by month is there', async () => {
    const { verified } = sending(() => test);
    const march = isoDate('2025-03-31');
    await verified(budget([line(school, goods, 400n, { activity: first })]));
    await verified(statement({ kind: 'cash-plan', version: 'murni', asOf: march }, [line(school, '5.1.02', 250n, { activity: first })]));
    await verified(snapshot('2025-03-31', [line(school, goods, 100n, { activity: first })]));
    await verified(snapshot('2025-04-30', [line(school, goods, 180n, { activity: first })]));
    const at = async (asOf: string) => {
      const scope = { ...of2025, asOf: isoDate(asOf) };
      const { amounts } = await activityAmounts(test.ledger.read, { ...scope, unit: school });
      return [(await figuresByUnit(test.ledger.read, scope)).get(school)?.plan, amounts.map(({ plan }) => plan)];
    };
    expect(await at('2025-02-28')).toEqual([null, [null]]);
    expect(await at('2025-03-31')).toEqual([250n, [250n]]);
    // The report is still that of March.
    expect(await at('2025-04-29')).toEqual([250n, [250n]]);
    expect(await at('2025-04-30')).toEqual([null, [null]]);
    const months = (await figuresByMonth(test.ledger.read, { ...of2025, unit: school })).filter(({ account }) => account === '5');
    expect(months.flatMap(({ month, plan, planToDay }) => (plan === null ? [] : [[month, plan, planToDay]]))).toEqual([[3, 250n, 250n]]);
    const { lines } = await editionState(test.ledger.read, of2025);
    expect(lines.filter(({ measure, unit }) => measure === 'plan' && unit === school)).toEqual([]);

    await verified(statement({ kind: 'cash-plan', version: 'murni' }, [line(school, goods, 90n, { activity: first, month: 1 })]));
    expect(await at('2025-03-31')).toEqual([90n, [90n]]);
  });

  it('are the same for a question that keeps rows of statements, also once another statement counts', async () => {
    const { verified } = sending(() => test);
    const { read } = test.ledger;
    const asOf = isoDate('2025-02-28');
    const both = async (query: object) => {
      const scope = { ...of2025, asOf, ...query };
      const of = async (reading: typeof read) => ({
        amounts: await activityAmounts(reading, scope),
        months: await figuresByMonth(reading, scope),
        units: await figuresByUnit(reading, scope),
      });
      const kept = readingOfQuestion(read);
      expect(await of(kept)).toEqual(await of(read));
      // The second time from what was kept.
      expect(await of(readingOfQuestion(kept))).toEqual(await of(read));
    };
    for (const query of [{}, { unit: health }, { unit: health, byAccount: true }, { account: '5.1' }]) await both(query);
    await verified(snapshot('2025-02-28', [line(health, goods, 444n, { activity: first })]));
    await both({});
    expect((await figuresByUnit(readingOfQuestion(read), { ...of2025, asOf })).get(health)?.realization).toBe(444n);
  });

  it('add up to the OPD, whether each account stands for itself or not', async () => {
    const asOf = isoDate('2025-02-28');
    const figures = await figuresByUnit(test.ledger.read, { ...of2025, asOf });
    for (const byAccount of [false, true]) {
      const { amounts } = await activityAmounts(test.ledger.read, { ...of2025, asOf, byAccount });
      const budgets = amounts.filter(({ unit }) => unit === health).map(({ budget: whole }) => whole ?? 0n);
      // Less the grants, which are a treasury item.
      expect(budgets.reduce((sum, one) => sum + one, 0n)).toBe((figures.get(health)?.budget ?? 0n) - 5000n);
      expect(amounts.filter(({ unit }) => unit === school)).toMatchObject([{ budget: 400n, realization: null }]);
      expect(new Set(amounts.map(({ account }) => account === ''))).toEqual(new Set([!byAccount]));
    }
  });

  it('of an OPD with registers alone are its payments up to the day', async () => {
    const { verified } = sending(() => test);
    const paid = (date: string, amount: bigint, row: number) => line(school, goods, amount, { date: isoDate(date), row });
    const days = { from: isoDate('2025-01-01'), asOf: isoDate('2025-02-28') };
    await verified(statement({ kind: 'register', ...days }, [paid('2025-01-20', 30n, 2), paid('2025-02-20', 50n, 3)]));
    const until = async (day: string) =>
      (await activityAmounts(test.ledger.read, { ...of2025, asOf: isoDate(day), unit: school })).amounts.map(
        ({ realization }) => realization,
      );
    expect([await until('2025-02-28'), await until('2025-01-31')]).toEqual([[80n], [30n]]);
  });
});
