import type { BudgetVersion, Code, IsoDate, Month, Sen, Status } from '@sipkadin/budget';
import type { Standing, UnitStanding } from '../standing.ts';

/** A figure at the earlier and at the later of two instants. */
export interface Change<T> {
  before: T;
  after: T;
}

/** What the ledger learned between two instants about a year's spending. */
export interface Changes {
  /** Month of the verdict. */
  month: Change<Month>;
  /** Sen. */
  realization: Change<Sen | null>;
  budget: Change<Sen | null>;
  version: Change<BudgetVersion | null>;
  /** Sen that realization lies behind the plan (below zero: ahead); null where it cannot be compared. */
  behind: Change<Sen | null>;
  /** OPD whose report reaches a later day, with that day. */
  reported: { unit: Code; asOf: IsoDate }[];
  /** OPD that are judged otherwise, the worse ones first. */
  judged: ({ unit: Code } & Change<Status>)[];
}

/** From good to bad; what cannot be judged lies between. */
const gravity: readonly Status[] = ['on-track', 'no-plan', 'unfunded', 'attention', 'silent', 'behind', 'over'];

export function changesOf(before: Standing, after: Standing): Changes {
  const known = new Map(before.units.map((unit) => [unit.code, unit]));
  const change = <T>(pick: (standing: Standing) => T): Change<T> => ({ before: pick(before), after: pick(after) });
  return {
    month: change(({ month }) => month),
    realization: change(({ total }) => total.realization),
    budget: change(({ total }) => total.budget),
    version: change(({ version }) => version),
    behind: change(behindOf),
    reported: after.units.flatMap(({ code, asOf }) => {
      const earlier = known.get(code)?.asOf ?? null;
      return asOf === null || (earlier !== null && earlier >= asOf) ? [] : [{ unit: code, asOf }];
    }),
    judged: after.units.flatMap((unit) => judgedOtherwise(unit, known.get(unit.code))).sort((a, b) => worsened(b) - worsened(a)),
  };
}

/** Of what has a plan, as the overview's verdict. */
function behindOf({ comparable }: Standing): Sen | null {
  const { plan, realization } = comparable.amounts;
  return plan === null || realization === null ? null : plan - realization;
}

function judgedOtherwise({ code, status }: UnitStanding, earlier: UnitStanding | undefined): Changes['judged'] {
  const before = earlier?.status ?? 'silent';
  return before === status ? [] : [{ unit: code, before, after: status }];
}

const worsened = ({ before, after }: Change<Status>) => gravity.indexOf(after) - gravity.indexOf(before);
