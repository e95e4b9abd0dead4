import type { Code } from '@sipkadin/budget';
import type { HeldReport } from '../reporting/holders.ts';
import type { UnitStanding } from '../standing.ts';
import { callList, toReturn } from './call-list.ts';

/** The order in which a meeting goes through all OPD: as the call list, then the others, the furthest behind their plan first. */
export function meetingOrder(units: readonly UnitStanding[], held: ReadonlyMap<Code, HeldReport>): UnitStanding[] {
  const { behind, besides } = callList(units, held, units.length * 2);
  const called = new Map([...behind, ...besides].map(({ unit }, index) => [unit, index]));
  const rank = ({ code }: UnitStanding) => called.get(code) ?? units.length;
  return units.toSorted((a, b) => {
    const [one, other] = [toReturn(a) ?? 0n, toReturn(b) ?? 0n];
    return rank(a) - rank(b) || (one === other ? 0 : one > other ? -1 : 1) || (a.code < b.code ? -1 : 1);
  });
}
