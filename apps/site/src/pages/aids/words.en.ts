import type { aidsId } from './words.id.ts';

/** Words of the pages that help to read the figures, in English. */
export const aidsEn: typeof aidsId = {
  guide: {
    nav: 'Guide',
    step: 'step',
    at: (step, count) => `Step ${step} of ${count}`,
    back: 'Back',
    next: 'Next',
    end: 'Done, to the home page',
    start: 'First time here? How to read these figures in five steps',
    tap: 'Words with a dotted line explain themselves when tapped. Every figure leads to where it comes from.',
    planned: {
      title: (amount, year) => `Budget: ${amount} may be spent during ${year}`,
      text: 'This limit is called',
      more: ': agreed between the government and the council, and not to be exceeded. May be spent does not mean has been spent.',
      none: 'The budget of this year is not published yet',
      noneText: 'Without a budget there is nothing to hold the payments against.',
    },
    paid: {
      title: (amount, percent, day) => `Paid: ${amount}, ${percent} of the budget, up to ${day}`,
      titlePlain: (amount, day) => `Paid: ${amount} up to ${day}`,
      text: 'Money that really went out is called',
      more: ': counted from the reports of departments up to the date at the top of the page, not up to today.',
      none: 'The payments of this year are not published yet',
      noneText: 'Not published is not the same as zero: there is no report yet.',
    },
    compared: {
      behind: (size, day) => `Compared with the plan: ${size} behind, up to ${day}`,
      ahead: (size, day) => `Compared with the plan: ${size} ahead, up to ${day}`,
      even: (day) => `Compared with the plan: exactly on it, up to ${day}`,
      text: (plan, paid) =>
        `The upright line in the bar is the plan: ${plan} should have been paid, and ${paid} was. This plan month by month is called`,
      more: '. Behind plan does not mean saved: the work may not have been done. Ahead of plan does not mean well done.',
      none: 'Compared with the plan: not possible yet',
      noneText: 'Too little of the cash plan is published. Without it a percentage paid can be called neither fast nor slow.',
    },
    unit: {
      title: (name) => `One department: ${name}`,
      share: (paid, budget, percent) => `${paid} has been paid of ${budget} (${percent}).`,
      text: 'Departments, agencies and districts that use the budget are called',
      more: '. The page of each has its programmes, activities, accounts, and explanations where there are any. Items that are not its own work (PPKD) are counted apart.',
      none: 'One department: its details are not published yet',
      noneText: 'This edition has the totals of the whole government alone.',
    },
    cell: {
      title: 'One figure: down to a cell of an official’s file',
      text: 'Every figure of this site is the sum of rows of files. This is one of them:',
      file: 'File',
      place: 'Cell',
      more: 'A second person checks the file before it is published, and editions are signed: what is published cannot be replaced in silence.',
      link: 'See this row and where it comes from',
      none: 'One figure: this edition has no rows of spending',
      noneText: 'There is no row to show.',
    },
  },
  glossary: {
    title: (count) => `${count} terms of local money in everyday words`,
    text: 'Official words stay in files and tables; this is what they mean.',
    filter: 'Find a term',
    show: 'Show',
    shown: (count, of) => `${count} of ${of} terms.`,
    none: (text) => `No term has "${text}".`,
    all: 'All terms',
    more: 'All terms',
  },
  about: {
    title: (count) => `${count} things before you read these figures`,
    sections: (attention, behind) => [
      [
        'Limit, realization, plan',
        'The limit (pagu) is what may be spent. Realization is what has been paid up to the date shown. The plan is the cash plan: how much should have been paid by that day; within a month it is counted by day. Absorption is realization divided by the limit.',
      ],
      [
        'Zero, no data, not reported',
        'Rp0 means zero. A dash "–" means the file holds no data. Hatching and the words "not reported" mean that the report has not come. These are three different things.',
      ],
      [
        'Low absorption is not thrift, high absorption is no achievement',
        `Money not yet paid may mean work not yet done. The status compares with the plan only: it needs attention from a gap of ${attention} points, and is behind from ${behind} points. Late means that a report has not come in time, not the money.`,
      ],
      [
        'Not yet audited',
        'Figures of the running year may change until the state audit. The audited financial report is the official one.',
      ],
      [
        'Rounding',
        'Figures on screen are rounded; sums and differences may be off in the last digit. Point at or tap a figure for the exact one. Percentages have one decimal; 100% and 0% only where exact: 99.996 reads 99.9%.',
      ],
      [
        'Where the figures come from',
        'From files uploaded by finance staff, checked by a second person, then published. Every figure can be traced to file, sheet and row. Names of persons, identity and tax numbers, bank accounts and addresses are not kept.',
      ],
      [
        'Accessibility and privacy',
        'Every figure can be read without JavaScript, without an account, by keyboard and screen reader. The site uses no cookies and does not track its readers.',
      ],
    ],
    residents: (people, year, source) => [
      'Amounts per resident',
      `Amounts are divided by ${people} residents (${year}, according to ${source}). That is an average, not money that each person gets.`,
    ],
    noResidents: [
      'Amounts per resident',
      'There are none in this edition, because the government has not entered the number of residents with its year and source.',
    ],
  },
};
