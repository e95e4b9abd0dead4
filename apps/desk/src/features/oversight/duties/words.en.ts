import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Duties',
  heading: (n) => `${n} duties are due within 45 days`,
  quiet: 'No dated duty within 45 days',
  year: 'Budget year',
  shares: {
    title: 'Mandatory shares',
    lead: 'The rules need what the files do not say, so the share of the rule is not computed. What is shown is the nearest share in the files, not judged.',
    most: (percent) => `At most ${percent}% of spending`,
    least: (percent) => `At least ${percent}% of spending`,
    unchecked: 'Its limit has not been checked',
    from: (year) => `from the budget of ${year} on`,
    notComputed: 'Cannot be computed from these files.',
    nearest: 'Nearest in the files',
    budget: 'Of the year’s budget',
    now: (day) => `Of realization as of ${day}`,
    unknown: 'none yet',
  },
  calendar: {
    title: (year) => `Calendar of duties ${year}`,
    lead: 'Days of rules that were checked; a rule whose day was not checked has none.',
    columns: { due: 'By', duty: 'Duty', to: 'To', source: 'Source', what: 'What there is' },
    noDay: 'day not checked',
    of: (day) => `figures as of ${day}`,
    inDays: (n) => `in ${n} days`,
    passed: (n) => `${n} days past`,
    today: 'today',
    download: (month) => `Download the LRA up to ${month} (.xlsx)`,
    later: 'Its period is not over',
    prognosis: 'The prognosis of the next six months is not in this export.',
  },
};
