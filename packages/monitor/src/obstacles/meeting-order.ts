import type { Sen } from '@sipkadin/budget';
import type { UnitStanding } from '../standing.ts';

/** Sen that an OPD would have to spend to be where its plan is; null where it has no plan or no report, and where it is not behind. */
export function behindPlan({ figures: { plan, realization } }: Pick<UnitStanding, 'figures'>): Sen | null {
  return plan === null || realization === null || plan <= realization ? null : plan - realization;
}

/** The order in which a meeting goes through OPD: behind their plan by rupiah, then above budget, never reported, and all others. */
export function meetingOrder(units: readonly UnitStanding[]): UnitStanding[] {
  const rank = ({ status, ...unit }: UnitStanding) =>
    status === 'behind' || status === 'attention' ? 0 : status === 'over' ? 1 : unit.reporting === 'silent' ? 2 : 3;
  return units.toSorted((a, b) => rank(a) - rank(b) || compare(behindPlan(b) ?? 0n, behindPlan(a) ?? 0n) || (a.code < b.code ? -1 : 1));
}

const compare = (a: Sen, b: Sen) => (a === b ? 0 : a < b ? -1 : 1);
