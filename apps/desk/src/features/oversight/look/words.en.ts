import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Worth a look',
  heading: (n) => `${n} things worth a look`,
  nothing: 'Nothing is worth a look by these rules',
  lead: (year) =>
    `Fiscal year ${year}, from verified rows. None of this means that something is wrong: each rule names ordinary explanations, and each row can be opened.`,
  back: 'To the alerts',
  rule: 'Rule',
  explains: 'What may explain it',
  unit: 'Department',
  rows: 'See rows',
  treasury: 'treasury item',
  unbudgeted: {
    title: (n) => `${n} kinds of spending paid without budget`,
    none: 'No spending without budget',
    rule: 'A department whose budget was uploaded has realization in a kind of spending that the budget in force does not have.',
    explains: 'A budget shift or revision that was not uploaded yet; accounts that were mixed up; payments ahead of a revision.',
    account: 'Kind of spending',
    paid: 'Realization',
  },
  same: {
    title: (n) => `${n} groups of equal payments on one day`,
    none: 'No equal payments on one day',
    unknown: 'Cannot be computed: no register of payments (SP2D) is verified for this year.',
    rule: (least) =>
      `Two or more payments of the same department, on the same date, with the same amount, from ${least} on. Personnel is left out.`,
    explains: 'Several recipients at the same rate; instalments or packages of the same size; documents that are split by activity.',
    date: 'Date',
    amount: 'Amount',
    payments: 'Payments',
    payment: (document, sheet, row) => `${document === '' ? 'no number' : document}, ${sheet} row ${row}`,
  },
  bunching: {
    title: (n, limit) => `${n} contracts just under ${limit}`,
    none: (n, over, limit) => `Contracts do not crowd under ${limit}: ${n} just under it, ${over} just above`,
    unknown: 'Cannot be computed: no contracts are verified for this year.',
    rule: (limit) =>
      `At least 5 contracts of up to 10 percent below ${limit}, and three times as many as up to 10 percent above it. An admin sets the limit.`,
    explains: 'Packages designed for the limit of direct procurement; equal unit prices; package budgets that were set at that size.',
    object: 'Works',
    value: 'Contract value',
    open: (sheet, row) => `${sheet} row ${row}`,
  },
  december: {
    title: (n, year) => `${n} departments spent far more than usual in December ${year}`,
    none: (year, judged) => `December ${year} was as usual (${judged} departments compared)`,
    unknown: 'Cannot be computed: it needs the realization of November and December of a finished year and of two years before it.',
    rule: 'The share of a year’s spending that was paid in December lies 10 points or more above the department’s own mean of the years before. Without treasury items.',
    explains: 'Large contracts that end with the year; budgets that came with the revision; a late report of November.',
    share: 'December',
    before: 'Mean before',
    years: 'Years compared',
  },
  outdated: {
    title: (n) => `${n} departments whose cash plan does not follow the revised budget`,
    none: 'Cash plans follow the version of the budget in force',
    rule: 'The budget in force is of a newer version than the last verified cash plan.',
    explains:
      'A shift that leaves the dates of payment as they are; a revised plan that was not uploaded. Until then gaps are against the old plan.',
    budget: 'Version of the budget',
    plan: 'Version of the plan',
  },
};
