import type { Code, Sen } from '@sipkadin/budget';
import type { HeldReport } from '../reporting/holders.ts';
import type { UnitStanding } from '../standing.ts';

/**
 * Why an OPD is on the list. behind: needs attention or is late against its plan. within: its gap in points is within its band, and
 * its rupiah are among the largest. over: paid more than its budget. silent: has never reported this year. waiting: its report of
 * the month was submitted, and the verifier has it.
 */
export type CallKind = 'behind' | 'within' | 'over' | 'silent' | 'waiting';

export interface Call {
  unit: Code;
  kind: CallKind;
  /** Sen: of `behind` and `within` what it has to pay to be back at its plan; of `over` what it paid beyond its budget; null for the others. */
  amount: Sen | null;
}

export interface CallList {
  /** `behind` and `within`, ordered by rupiah, the largest first. */
  behind: Call[];
  /** What no rupiah can rank: above budget, never reported, with the verifier. */
  besides: Call[];
  /** OPD that belong on the list and found no place in it. */
  more: number;
  /** Sen that all OPD below their plan have to pay to be back at it, on the list or not. Those ahead of theirs take nothing off. */
  shortfall: Sen;
}

/** Rows that are kept for what no rupiah can rank, however many OPD are behind. */
const keptForBesides = 3;

/** An OPD within its band is called where it lacks at least this part of what all OPD below their plan lack: one in so many. */
const largestPart = 20n;

/**
 * Whom to call first.
 * @param held reports of the month that are not public, by OPD
 * @param most rows at most
 */
export function callList(units: readonly UnitStanding[], held: ReadonlyMap<Code, HeldReport>, most = 7): CallList {
  const short = units
    .map((unit) => ({ unit, amount: toReturn(unit) ?? 0n }))
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1));
  const shortfall = short.reduce((sum, { amount }) => sum + amount, 0n);
  const behind = short.flatMap(({ unit: { code, status }, amount }): Call[] => {
    if (status === 'behind' || status === 'attention') return [{ unit: code, kind: 'behind', amount }];
    return status === 'on-track' && amount * largestPart >= shortfall ? [{ unit: code, kind: 'within', amount }] : [];
  });
  const over = units
    .filter(({ status }) => status === 'over')
    .map(
      ({ code, figures: { budget, realization } }): Call => ({
        ...{ unit: code, kind: 'over' },
        amount: (realization ?? 0n) - (budget ?? 0n),
      }),
    )
    .sort((a, b) => ((a.amount ?? 0n) > (b.amount ?? 0n) ? -1 : 1));
  const silent = units
    .filter(({ reporting }) => reporting === 'silent')
    .map(({ code }): Call => ({ unit: code, kind: 'silent', amount: null }));
  const listed = new Set([...behind, ...over, ...silent].map(({ unit }) => unit));
  const waiting = [...held]
    .filter(([unit, { state }]) => state === 'submitted' && !listed.has(unit))
    .sort(([, a], [, b]) => b.days - a.days)
    .map(([unit]): Call => ({ unit, kind: 'waiting', amount: null }));
  const besides = inTurns([over, silent, waiting]);
  const kept = Math.min(besides.length, Math.max(keptForBesides, most - behind.length));
  const shown = behind.slice(0, most - kept);
  return {
    ...{ behind: shown, besides: besides.slice(0, kept) },
    more: behind.length - shown.length + besides.length - kept,
    shortfall,
  };
}

/** Sen that an OPD has to pay to be back at the plan of its own day; below zero where it is ahead; null where it cannot be compared. */
export function toReturn({ figures: { plan, realization } }: Pick<UnitStanding, 'figures'>): Sen | null {
  return plan === null || realization === null ? null : plan - realization;
}

/** The first of each list, then the second of each, so that no kind hides another. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}
