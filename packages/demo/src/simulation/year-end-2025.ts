import { isoDate, type Sen, sum } from '@sipkadin/budget';
import { groupOf, officialYear } from '../lists/official-years.ts';
import { allocate } from './allocate.ts';
import { rupiah } from './slots.ts';
import { type SimulatedLine, type SimulatedYear } from './year.ts';

/**
 * 2025 with one date more: 31 December, on which each group of accounts adds up to the city's provisional total of the year, to the
 * sen. How much of it each line has is invented: what it had on 12 December, and a part of what its budget still held. Revenue of
 * some groups is lower than on 12 December, as in the source.
 */
export function withYearEnd(year: SimulatedYear): SimulatedYear {
  const final = new Map<SimulatedLine, Sen>();
  for (const [group, total] of officialYear(2025).realization) {
    const lines = year.lines.filter(({ account }) => groupOf(account) === group);
    const before = lines.map(({ realized }) => realized.at(-1) ?? 0n);
    const added = total - sum(before);
    const room = lines.map((line, index) => {
      const left = (line.budget.get('perubahan') ?? 0n) - (before[index] ?? 0n);
      return left > 0n ? left : 0n;
    });
    const parts =
      added < 0n
        ? allocate(-added, before, rupiah, before).map((part) => -part)
        : allocate(added, room, rupiah, group.startsWith('5') ? room : []);
    for (const [index, line] of lines.entries()) final.set(line, (before[index] ?? 0n) + (parts[index] ?? 0n));
  }
  return {
    ...year,
    dates: [...year.dates, isoDate(2025, 12, 31)],
    lines: year.lines.map((line) => ({ ...line, realized: [...line.realized, final.get(line) ?? line.realized.at(-1) ?? 0n] })),
  };
}
