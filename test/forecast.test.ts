import { type BudgetVersion, isTreasury, type Sen, sum } from '@sipkadin/budget';
import { backTest } from '@sipkadin/monitor';
import { describe, expect, it } from 'vitest';
import { officialYear } from '../packages/demo/src/lists/official-years.ts';
import { historyYears, placesOf2025, simulateHistory, withoutPlan } from '../packages/demo/src/simulation/history.ts';
import { simulate2025 } from '../packages/demo/src/simulation/simulate-2025.ts';
import { cashPlan, type SimulatedLine, type SimulatedYear } from '../packages/demo/src/simulation/year.ts';
import { withYearEnd } from '../packages/demo/src/simulation/year-end-2025.ts';

type Series = Parameters<typeof backTest>[0][number];

const places = placesOf2025();
const years: SimulatedYear[] = [...historyYears.map((year) => simulateHistory(year, places)), withYearEnd(simulate2025())];
const under = (lines: readonly SimulatedLine[], code: string) =>
  lines.filter(({ account }) => account === code || account.startsWith(`${code}.`));

/** What each OPD had reported after every month, and which budget and plan were in force by then: from the lines of the simulation. */
function seriesOf({ year, lines, silent }: SimulatedYear): Series[] {
  const own = lines.filter(({ account }) => account.startsWith('5') && !isTreasury(account));
  return [...Map.groupBy(own, ({ unit }) => unit.code.replace(/\d{4}$/, '0000'))].map(([key, ofUnit]) => {
    const keys = new Set(ofUnit.map(({ unit }) => unit.key));
    const isSilent = (month: number) => [...keys].some((one) => silent?.get(one)?.includes(month));
    const hasPlan = ![...keys].some((one) => withoutPlan[year]?.includes(one));
    const total = (pick: (line: SimulatedLine) => Sen | undefined) => sum(ofUnit.map((line) => pick(line) ?? 0n));
    const planTo = (version: BudgetVersion, month: number) =>
      sum(ofUnit.filter(({ budget }) => budget.has(version)).map((line) => sum(cashPlan(line, version).slice(0, month))));
    const positions = Array.from({ length: 13 }, (_, month) => month).filter((month) => !isSilent(month));
    return {
      ...{ key, year, final: total((line) => line.realized.at(-1)) },
      positions: positions.map((month) => {
        // The years before 2025 were brought in afterwards: their revised budget counts from October on.
        const version = month >= (year === 2025 ? 7 : 10) ? 'perubahan' : 'murni';
        return {
          months: month,
          realized: month === 0 ? 0n : total(({ realized }) => (month === 12 ? realized.at(-1) : realized[month - 1])),
          budget: total(({ budget }) => budget.get(version)),
          planned: hasPlan ? planTo(version, month) : null,
          plannedYear: hasPlan ? planTo(version, 12) : null,
        };
      }),
    };
  });
}

describe("the demonstration's years 2021 to 2025", () => {
  it('add up to the official totals of revenue and spending, to the sen, and begin with the surplus of the year before', () => {
    let surplus: Sen | undefined;
    for (const { year, lines } of years) {
      const { budget, realization } = officialYear(year);
      const official = (totals: ReadonlyMap<string, Sen>, akun: string) =>
        sum([...totals].flatMap(([code, amount]) => (code.startsWith(akun) ? [amount] : [])));
      const final = (code: string) => sum(under(lines, code).map(({ realized }) => realized.at(-1) ?? 0n));
      for (const code of ['4', '5']) expect(final(code), `${year} ${code}`).toBe(official(realization, code));
      for (const code of ['5.1.01', '5.2', '4.1.01']) expect(final(code), `${year} ${code}`).toBe(realization.get(code));
      if (year < 2025) {
        const version = year === 2024 ? 'perubahan' : 'murni';
        expect(sum(under(lines, '5').map((line) => line.budget.get(version) ?? 0n))).toBe(official(budget, '5'));
      }
      if (surplus !== undefined) expect(final('6'), `financing of ${year}`).toBe(surplus);
      surplus = final('4') - final('5') + final('6');
    }
  });

  it('are adopted in balance, and no kind of spending of an OPD passes its last budget', () => {
    for (const { year, lines } of years.filter((one) => one.year < 2025)) {
      for (const version of ['murni', 'perubahan'] as const) {
        const total = (akun: string) => sum(under(lines, akun).map((line) => line.budget.get(version) ?? 0n));
        expect(total('4') - total('5') + total('6'), `${year} ${version}`).toBe(0n);
      }
      for (const line of under(lines, '5')) expect(line.realized.at(-1)).toBeLessThanOrEqual(line.budget.get('perubahan') ?? 0n);
    }
  });
});

describe('the back-test on the OPD of the demonstration', () => {
  const series = years.flatMap(seriesOf);
  const others = backTest(series, 'others');

  it('misses less than the plain pace in every year, and a fifth less in all', () => {
    expect(series).toHaveLength(5 * 34);
    for (const tested of [others, backTest(series, 'earlier')]) {
      for (const [year, scores] of tested.byYear)
        expect(scores.get('chosen')?.points, `${year}`).toBeLessThanOrEqual(scores.get('pace')?.points ?? 0);
      expect(tested.all.get('chosen')?.points).toBeLessThan(0.8 * (tested.all.get('pace')?.points ?? 0));
    }
  });

  it('has a band that holds what came in 75 to 85 of 100 OPD-years left out', () => {
    const { held, of } = others.coverage;
    expect(of).toBeGreaterThan(1_800);
    expect(held / of).toBeGreaterThanOrEqual(0.75);
    expect(held / of).toBeLessThanOrEqual(0.85);
  });
});
