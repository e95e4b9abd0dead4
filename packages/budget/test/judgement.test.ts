import { fiscalYear } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandAt, bandsFault, defaultBands } from '../src/judgement/bands.ts';
import { comparableOf } from '../src/judgement/comparable.ts';
import { gapToPlan, judge } from '../src/judgement/judge.ts';
import { divideRounded, percentage } from '../src/judgement/percentage.ts';
import { PlanToDay, planDue } from '../src/judgement/plan-to-day.ts';
import { lastMonthDue, reportDue, reportingOf, reportingStatus, wholeMonths } from '../src/judgement/reporting.ts';
import { sameActivity } from '../src/judgement/same-activity.ts';
import { worksAndMoney } from '../src/judgement/works-and-money.ts';
import { daysInMonth, isoDate, monthEnd } from '../src/time/period.ts';

const sen = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 17n });
const band = bandAt(defaultBands, isoDate('2025-12-12'));

describe('a percentage', () => {
  it.each([
    [693n, 1000n, 693n],
    [69_349n, 100_000n, 693n],
    [69_350n, 100_000n, 694n],
    [9_996n, 10_000n, 999n],
    [10_004n, 10_000n, 1001n],
    [10_000n, 10_000n, 1000n],
    [-69_350n, 100_000n, -694n],
    [0n, 7n, 0n],
  ])('of %s in %s is %s tenths', (part, whole, tenths) => {
    expect(percentage(part, whole)).toEqual({ value: tenths, isBelowSmallest: false });
  });

  it('is null without a whole, and says where it is smaller than its last digit', () => {
    expect(percentage(5n, 0n)).toBeNull();
    expect(percentage(1n, 1_000_000n)).toEqual({ value: 1n, isBelowSmallest: true });
    expect(percentage(-1n, 1_000_000n)).toEqual({ value: -1n, isBelowSmallest: true });
  });

  it('shows 100 % and 0 % only where they are exact, and is otherwise within half a digit', () => {
    fc.assert(
      fc.property(sen, positive, fc.constantFrom(1, 2), (part, whole, digits) => {
        const shown = percentage(part, whole, digits);
        if (shown === null) throw new Error('a whole above zero has percentages');
        const hundred = 100n * 10n ** BigInt(digits);
        const size = shown.value < 0n ? -shown.value : shown.value;
        expect(size === hundred).toBe(part === whole || part === -whole);
        expect(shown.value === 0n).toBe(part === 0n);
        // |part/whole·hundred − value| ≤ ½, and up to a whole digit where it was kept away from 0 or 100.
        const off = part * hundred - shown.value * whole;
        const limit = shown.isBelowSmallest || size === hundred - 1n || size === hundred + 1n ? whole : whole / 2n + 1n;
        expect(off <= limit && off >= -limit).toBe(true);
      }),
    );
  });

  it('divides with half rounded away from zero', () => {
    fc.assert(
      fc.property(sen, sen, (a, b) => {
        if (b === 0n) return;
        const quotient = divideRounded(a, b);
        const [rest, size] = [a - quotient * b < 0n ? quotient * b - a : a - quotient * b, b < 0n ? -b : b];
        expect(rest * 2n <= size).toBe(true);
        expect(divideRounded(-a, b)).toBe(-quotient);
      }),
    );
    expect([divideRounded(5n, 10n), divideRounded(-5n, 10n), divideRounded(4n, 10n)]).toEqual([1n, -1n, 0n]);
  });
});

describe('the plan of a day', () => {
  const due = (amounts: readonly bigint[], year: number, day: string) => {
    const plan = new PlanToDay();
    for (const [index, amount] of amounts.entries()) plan.add(amount, { year, month: index + 1 }, isoDate(day), isoDate('2027-12-31'));
    return plan.compared ?? -1n;
  };

  it('counts whole months before, and days within the month', () => {
    const monthly = Array.from({ length: 12 }, () => 31_00n);
    expect(due(monthly, 2025, '2025-12-12')).toBe(11n * 31_00n + 12_00n);
    expect(due(monthly, 2025, '2025-12-31')).toBe(12n * 31_00n);
    expect(due(monthly, 2025, '2025-01-01')).toBe(1_00n);
    expect(due(monthly, 2025, '2026-03-01')).toBe(12n * 31_00n);
    expect(due(monthly, 2025, '2024-12-31')).toBe(0n);
    expect(due([0n, 29_00n], 2024, '2024-02-15')).toBe(15_00n);
  });

  it('never falls from day to day, ends at the whole, and adds up in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(2024, 2025),
        (amounts, month, year) => {
          let before = -1n;
          for (let day = 1; day <= daysInMonth(year, month); day++) {
            const now = due(amounts, year, isoDate(year, month, day));
            expect(now >= before).toBe(true);
            before = now;
          }
          expect(before).toBe(amounts.slice(0, month).reduce((a, b) => a + b, 0n));
        },
      ),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sen, fc.integer({ min: 1, max: 12 })), { maxLength: 20 }),
        fc.integer({ min: 1, max: 365 }),
        (items, at) => {
          const day = isoDate(new Date(Date.UTC(2025, 0, at)).toISOString().slice(0, 10));
          const sum = (list: typeof items) => list.reduce((all, [amount, month]) => all + planDue(amount, 2025, month, day), 0n);
          const [odd, even] = [items.filter((_, index) => index % 2 === 1), items.filter((_, index) => index % 2 === 0)];
          expect(sum(odd) + sum(even)).toBe(sum(items));
          const plan = new PlanToDay();
          for (const [amount, month] of items.toReversed()) plan.add(amount, { year: fiscalYear(2025), month }, day, day);
          expect(plan.compared).toBe(items.length === 0 ? null : divideRounded(sum(items), 377_580n));
        },
      ),
    );
  });

  it('leaves out OPD that never reported, unless none did', () => {
    const plan = new PlanToDay();
    expect([plan.compared, plan.shown]).toEqual([null, null]);
    plan.add(31_00n, { year: fiscalYear(2025), month: 12 }, undefined, isoDate('2025-12-12'));
    expect([plan.compared, plan.shown]).toEqual([null, 12_00n]);
    plan.add(31_00n, { year: fiscalYear(2025), month: 8 }, isoDate('2025-08-31'), isoDate('2025-12-12'));
    plan.add(31_00n, { year: fiscalYear(2025), month: 12 }, isoDate('2025-08-31'), isoDate('2025-12-12'));
    expect([plan.compared, plan.shown]).toEqual([31_00n, 31_00n]);
  });
});

describe('judging', () => {
  const budget = 1_000_00n;
  const gap = (realization: bigint, plan: bigint, of = budget) => gapToPlan({ budget: of, realization, plan });

  it('rounds the gap first and then looks for the band: −4.968 points is −5.0 and needs attention', () => {
    const figures = { budget: 100_000n, realization: 40_000n, plan: 44_968n };
    expect(gapToPlan(figures)).toBe(-50n);
    expect(judge(figures, band)).toBe('attention');
    expect(judge({ ...figures, plan: 44_949n }, band)).toBe('on-track');
    expect(judge({ ...figures, plan: 49_950n }, band)).toBe('behind');
  });

  it.each([
    [{ budget, realization: null, plan: 1n }, 'silent'],
    [{ budget, realization: budget + 1n, plan: budget }, 'over'],
    [{ budget: 0n, realization: 1n, plan: 0n }, 'over'],
    [{ budget: null, realization: 1n, plan: 0n }, 'over'],
    [{ budget: 0n, realization: 0n, plan: 0n }, 'unfunded'],
    [{ budget: null, realization: 0n, plan: 0n }, 'unfunded'],
    [{ budget, realization: 0n, plan: null }, 'no-plan'],
    [{ budget, realization: budget, plan: 0n }, 'on-track'],
  ] as const)('%o is %s', (figures, status) => {
    expect(judge(figures, band)).toBe(status);
  });

  it('judges what is shown: the band follows from the shown tenths alone', () => {
    fc.assert(
      fc.property(positive, fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 10n ** 17n }), (whole, paid, plan) => {
        const realization = paid > whole ? whole : paid;
        const tenths = gap(realization, plan, whole);
        const status = judge({ budget: whole, realization, plan }, band);
        expect(status).toBe(tenths !== null && tenths <= -100n ? 'behind' : tenths !== null && tenths <= -50n ? 'attention' : 'on-track');
      }),
    );
  });

  it('has a state for a budget of zero, for returns, and for a budget that was revised below what is paid', () => {
    const band = bandAt(defaultBands, isoDate('2026-10-31'));
    const state = (budget: bigint | null, realization: bigint | null, plan: bigint | null) => judge({ budget, realization, plan }, band);
    expect([state(0n, 0n, 0n), state(0n, 1n, null), state(0n, null, null)]).toEqual(['unfunded', 'over', 'silent']);
    // More came back than was paid: behind its plan, not above any budget.
    expect([state(100n, -5n, 50n), gapToPlan({ budget: 100n, realization: -5n, plan: 50n })]).toEqual(['behind', -550n]);
    expect(state(80n, 90n, 95n)).toBe('over');
    expect([state(100n, 50n, null), state(null, 0n, 50n)]).toEqual(['no-plan', 'unfunded']);
  });

  it('takes the band of the period', () => {
    const bands = {
      ...defaultBands,
      periods: [
        { from: 1, attention: -100, behind: -200 },
        { from: 10, attention: -20, behind: -40 },
      ],
    };
    expect(bandAt(bands, isoDate('2025-09-30'))).toMatchObject({ attention: -100 });
    expect(bandAt(bands, isoDate('2025-10-01'))).toMatchObject({ attention: -20 });
    expect(judge({ budget: 1000n, realization: 0n, plan: 50n }, bandAt(bands, isoDate('2025-12-12')))).toBe('behind');
  });

  it('refuses bands that make no rule', () => {
    const fault = (reportDay: number, ...periods: { from: number; attention: number; behind: number }[]) =>
      bandsFault({ reportDay, periods });
    const usual = { from: 1, attention: -50, behind: -100 };
    expect(bandsFault(defaultBands)).toBeUndefined();
    expect([fault(0, usual), fault(29, usual), fault(10)]).toEqual(['report-day', 'report-day', 'no-period']);
    expect(fault(10, { ...usual, from: 2 })).toBe('first-period');
    expect(fault(10, usual, { ...usual, from: 7 }, { ...usual, from: 7 })).toBe('order');
    expect(fault(10, { ...usual, behind: -50 })).toBe('thresholds');
    expect(fault(10, { ...usual, attention: 10 })).toBe('thresholds');
  });
});

describe('reporting', () => {
  it('has a day by which each month is due', () => {
    expect([reportDue(2025, 11, 10), reportDue(2025, 12, 5)]).toEqual(['2025-12-10', '2026-01-05']);
    expect([
      lastMonthDue(fiscalYear(2025), isoDate('2025-12-10'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2025-12-11'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2026-02-01'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2025-02-10'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2025-02-11'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2024-12-31'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2026-01-10'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2026-01-11'), 10),
      lastMonthDue(fiscalYear(2025), isoDate('2027-06-30'), 28),
    ]).toEqual([10, 11, 12, 0, 1, 0, 11, 12, 12]);
  });

  it('calls only an OPD late that did not report in time', () => {
    const asked = (lastAsOf: string | null, until: string, on: string) =>
      reportingStatus(lastAsOf === null ? null : isoDate(lastAsOf), {
        year: fiscalYear(2025),
        until: isoDate(until),
        on: isoDate(on),
        reportDay: 10,
      });
    // Figures to 12 December, published on 15 December: November was due on the 10th, December is not due yet.
    expect(asked('2025-12-12', '2025-12-12', '2025-12-15')).toBe('reported');
    expect(asked('2025-11-30', '2025-12-12', '2025-12-15')).toBe('reported');
    expect(asked('2025-10-31', '2025-12-12', '2025-12-15')).toBe('late');
    expect(asked('2025-08-31', '2025-12-12', '2025-12-15')).toBe('late');
    expect(asked(null, '2025-12-12', '2025-12-15')).toBe('silent');
    // Nobody is late with a month that the figures do not ask for.
    expect(asked('2025-08-31', '2025-08-31', '2025-12-15')).toBe('reported');
    expect(asked('2025-11-30', '2025-12-31', '2026-01-10')).toBe('reported');
    expect(asked('2025-11-30', '2025-12-31', '2026-01-11')).toBe('late');
  });

  it('describes the reporting of a year to the public', () => {
    const on = (asOf: string | null, today: string, year = 2025) =>
      reportingOf(asOf === null ? null : isoDate(asOf), { year: fiscalYear(year), today: isoDate(today), reportDay: 10 });
    expect(on('2025-12-12', '2026-11-29')).toEqual({ kind: 'stopped', since: '2025-12-12', months: 11 });
    expect(on(null, '2026-11-29', 2023)).toEqual({ kind: 'never' });
    expect(on('2025-12-31', '2026-11-29')).toEqual({ kind: 'complete' });
    expect(on('2025-12-12', '2026-01-05')).toEqual({ kind: 'in-time', due: '2026-01-10' });
    expect(on('2025-12-12', '2025-12-20')).toEqual({ kind: 'in-time', due: '2026-01-10' });
    expect(on('2025-10-31', '2025-12-10')).toEqual({ kind: 'in-time', due: '2025-12-10' });
    expect(on('2025-10-31', '2025-12-11')).toEqual({ kind: 'late', due: '2025-12-10', days: 1 });
    expect(on('2025-10-12', '2025-11-11')).toEqual({ kind: 'late', due: '2025-11-10', days: 1 });
    expect(on(null, '2025-02-12')).toEqual({ kind: 'late', due: '2025-02-10', days: 2 });
  });

  it('counts whole months', () => {
    expect(wholeMonths(isoDate('2025-12-12'), isoDate('2026-11-29'))).toBe(11);
    expect(wholeMonths(isoDate('2025-12-12'), isoDate('2026-12-12'))).toBe(12);
    expect([wholeMonths(isoDate('2025-01-31'), isoDate('2025-02-28')), wholeMonths(isoDate('2025-01-31'), isoDate('2025-02-27'))]).toEqual([
      1, 0,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 30 }), (month, count) => {
        const to = monthEnd(2025 + Math.floor((month - 1 + count) / 12), ((month - 1 + count) % 12) + 1);
        expect(wholeMonths(monthEnd(2025, month), to)).toBe(count);
      }),
    );
  });
});

describe('a total of several OPD', () => {
  const amounts = fc.record({
    budget: fc.option(positive),
    realization: fc.option(positive),
    plan: fc.option(positive),
  });
  /** As totals are added: the plan of an OPD that never reported is not among those that are compared. */
  const totalOf = (parts: readonly { budget: bigint | null; realization: bigint | null; plan: bigint | null }[]) => {
    const add = (of: readonly (bigint | null)[]) => of.reduce((all, one) => (one === null ? all : (all ?? 0n) + one), null);
    return {
      budget: add(parts.map(({ budget }) => budget)),
      realization: add(parts.map(({ realization }) => realization)),
      plan: add(parts.map(({ plan, realization }) => (realization === null ? null : plan))),
    };
  };

  it('is held against the plans by those that have both, so its rupiah are the sum of theirs', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ own: amounts, treasury: amounts }), { maxLength: 8 }), (units) => {
        const parts = units.flatMap(({ own, treasury }) => [own, treasury]);
        const comparable = comparableOf(totalOf(parts), units);
        const { realization, plan } = comparable.amounts;
        if (realization === null || plan === null) return;
        const both = parts.flatMap((one) => (one.realization === null || one.plan === null ? [] : [one.realization - one.plan]));
        expect(realization - plan).toBe(both.reduce((all, one) => all + one, 0n));
        expect(realization + comparable.paid).toBe(totalOf(parts).realization);
      }),
    );
  });

  it('is not compared where only a few have a plan: theirs would stand beside the payments of all', () => {
    const [planned, other] = [
      { budget: 790n, realization: 300n, plan: 400n },
      { budget: 210n, realization: 90n, plan: null },
    ];
    const none = { budget: null, realization: null, plan: null };
    const few = comparableOf({ budget: 1000n, realization: 390n, plan: 400n }, [
      { own: planned, treasury: none },
      { own: other, treasury: none },
    ]);
    expect(few).toMatchObject({ tooLittle: true, without: 1, withoutTreasury: false, paid: 90n, amounts: { plan: null } });
    const enough = comparableOf({ budget: 1000n, realization: 390n, plan: 400n }, [
      { own: { ...planned, budget: 800n }, treasury: none },
      { own: { ...other, budget: 200n }, treasury: none },
    ]);
    expect(enough).toMatchObject({ tooLittle: false, amounts: { budget: 1000n, realization: 300n, plan: 400n } });
    expect(comparableOf({ budget: 1000n, realization: 390n, plan: null }, [{ own: other, treasury: planned }]).tooLittle).toBe(false);
  });
});

it('treasury items without a plan are not compared, though those of another OPD have one', () => {
  const own = { budget: 800n, realization: 300n, plan: 400n };
  const treasury = { budget: 100n, realization: 50n, plan: 60n };
  const apart = { budget: 100n, realization: 70n, plan: null };
  const total = { budget: 1900n, realization: 720n, plan: 860n };
  const units = [
    { own, treasury },
    { own, treasury: apart },
  ];
  expect(comparableOf(total, units)).toMatchObject({ without: 0, withoutTreasury: true, paid: 70n, amounts: { realization: 650n } });
  const alone = { own: { ...own, plan: null }, treasury: apart };
  expect(comparableOf(total, [{ own, treasury }, { own, treasury }, alone])).toMatchObject({
    without: 1,
    withoutTreasury: false,
    paid: 370n,
  });
});

it('money and works are told apart by ten points and more, and an advance payment is no delay', () => {
  const of = (paid: bigint, works: number | null, more: { plan?: bigint; isAdvanceOnly?: boolean } = {}) =>
    worksAndMoney({ budget: 1000n, realization: paid, plan: 500n, works, isAdvanceOnly: false, ...more });
  expect(of(0n, 0)).toEqual({ kind: 'not-started', lead: null });
  expect(of(0n, null)).toEqual({ kind: 'not-started', lead: null });
  expect(of(0n, 0, { plan: 0n })).toEqual({ kind: 'together', lead: 0n });
  expect(of(690n, 4100)).toEqual({ kind: 'money-ahead', lead: 280n });
  expect(of(375n, 7100)).toEqual({ kind: 'works-ahead', lead: -335n });
  expect([of(600n, 5000).kind, of(599n, 5000).kind]).toEqual(['money-ahead', 'together']);
  expect(of(300n, 1000, { isAdvanceOnly: true }).kind).toBe('advance');
  // More than an advance can be.
  expect(of(310n, 1000, { isAdvanceOnly: true }).kind).toBe('money-ahead');
  expect(of(300n, null).kind).toBe('unknown');
});

it('finds an activity of last year by code and name, by its name under another code, and by its code alone', () => {
  const wanted = { code: '1.02.02.2.01.0009', name: 'Rehabilitasi dan Pemeliharaan Puskesmas' };
  const same = { code: wanted.code, name: 'REHABILITASI DAN PEMELIHARAAN PUSKESMAS' };
  const renamed = { code: wanted.code, name: 'Pemeliharaan Rumah Dinas' };
  const recoded = { code: '1.02.02.2.01.0004', name: wanted.name };
  const above = { code: '1.02.02.2.01', name: wanted.name };
  expect(sameActivity(wanted, [recoded, same])).toEqual({ how: 'same', activity: same });
  expect(sameActivity(wanted, [renamed, recoded, above])).toEqual({ how: 'recoded', activity: recoded });
  // Two of that name: the code decides, and says that the name differs.
  expect(sameActivity(wanted, [renamed, recoded, { ...recoded, code: '1.02.02.2.02.0004' }])).toEqual({
    how: 'renamed',
    activity: renamed,
  });
  expect(sameActivity(wanted, [above])).toBeUndefined();
});
