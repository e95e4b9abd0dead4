import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Rules of findings',
  lead: 'What is looked for in every file. An admin can change what a rule weighs in this government; a change holds for files that were not submitted yet, and stands in the audit trail.',
  count: (all, set) => `${all} rules, ${set} with a changed severity.`,
  areas: 'Areas',
  severity: 'Severity',
  own: 'own',
  fixed: 'cannot be changed',
  instead: (own) => `Own: ${own}`,
  changed: (who, when) => `Last changed by ${who}, ${when}`,
};
