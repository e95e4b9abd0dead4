import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Alerts',
  heading: (open, fresh) => `${open} alerts hold, ${fresh} without a note`,
  none: 'No alert holds',
  noneTitle: 'No rule holds.',
  noneText: 'An alert appears here as soon as verified figures meet one of the rules below.',
  lead: (day) => `From verified figures, spending without treasury items, as of ${day}. Each event is recorded once until it ends.`,
  noFigures: 'No realization of this year is verified yet.',
  look: 'Other things worth a look',
  rules: 'Rules and their thresholds',
  settings: 'An admin changes the thresholds on the page Settings.',
  ended: (n) => `Ended (${n})`,
  columns: { unit: 'Department', what: 'Event', seen: 'Seen', ended: 'Ended', note: 'Note of leadership' },
  acknowledge: 'Add a note',
  noNote: 'none yet',
  since: (day) => `since ${day}`,
  by: (who, when) => `${who}, ${when}`,
  noValue: 'no value given',
  digest: {
    title: 'Weekly digest',
    lead: 'One e-mail every Monday: new alerts, those that ended and those without a note, from verified figures. Not sent in quiet hours.',
    noMail: 'This installation sends no e-mail. The same is always on the page Alerts.',
    choose: 'Send me the weekly digest by e-mail',
  },
  dialog: {
    title: (unit) => `Note for ${unit}`,
    hint: 'For example what was discussed and who follows it up. It is kept with the alert and in the audit trail, and cannot be changed.',
  },
  kinds: {
    behind: {
      name: 'Behind plan',
      count: (n) => (n === '1' ? '1 department behind plan' : `${n} departments behind plan`),
      rule: (limit) => `Realization ${limit} or further below the cash plan on the day of its own report.`,
      event: (points, day) => `${points} below plan on ${day}`,
    },
    over: {
      name: 'Above budget',
      count: (n) => (n === '1' ? '1 department above budget' : `${n} departments above budget`),
      rule: 'Realization is larger than the budget in force.',
      event: (amount, day) => `${amount} above budget on ${day}`,
    },
    'no-plan': {
      name: 'No cash plan',
      count: (n) => (n === '1' ? '1 department without a cash plan' : `${n} departments without a cash plan`),
      rule: 'The department has a budget and realization, and no verified cash plan (RAK).',
      event: 'The cash plan was not uploaded or not verified',
    },
    idle: {
      name: 'Realization does not move',
      count: (n) => (n === '1' ? '1 department does not move' : `${n} departments do not move`),
      rule: (weeks) =>
        `Cumulative realization is exactly the same in reports that lie ${weeks} weeks or more apart, and the budget is not used up.`,
      event: (weeks, day) => `The same realization for ${weeks} weeks up to ${day}`,
    },
    falling: {
      name: 'Cumulative amount falls',
      count: (n) => (n === '1' ? '1 month with a falling cumulative amount' : `${n} months with a falling cumulative amount`),
      rule: 'A month’s cumulative realization is smaller than in the report before it.',
      event: (month, amount) => `${month} fell by ${amount} from the report before`,
    },
    'report-late': {
      name: 'Report late',
      count: (n) => (n === '1' ? '1 report late' : `${n} reports late`),
      rule: (days) => `A monthly report is with the department ${days} days or more after its day. Days with the verifier are not counted.`,
      event: (month, days) => `${month}: ${days} days late`,
    },
    'contract-unsigned': {
      name: 'Contract not signed',
      count: (n) => (n === '1' ? '1 contract not signed' : `${n} contracts not signed`),
      rule: (month) => `A contract is reported without number and date of signing, and ${month} has begun.`,
      event: (what, value) => `${what} (${value})`,
    },
    'promise-overdue': {
      name: 'Promise overdue',
      count: (n) => (n === '1' ? '1 promise overdue' : `${n} promises overdue`),
      rule: (days) =>
        `The date that was promised for an obstacle has passed by ${days} ${days === '1' ? 'day' : 'days'} or more, and the obstacle is open.`,
      event: (what, day, days) => `${what}: promised by ${day}, ${days} ${days === '1' ? 'day' : 'days'} past`,
    },
    'works-behind': {
      name: 'Works behind money',
      count: (n) => (n === '1' ? '1 activity paid faster than built' : `${n} activities paid faster than built`),
      rule: 'The paid share of the budget is 10 points or more above physical progress. Usual advance payments are not counted.',
      event: (name, points) => `${name}: money ${points} ahead of works`,
    },
  },
};
