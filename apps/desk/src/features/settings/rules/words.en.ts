import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Rules of findings',
  lead: 'The checks on every file. An admin can change the severity of a rule in this government; a change applies to files that were not submitted yet, and is recorded in the audit trail.',
  count: (all, set) => `${all} rules, ${set} with a changed severity.`,
  areas: 'Areas',
  severity: 'Severity',
  own: 'own',
  fixed: 'cannot be changed',
  instead: (own) => `Own: ${own}`,
  changed: (who, when) => `Last changed by ${who}, ${when}`,
};
