import type { words as id } from './words.id.ts';

export const words: typeof id = {
  templates: {
    title: 'Empty forms to fill in',
    lead: "For when the report of your own application cannot be read: one row per detail, then upload it like any file. The government's code and the running year are filled in.",
    download: (kind, format) => `Download the form for ${kind} (.${format})`,
    kinds: {
      budget: 'budget by account',
      'cash-plan': 'cash plan by month',
      realization: 'realization up to a date',
      register: 'list of payments (register)',
      progress: 'physical progress',
      contract: 'contracts',
      obstacle: 'obstacles and follow-up',
      target: 'physical targets by month',
    },
  },
};
