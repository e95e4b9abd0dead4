import type { homeId } from './home.id.ts';

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
    where: 'Where does the money go?',
    whereAll: 'All kinds of spending',
    incoming: 'Where does it come from?',
    incomingAll: 'All revenue',
    incomingSub: (amount, percent) => `${amount} received, ${percent} of what is expected.`,
    incomingPlanned: (amount) => `${amount} expected.`,
    incomingPaid: (amount) => `${amount} received; what is expected is not published yet.`,
    month: 'This month',
    monthOf: (month) => `During ${month}`,
    monthUntil: (day) => `Up to ${day}`,
    periodPaid: (amount, from, until) => `${amount} was paid from ${from} to ${until}.`,
    monthPaid: (amount) => `${amount} was paid within the month.`,
    monthBefore: (amount, month) => `The month before (${month}): ${amount}.`,
    monthReported: (count, of) => `${count} of ${of} departments have reported up to this month.`,
    unplanned: (n, treasury, paid) =>
      `Without a cash plan: ${[n === null ? '' : `${n} ${n === '1' ? 'department' : 'departments'}`, treasury ? 'treasury items' : ''].filter(Boolean).join(' and ')}. The ${paid} paid there is not compared.`,
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
