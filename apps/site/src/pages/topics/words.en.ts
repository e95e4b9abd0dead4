import type { topicsId } from './words.id.ts';

/** Words of the pages of topics, in English. */
export const topicsEn: typeof topicsId = {
  topics: {
    nav: 'Topics',
    title: (count) => `The money by ${count} topics that people ask about`,
    text: 'A topic collects spending of several departments. Topics may overlap: the pay of teachers is in Schools and in Pay of staff. Topics are therefore not added up.',
    every: 'All functions',
    everyText: 'The official division. All spending is in exactly one of them.',
    planned: (name, budget) => `${name}: ${budget} planned`,
    both: (name, percent) => `${name}: ${percent} of the year’s plan has been paid`,
    paid: (name, amount) => `${name}: ${amount} has been paid`,
    none: (name) => `${name}: not in this edition`,
    unknown: (name) => `${name}: this edition is not detailed enough`,
    share: (percent) => `That is ${percent} of all planned spending.`,
    sharePaid: (percent) => `That is ${percent} of all that has been paid.`,
    before: 'Last year',
    beforeBudget: (year, version, amount) => `${version} ${year}: ${amount} planned.`,
    beforePaid: (day, amount) => `Up to ${day} ${amount} had been paid.`,
    beforeOtherDay: (day) => `No edition of last year has figures of ${day}, so the day is another one.`,
    beforeLess: 'Last year is not detailed enough for this topic.',
    counted: 'What is counted here',
    activity: (code) => `activity ${code}`,
    account: (code) => `account ${code}`,
    once: 'A line counts once, even where two of these fit it.',
    undecided: (amount, percent) =>
      `Spending of ${amount} (${percent} of all spending) is not detailed down to the activities or accounts of this topic.`,
    undecidedPart: 'Some of it may belong here, so the amount above is the least that it can be.',
    undecidedAll: 'The amount of this topic is therefore unknown; that is not zero.',
    parts: 'Made up of',
  },
};
