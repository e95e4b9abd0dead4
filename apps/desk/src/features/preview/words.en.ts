import type { words as indonesian } from './words.id.ts';

export const words: typeof indonesian = {
  look: 'Preview',
  building: 'Preparing the preview…',
  title: (number, year) => `Preview of edition ${number} of ${year}`,
  text: (at) => `State of ${at}. Not published: only you can open it, and every page of it is marked as a preview.`,
  newTab: 'Opens in a new tab',
  pages: { home: 'Front page', units: 'Departments', spending: 'Spending', edition: 'Sources and reconciliation', data: 'Downloads' },
  changes: 'What changes',
  first: 'No figures are published for this year yet. Everything in this preview is new to the public.',
  against: (number, before, after) => `Edition ${number} (${before}) compared with the preview (${after}).`,
  facts: (version, asOf, basis) => [version, asOf, basis].filter((text) => text !== '').join(', '),
  asOf: (date) => `data as of ${date}`,
  otherVersion: 'The budget version differs: a difference in budget is one between versions.',
  otherDay: 'The as-of date differs: realization is expected to have grown in between.',
  totals: 'Whole government',
  units: 'Spending by department, the largest change first',
  noUnits: 'The spending of each department is as in the edition before.',
  listed: (shown, all) => `The ${shown} largest of ${all} changes.`,
  works: {
    title: 'Beside the figures:',
    contracts: (before, after) => `contracts ${before} to ${after}`,
    targets: (before, after) => `physical targets ${before} to ${after}`,
    notes: (before, after) => `notes of departments ${before} to ${after}`,
  },
  added: (names) => `Files that are new: ${names}.`,
  gone: (names) => `Files that are no longer used: ${names}.`,
  more: (n) => `and ${n} more`,
  same: 'unchanged',
  rupiah: 'in rupiah',
  columns: { what: 'Part', unit: 'Department', before: 'Published', after: 'Preview', difference: 'Difference' },
  measures: { budget: 'budget', realization: 'realization' },
  over: {
    'nothing-new':
      'The preview that you opened is out of date: its content was published, or nothing differs from the latest edition any more.',
    'nothing-verified': 'The preview that you opened is out of date: there is no verified data that counts for that year any more.',
  },
};
