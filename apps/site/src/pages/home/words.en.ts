import type { homeId } from './words.id.ts';

/** Words of the home page, in English. */
export const homeEn: typeof homeId = {
  home: {
    title: (name) => `The money of ${name}: planned, paid, and where it comes from`,
    sentence: { before: 'Of every Rp100 of planned spending, ', after: ' has been paid' },
    noRealization: (name, amount) => `${name} plans to spend ${amount}; what has been paid is not published yet`,
    noBudget: (name, amount) => `${name} has paid ${amount}; what was planned is not published yet`,
    neither: (name) => `This edition holds no spending of ${name} yet`,
    from: 'of',
    left: 'Not yet paid',
    overspent: 'Over the limit by',
    paidKey: (percent) => `paid ${percent}`,
    dayKey: (day, days, percent) => `day ${day} of ${days} (${percent})`,
    questions: {
      from: 'Where does the money come from?',
      to: 'What is it used for?',
      behind: 'Who is behind, and why?',
      income: (name, amount, planned) => `${name}: ${amount} of every Rp100 ${planned ? 'expected' : 'received'}.`,
      spending: (name, amount, planned) => `${name}: ${amount} of every Rp100 ${planned ? 'planned' : 'paid'}.`,
      countBehind: (count, of) => `${count} of ${of} departments ${count === '1' ? 'is' : 'are'} far behind plan, furthest`,
      noneBehind: (of) => `Of the ${of} departments with a cash plan none is far behind it.`,
      explained: (count) => `${count} ${count === '1' ? 'department explains' : 'departments explain'} why.`,
      noneExplained: 'None explains why here yet.',
      noPlan: 'The cash plans of departments are not published, so they cannot be compared yet.',
    },
    flow: {
      both: (coming, going, planned) => (planned ? `${coming} coming in, ${going} going out` : `${coming} received, ${going} paid`),
      onlyIn: (amount, planned) => (planned ? `${amount} expected to come in` : `${amount} received`),
      onlyOut: (amount, planned) => (planned ? `${amount} planned to be spent` : `${amount} paid`),
      shortCovered: (amount) => `; the missing ${amount} is covered by financing`,
      short: (amount) => `; ${amount} is missing`,
      left: (amount) => `; ${amount} is for financing or left over`,
      planned: (version) => `Plan of the year: ${version}. Both bars have one scale.`,
      paid: 'Received and paid up to the date of the data. Both bars have one scale.',
      from: 'Where the money comes from',
      to: 'What it is used for',
      covered: 'Covered by financing',
      coveredNote: 'Not revenue: money left from last year, savings or loans',
      table: 'Revenue and spending by group',
    },
    shares: {
      title: {
        budget: (amount, name) => `Of every Rp100,000 of the spending budget, ${amount} is for ${name}`,
        realization: (amount, name) => `Of every Rp100,000 paid, ${amount} is for ${name}`,
      },
      exact: 'Rounded to whole rupiah; together exactly Rp100,000.',
      others: (count) => `${count} others`,
    },
    resident: (planned, paid) =>
      planned === null
        ? `Divided evenly, ${paid} per resident has been paid.`
        : `Divided evenly, the year’s spending is ${planned} per resident${paid === null ? '' : `; ${paid} has been paid`}.`,
    residentOf: (people, year, source) => `${people} residents, ${year}, according to ${source}.`,
    topics: 'By topic',
    topicsText: {
      planned: 'Budget of the year. Topics may overlap, so they are not added up.',
      paid: 'What has been paid. Topics may overlap, so they are not added up.',
    },
    topicsAll: 'All topics and how they are counted',
    year: {
      title: (year, months) => `Budget year ${year}: ${months} of 12 months have figures`,
      steps: {
        adopted: 'Budget adopted',
        run: 'Budget carried out',
        changed: 'Changed budget',
        reported: 'Year-end report to the auditors (BPK)',
        audited: 'Audit by BPK',
      },
      states: { done: 'done', now: 'in progress', next: 'to come', missing: 'not recorded in this edition' },
      until: (day) => `Figures up to ${day}.`,
      due: {
        changed: (day) => `To be agreed with the council by ${day}.`,
        reported: (day) => `By ${day}.`,
        audited: (day) => `Within two months of the report, so about ${day}.`,
      },
    },
    month: 'This month',
    monthOf: (month) => `During ${month}`,
    monthUntil: (day) => `Up to ${day}`,
    periodPaid: (amount, from, until) => `${amount} was paid from ${from} to ${until}.`,
    monthPaid: (amount) => `${amount} was paid within the month.`,
    monthBefore: (amount, month) => `The month before (${month}): ${amount}.`,
    monthReported: (count, of) => `${count} of ${of} departments have reported up to this month.`,
    unplanned: (n, treasury, paid) =>
      `Without a cash plan: ${[n === null ? '' : `${n} ${n === '1' ? 'department' : 'departments'}`, treasury ? 'treasury items' : ''].filter(Boolean).join(' and ')}. The ${paid} paid there is not compared.`,
    curveCompared: (share) => `Without it, ${share} of the whole budget has been paid.`,
    planTooLittle: (share) =>
      `A cash plan exists for less than ${share}% of the budget, so the city's spending is not compared with a plan yet.`,
    monthLate: (count) =>
      count === '1'
        ? '1 department is late with its report; its figures are those of its last one.'
        : `${count} departments are late with their report; their figures are those of their last one.`,
    monthWaiting: (count, month) =>
      `${count} ${count === '1' ? 'department has' : 'departments have'} not reported ${month} yet; the figures are those of the last report.`,
    monthSilent: (count) => `${count} ${count === '1' ? 'department has' : 'departments have'} not reported at all this year.`,
    monthGap: (gap, day) => `Gap to the cash plan up to ${day}: ${gap}.`,
    monthOver: (count) => `${count} ${count === '1' ? 'department has' : 'departments have'} paid more than the budget allows`,
    monthNone: 'This edition holds no monthly reports yet.',
    largest: 'Departments with the largest budgets',
    largestPaid: 'Departments that have paid the most',
    largestAll: (count) => `All ${count} departments`,
    curve: (percent, day) => `By ${day}, ${percent} was paid`,
    curveBehind: (day, gap) => `By ${day}, ${gap} behind plan`,
    curveAhead: (day, gap) => `By ${day}, ${gap} ahead of plan`,
    curveEven: (day) => `By ${day}, exactly on plan`,
    curveSub: (year) => `Cumulative spending as a percentage of the limit, ${year}`,
    curveSubPaid: (unit, year) => `Cumulative spending, ${unit}, ${year}`,
    curveNone: (year) => `Cash plan of ${year}; its realization is not reported`,
    curvePart: (count, of) => `Last month: ${count} of ${of} departments have reported; for the others the last reported figure is used.`,
    changes: 'Editions and corrections',
    changesText: (number, when) => `Edition ${number} came out on ${when}.`,
    changesAll: 'All editions and how to verify them',
    unspentMeaning: 'Not yet paid does not mean saved: the work may simply not have been done.',
  },
};
