import { ancestor, sum } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountName, activityName, officialTotals, units } from '../lists/catalogue.ts';
import { allocate } from './allocate.ts';
import { simulate2025 } from './simulate-2025.ts';
import { simulate2026 } from './simulate-2026.ts';
import { cashPlan, progress, type SimulatedYear } from './year.ts';

const years: SimulatedYear[] = [simulate2025(), simulate2026()];
const [real] = years as [SimulatedYear, SimulatedYear];

describe('allocate', () => {
  test('parts add up to the total and stay under their caps, whatever the weights', () => {
    const item = fc.record({ weight: fc.bigInt(1n, 10n ** 9n), cap: fc.bigInt(0n, 10n ** 12n) });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 30 }),
        fc.nat(1000),
        fc.constantFrom(1n, 100n, 100_000n),
        (items, share, step) => {
          const caps = items.map(({ cap }) => cap);
          const total = (sum(caps) * BigInt(share)) / 1000n;
          const weights = items.map(({ weight }) => weight);
          const parts = allocate(total, weights, step, caps);
          expect(sum(parts)).toBe(total);
          expect(parts.every((part, index) => part >= 0n && part <= (caps[index] ?? 0n))).toBe(true);
          expect(sum(allocate(total, weights, step))).toBe(total);
        },
      ),
    );
  });

  test('refuses what the caps cannot hold', () => {
    expect(() => allocate(11n, [1n, 1n], 1n, [5n, 5n])).toThrow(/left over/);
  });
});

describe('the simulated 2025', () => {
  test('adds up to the official figures at every level, to the sen', () => {
    let compared = 0;
    for (const { code, budget, realization } of officialTotals(2025)) {
      const under = real.lines.filter((line) => line.account === code || line.account.startsWith(`${code}.`));
      expect(sum(under.map((line) => line.budget.get('perubahan') ?? 0n)), `budget of ${code}`).toBe(budget);
      expect(sum(under.map((line) => line.realized.at(-1) ?? 0n)), `realization of ${code}`).toBe(realization);
      compared++;
    }
    expect(compared).toBe(29);
  });

  test('has 34 OPD and their sub-units, every one with a budget, and no line realized above it', () => {
    expect(units.filter((unit) => unit.code.endsWith('.0000'))).toHaveLength(34);
    // The hospital, nine puskesmas, ten schools and 42 kelurahan.
    expect(new Set(real.lines.map((line) => line.unit.code)).size).toBe(34 + 1 + 9 + 10 + 42);
    const health = real.lines.filter(({ unit, account }) => unit.code.startsWith('1.02.') && account.startsWith('5'));
    const budget = (lines: typeof health) => sum(lines.map((line) => line.budget.get('perubahan') ?? 0n));
    expect(budget(health.filter(({ unit }) => unit.key === 'rsud')) * 2n).toBeGreaterThan(budget(health));
    for (const line of real.lines) {
      if (!line.account.startsWith('5') || !line.budget.has('perubahan')) continue;
      expect(line.realized.at(-1)).toBeLessThanOrEqual(line.budget.get('perubahan') ?? 0n);
    }
  });

  test('has lines that the perubahan added, dropped, and dropped after payment', () => {
    const added = real.lines.filter((line) => !line.budget.has('murni'));
    const dropped = real.lines.filter((line) => !line.budget.has('perubahan'));
    expect(added.length).toBeGreaterThan(5);
    expect(dropped).toHaveLength(2);
    expect(dropped.filter((line) => (line.realized.at(-1) ?? 0n) > 0n)).toHaveLength(1);
  });

  test('grows from month to month, but for the few returns it was given', () => {
    const falls = real.lines.filter((line) =>
      line.realized.some((amount, month) => month > 0 && amount < (line.realized[month - 1] ?? 0n)),
    );
    expect(falls.length).toBeGreaterThan(0);
    expect(falls.length).toBeLessThan(10);
  });
});

describe.each(years)('the simulated $year', (year) => {
  test('is adopted in balance: revenue, spending and financing meet at zero in every version', () => {
    for (const version of year.versions) {
      const total = (akun: string) =>
        sum(year.lines.filter((line) => line.account.startsWith(akun)).map((line) => line.budget.get(version) ?? 0n));
      expect(total('4') - total('5') + total('6.1') - total('6.2')).toBe(0n);
    }
  });

  test('plans twelve months that add up to each line', () => {
    for (const version of year.versions) {
      for (const line of year.lines) {
        const plan = cashPlan(line, version);
        expect(plan).toHaveLength(12);
        expect(sum(plan)).toBe(line.budget.get(version) ?? 0n);
        expect(plan.every((month) => month >= 0n)).toBe(true);
      }
    }
  });

  test('names every code, and every activity lies in a bidang that its unit is responsible for', () => {
    for (const line of year.lines) {
      expect(accountName(line.account), line.account).not.toBe('');
      if (line.activity === '') continue;
      expect(activityName(line.activity), line.activity).not.toBe('');
      expect(activityName(ancestor(line.activity, 3))).not.toBe('');
      expect(activityName(ancestor(line.activity, 5))).not.toBe('');
      expect(line.unit.code).toContain(line.activity.slice(0, 4));
    }
  });

  test('reports physical progress that never falls and never passes 100 %', () => {
    const rows = progress(year);
    expect(rows.length).toBeGreaterThan(400);
    for (const { done } of rows) {
      expect(done.every((value, month) => value >= (done[month - 1] ?? 0) && value <= 10_000)).toBe(true);
    }
  });

  test('is the same every time', () => {
    const again = year.year === 2025 ? simulate2025() : simulate2026();
    expect(again).toEqual(year);
  });
});

test('2026 stays within the published plafond and shows every state', () => {
  const [, wholly] = years as [SimulatedYear, SimulatedYear];
  const budget = (akun: string) =>
    sum(wholly.lines.filter((line) => line.account.startsWith(akun)).map((line) => line.budget.get('murni') ?? 0n));
  expect(budget('4')).toBe(768_540_000_000_00n);
  expect(budget('5')).toBe(795_630_000_000_00n);
  const share = (key: string) => {
    const own = wholly.lines.filter((line) => line.unit.key === key && line.account.startsWith('5'));
    const allowed = sum(own.map((line) => line.budget.get('murni') ?? 0n));
    return Number((sum(own.map((line) => line.realized[9] ?? 0n)) * 1000n) / allowed);
  };
  expect(share('damkar')).toBeGreaterThan(1000);
  expect(share('dukcapil')).toBeGreaterThan(share('dinsos'));
  expect(share('pupr')).toBeLessThan(share('dinsos'));
  expect([...wholly.reported.values()].sort((a, b) => a - b)).toEqual([0, 8, 9]);
  expect(wholly.lines.filter((line) => line.budget.get('murni') === 0n && (line.realized[9] ?? 0n) > 0n)).toHaveLength(1);
});
