import type { worksId } from './words.id.ts';

/** Words of contracts and of what OPD say of their obstacles, in English. */
export const worksEn: typeof worksId = {
  notes: {
    title: 'What the department says',
    text: 'Written by the department about its own obstacles, checked by another person before publication. Not an audit.',
    signed: (owner, day) => (owner === '' ? `As of ${day}.` : `${owner}, as of ${day}.`),
    about: 'About',
    followUp: 'Follow-up',
    unblocker: 'Who can resolve it',
    promised: 'Promised',
    passed: 'this date has passed; this edition has no word that it is resolved',
    place: (file, row) => `${file} row ${row}`,
    screen: 'written in the application',
    notHeld: 'This edition was made before what departments say was published.',
  },
  why: {
    says: 'The department says:',
    none: 'The department has published no explanation.',
    noneOfSubUnit: 'This unit has published no explanation of its own.',
    more: 'Read all of it',
    moreOf: (count) => `All ${count} notes`,
  },
  contracts: {
    title: 'Contracts',
    sum: (count, value) => `${count} contracts worth ${value}`,
    known: (known, count, value) => `${known} of ${count} contracts state their value: ${value}`,
    noValue: (count) => `${count} contracts, without their values`,
    paid: (paid) => `; ${paid} paid, by the contract reports`,
    asOf: (days) => `As of ${days}. Contract reports are apart from reports of realization: their dates may differ.`,
    people: 'Providers that are not companies are given as "Perorangan" (an individual).',
    listed: (shown, all) => `The ${shown} largest of ${all} contracts; all are in`,
    notHeld: 'This edition was made before contracts were published.',
    columns: { object: 'Work', value: 'Value', paid: 'Paid' },
    days: (days) => `time ${days}`,
    number: (number) => `Number ${number}`,
    signed: (day) => `signed ${day}`,
    estimate: (amount) => `owner’s estimate ${amount}`,
    amendment: (text) => `amendment: ${text}`,
  },
  unitTotals: {
    title: 'Totals by department',
    text: 'A report without details states one amount for each department; it is held against that department’s own details.',
    all: (count) => `${count} amounts, all of them equal to the sen.`,
    some: (unequal, count) => `${unequal} of ${count} amounts differ; these come first.`,
  },
  cells: {
    title: (count) => `${count} cells were read with another value than the file has`,
    one: (place, old, value) => `${place}: written ${old}, read as ${value}`,
    hidden: '(text)',
  },
  files: {
    title: 'Files of contracts, targets and notes',
    kinds: { contract: 'contracts', obstacle: 'obstacles', target: 'physical targets' },
    rows: 'Rows',
  },
};
