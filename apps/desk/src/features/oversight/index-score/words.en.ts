import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Budget performance index',
  heading: (unit, score) => `Lowest index: ${unit}, ${score}`,
  nothing: 'No department has enough for an index yet',
  lead: (month, year) =>
    `Up to ${month} ${year}, from verified figures without treasury items. Like the IKPA of the ministry of finance, but formula and weights are this government’s own.`,
  begun: (month, reported, of) => `${month} is not judged yet: ${reported} of ${of} departments have reported it.`,
  rule: 'A term without data counts neither as 0 nor as 100: it is named, and the other weights are scaled to 100. Where less than 50 of the weights are there, there is no index.',
  settings: 'An admin changes weights and thresholds on the page Settings.',
  columns: { unit: 'Department', total: 'Index', weight: 'Of weights' },
  table: 'Index by department, the lowest first',
  none: 'too few terms',
  absent: 'none',
  of: (weight) => `${weight} of 100`,
  open: 'See the calculation',
  missing: (terms) => `Not counted because there are no data: ${terms}.`,
  calculation: (sum, weight, total) => `(${sum}) : ${weight} = ${total}`,
  tooFew: (weight) => `The terms that are there weigh ${weight} of 100, less than 50: there is no index.`,
  terms: {
    revision: {
      name: 'Revision',
      formula: (free) => `100 less 10 for each budget version after the first, beyond ${free}.`,
      value: (versions) => `${versions} versions of the budget`,
      why: 'no budget',
    },
    deviation: {
      name: 'Deviation',
      formula: (free) => `100 less the mean monthly deviation from that month’s cash plan, beyond ${free} percent.`,
      value: (months) => `${months} months compared`,
      month: (month, paid, planned, deviation) => `${month}: ${paid} of the planned ${planned}, deviation ${deviation}`,
      why: 'no cash plan',
    },
    absorption: {
      name: 'Absorption',
      formula: 'Realization over the cash plan up to the day of the same report, at most 100; 0 where more than the budget is paid.',
      value: (realization, plan) => `${realization} of the planned ${plan}`,
      why: 'no cash plan or no report',
    },
    output: {
      name: 'Output',
      formula: 'Mean of physical progress over this month’s target, at most 100 for each activity.',
      value: (n) => `${n} activities with a target and a report`,
      activity: (name, progress, target) => `${name}: ${progress} of the target ${target}`,
      why: 'no physical target or report',
    },
    contracts: {
      name: 'Contracts',
      formula: 'Signed contracts over all reported contracts.',
      value: (signed, all) => `${signed} of ${all} contracts signed`,
      why: 'no contract reported',
    },
  },
};
