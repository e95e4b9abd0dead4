import { dayInJakarta, daysBetween, type IsoDate } from '@sipkadin/budget';
import type { ReportStep } from '@sipkadin/ledger';

/** How long the uploads that make one month's report of one OPD were with whom. */
export interface Holding {
  /** Days past the due day in which the report was with the OPD. Those with the verifier or the publisher are not the OPD's. */
  lateDays: number;
  /** Days that it waited for the verifier, over all its rounds. */
  verifierDays: number;
  /** How often the verifier returned it. */
  returns: number;
}

/** Whose turn it is, the furthest last: the OPD's until it submits, after a return and after a withdrawal. */
const turns = ['opd', 'verifier', 'done'] as const;
type Turn = (typeof turns)[number];
const turnAfter: Partial<Record<ReportStep['step'], Turn>> = { submitted: 'verifier', verified: 'done', published: 'done' };

/** @param uploads the moves of each, oldest first; of several the one that came furthest counts, and moves after `today` do not */
export function holdingOf(uploads: readonly (readonly ReportStep[])[], { due, today }: { due: IsoDate; today: IsoDate }): Holding {
  const moves = uploads
    .flatMap((steps, upload) => steps.map(({ step, at }) => ({ upload, step, at, day: dayInJakarta(at) })))
    .filter(({ day }) => day <= today)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const latest = new Map<number, Turn>();
  const days = { opd: 0, verifier: 0, done: 0 };
  let turn: Turn = 'opd';
  let from = due;
  const count = (until: IsoDate) => {
    const start = turn === 'opd' && from < due ? due : from;
    days[turn] += Math.max(0, daysBetween(start, until));
  };
  for (const { upload, step, day } of moves) {
    latest.set(upload, turnAfter[step] ?? 'opd');
    const next = turns.findLast((one) => [...latest.values()].includes(one)) ?? 'opd';
    if (next === turn) continue;
    count(day);
    [turn, from] = [next, day];
  }
  count(today);
  return { lateDays: days.opd, verifierDays: days.verifier, returns: moves.filter(({ step }) => step === 'returned').length };
}
