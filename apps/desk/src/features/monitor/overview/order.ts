import { compareNames } from '@sipkadin/ui';
import type { UnitFigures } from '../figures.ts';

/** Orders of the list of all OPD, as the address names them. */
export const unitOrders = ['rupiah', 'poin', 'nama'] as const;
export type UnitOrder = (typeof unitOrders)[number];

type Ordered = Pick<UnitFigures, 'name' | 'status' | 'gap' | 'plan' | 'realization'>;

/**
 * By rupiah to come back to the plan or by points those come first that no distance from the plan ranks: OPD above their budget, and
 * those that never reported. By name there are no such exceptions.
 */
export function orderUnits<U extends Ordered>(units: readonly U[], order: UnitOrder): U[] {
  if (order === 'nama') return units.toSorted((a, b) => compareNames(a.name, b.name));
  const distance =
    order === 'poin'
      ? ({ gap }: U) => gap
      : ({ plan, realization }: U) => (plan === null || realization === null ? null : realization - plan);
  return units.toSorted((a, b) => urgency(a) - urgency(b) || compareDistances(distance(a), distance(b)) || compareNames(a.name, b.name));
}

const urgency = ({ status }: Ordered) => (status === 'over' ? 0 : status === 'silent' ? 1 : 2);

/** The furthest behind first, null last. */
function compareDistances(a: bigint | null, b: bigint | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
