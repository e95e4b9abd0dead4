import type { dataId } from './data.id.ts';

/** Words of the pages of open data, exploring, terms and how to read, in English. */
export const dataEn: typeof dataId = {
  glossary: {
    title: (count) => `${count} terms of local money in everyday words`,
    text: 'Official words stay in files and tables; this is what they mean.',
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
        'Figures on screen are rounded; sums may differ in the last digit. Point at or tap a figure for the exact one. Percentages have one decimal; 100% and 0% only where exact: 99.996 reads 99.9%.',
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
  },
  data: {
    title: (count, size) => `${count} open files, ${size}, ready to download`,
    text: 'Amounts are in rupiah as exact decimal text ("467998630663.83"), not binary fractions. Zero is 0.00; no data is null, and empty in CSV.',
    api: 'Answers for machines (API)',
    apiText: 'Read-only, no key. Aggregates by department, month, account, function and fund source:',
    about: {
      'summary.json': 'summary by account',
      'units.json': 'all departments',
      'months.json': 'position by month',
      'functions.json': 'by function',
      'funds.json': 'by fund source',
      'sources.json': 'source files',
      'reconciliation.json': 'held against the official LRA',
      'subunits.json': 'sub-units: hospital, health centres, schools, kelurahan',
      'subunit-months.json': 'position of sub-units by month',
      'works.json': 'files of contracts, obstacles and targets',
      'contracts.json': 'contracts',
      'targets.json': 'physical targets by month',
      'notes.json': 'what departments say of their obstacles',
      'lines.csv': 'all lines with the cell they come from',
      'manifest.json': 'list of files with hashes',
    },
    perUnit: 'By department',
  },
  explore: {
    title: (by) => `Explore spending by ${by}`,
    largest: {
      budget: (name, share) => `Largest: ${name}, ${share} of the budget`,
      realization: (name, share) => `Largest: ${name}, ${share} of what was spent`,
    },
    text: 'Choose a view, then see its figures as a chart and a table.',
    sub: 'Length of a bar = budget, its fill = what has been paid, treasury items (PPKD) included',
    by: 'By',
    unit: 'Department',
    allUnits: 'All departments',
    show: 'Show',
    views: { opd: 'department', bulan: 'month', rekening: 'account', urusan: 'function', 'sumber-dana': 'fund source' },
    shown: (count) => `${count} rows shown.`,
    notForUnit: 'Choosing a department does not apply to this view.',
  },
};
