import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Rules',
  rulesTitle: 'Rules of findings',
  basis: {
    title: 'Basis of realization',
    counts: (basis) => `What counts and is published: ${basis}.`,
    beside: 'Reports on another basis are kept beside it and never added to it.',
    kept: (year) => `What is verified for ${year}, by basis`,
    columns: { basis: 'Basis', units: 'OPD', asOf: 'As of', spending: 'Spending (Rp)', state: 'State' },
    none: 'none yet',
    counted: 'counts',
    notCounted: 'kept beside',
    change: (basis) => `Change to ${basis}`,
    means: (from, to) =>
      `From now on realization on the desk and in the next edition is counted from ${to} reports. ${from} reports are kept but do not count. OPD without a ${to} report appear as not having reported.`,
    known: (basis, units) => `OPD with a report on ${basis}: ${units}.`,
    editions: 'Earlier editions do not change. The basis can be changed back; every change is recorded in the audit trail.',
    reasonHint: 'Name the decision or regulation it rests on. It is recorded in the audit trail.',
    history: 'History of the basis',
    changed: (when, who, basis) => `${when}, ${who}: ${basis}.`,
  },
  lead: 'The checks on every file. An admin can change the severity of a rule in this government; a change applies to files that were not submitted yet, and is recorded in the audit trail.',
  count: (all, set) => `${all} rules, ${set} with a changed severity.`,
  areas: 'Areas',
  severity: 'Severity',
  own: 'own',
  fixed: 'cannot be changed',
  instead: (own) => `Own: ${own}`,
  changed: (who, when) => `Last changed by ${who}, ${when}`,
};
