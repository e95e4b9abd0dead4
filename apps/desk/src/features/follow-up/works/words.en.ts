import type { words as id } from './words.id.ts';

export const words: typeof id = {
  works: {
    contracts: 'Contracts',
    contractCounts: (signed, unsigned) => `${signed} contracts signed, ${unsigned} not yet`,
    obstacles: 'Obstacles',
    targets: 'Physical targets',
    published: 'Contracts and targets are published with the next edition. An obstacle is only where the department marked it as public.',
    none: (what) => `No ${what} from verified reports yet.`,
    more: (all) => `The first rows of ${all}.`,
    columns: {
      object: 'Work',
      provider: 'Provider',
      ownerEstimate: "Owner's estimate (Rp)",
      value: 'Contract value (Rp)',
      paid: 'Paid (Rp)',
      days: 'Start – end',
      place: 'Place',
      what: 'Obstacle',
      cause: 'Cause',
      unblocker: 'Who can end it',
      promised: 'Promised',
      activity: 'Sub-activity',
      month: 'Month',
      target: 'Target (%)',
    },
    number: (number) => `Number ${number}`,
    signed: (day) => `signed ${day}`,
    amendment: (text) => `Amendment: ${text}`,
    states: { unsigned: 'no contract yet', running: 'running', ended: 'past its last day' },
    excess: {
      aboveBudget: (amount) =>
        `The contracts of this sub-activity are together ${amount} above its budget of the year, as only contracts over several years may be`,
      aboveEstimate: (amount) => `Contract value ${amount} above the owner’s estimate`,
      overpaid: (amount) => `Paid ${amount} more than the contract value`,
    },
    followUp: (text) => `Follow-up: ${text}`,
    owner: (position) => `Owner: ${position}`,
    late: (days) => `${days} days late`,
    mayBePublic: 'may be published',
    row: (sheet, row) => `${sheet} row ${row}`,
  },
};
