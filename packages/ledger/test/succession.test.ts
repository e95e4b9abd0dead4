import { type Code, fiscalYear, isoDate, membersOn, monthEnd, opdOn, type Succession } from '@sipkadin/budget';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../test/seeded.ts';
import { addGovernment, figuresByMonth, figuresByUnit } from '../src/index.ts';
import { budget, databases, line, snapshot, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const code = (number: number) => `1.0${number}.0.00.0.00.01.0000`;
const succession = (old: number, next: number, from: string): Succession => ({
  ...{ old: code(old), next: code(next), from: isoDate(from), basis: 'Perda 1/2025' },
});

it('OPD belong to their successors from their day on, also after several changes and a change back', () => {
  const all = [succession(2, 3, '2025-07-01'), succession(1, 2, '2025-03-01'), succession(3, 2, '2026-01-01')];
  const of = (number: number, day: string) => opdOn(all, isoDate(day))(code(number));
  expect([of(1, '2025-02-28'), of(1, '2025-03-01'), of(1, '2025-07-01'), of(1, '2026-01-01')]).toEqual([1, 2, 3, 2].map(code));
  expect([of(3, '2025-12-31'), of(3, '2026-01-01'), of(4, '2026-01-01')]).toEqual([3, 2, 4].map(code));
  expect(membersOn(all, isoDate('2025-07-01'), code(3)).toSorted()).toEqual([1, 2, 3].map(code));
  expect(membersOn(all, isoDate('2025-07-01'), code(1))).toEqual([]);
});

it('successions of one day are followed to the end, in whatever order they were entered', () => {
  const day = isoDate('2025-07-01');
  const chain = [succession(2, 3, day), succession(1, 2, day)];
  for (const entered of [chain, chain.toReversed()]) expect([1, 2, 3].map(code).map(opdOn(entered, day))).toEqual([3, 3, 3].map(code));
  const circle = [succession(1, 2, day), succession(2, 1, day), succession(3, 1, day)];
  expect([1, 2].map(code).map(opdOn(circle, day))).toEqual([1, 2].map(code));
  expect([1, 2].map(code)).toContain(opdOn(circle, day)(code(3)));
});

describe.each(databases)('OPD that became part of others, on $name', ({ open }) => {
  let test: TestLedger;
  beforeAll(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterAll(() => test.end());
  const { verified } = sending(() => test);

  it('take nothing from the sum of all, to the sen, in any state of the reports', async () => {
    const random = seeded(20_251);
    const of = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
    const amount = () => BigInt(Math.floor(random() * 1_000_000));
    const opds = [1, 2, 3, 4].map(code);
    const accounts = ['5.1.02', '5.1.05', '5.2.02'];
    const settings = { name: '', basis: 'sp2d' } as const;
    const sum = (amounts: Iterable<bigint | null | undefined>) => [...amounts].reduce<bigint>((all, one) => all + (one ?? 0n), 0n);
    let joined = 0;
    for (let round = 0; round < 25; round++) {
      const opd = of(opds);
      const sub = random() < 0.3 ? opd.replace(/0000$/, '0001') : opd;
      const lines = accounts.filter(() => random() < 0.7).map((account) => line(sub, account, amount()));
      if (lines.length === 0) continue;
      const reports = random() < 0.3 ? budget(lines) : snapshot(monthEnd(2025, of([1, 2, 3, 4, 5])), lines);
      await verified(reports);
      const successions = [
        ...(random() < 0.8 ? [succession(1, of([2, 3]), of(['2024-01-01', '2025-02-01', '2025-04-01']))] : []),
        ...(random() < 0.5 ? [succession(2, 3, '2025-03-01')] : []),
      ];
      const asOf = monthEnd(2025, of([2, 3, 5]));
      const scope = { government: '19.71', year: fiscalYear(2025), asOf };
      const apart = await figuresByUnit(test.ledger.read, { ...scope, settings });
      const together = await figuresByUnit(test.ledger.read, { ...scope, settings: { ...settings, successions }, groupedOn: asOf });
      const belongsTo = opdOn(successions, asOf);
      const expected = new Map<Code, bigint>();
      for (const [unit, { realization }] of apart)
        expected.set(belongsTo(unit), (expected.get(belongsTo(unit)) ?? 0n) + (realization ?? 0n));
      expect(new Map([...together].map(([unit, { realization }]) => [unit, realization ?? 0n]))).toEqual(expected);
      expect(sum([...together.values()].map((one) => one.budget))).toBe(sum([...apart.values()].map((one) => one.budget)));
      // The last month that an OPD reports holds the last position of all that are part of it.
      const months = await figuresByMonth(test.ledger.read, { ...scope, settings: { ...settings, successions }, groupedOn: asOf });
      for (const unit of together.keys()) {
        const last = months.filter((cell) => cell.unit === unit && cell.realization !== null).at(-1);
        expect(last?.realization ?? 0n).toBe(expected.get(unit));
        if (membersOn(successions, asOf, unit).length > 1) joined++;
      }
    }
    expect(joined).toBeGreaterThan(10);
  });
});
