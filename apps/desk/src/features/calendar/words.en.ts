import type { words as id } from './words.id.ts';

export const words: typeof id = {
  calendar: {
    title: (missing, units) => `${missing} monthly reports are missing from ${units} departments`,
    complete: 'All monthly reports that are due are in',
    lead: (day) => `A month's report of realization is due on day ${day} of the month after. Departments with a budget this year owe one.`,
    table: (year) => `Monthly reports of ${year} by department`,
    unit: 'Department',
    none: 'No department has a verified budget for this year yet, so no report is awaited.',
    states: {
      'not-yet': 'not due yet',
      due: 'awaited',
      late: 'late',
      received: 'received',
      submitted: 'submitted',
      verified: 'verified',
      published: 'published',
    },
    days: (n) => `${n} days`,
    lateBy: (n) => `${n} days late`,
    zero: 'nil (0)',
    missingTitle: 'Reports still missing',
    missingLate: (unit, month, days) => `${unit}: the report of ${month} is missing, ${days} days late`,
    missingMore: (n) => `and ${n} later months`,
    missingDue: (unit, month, due) => `${unit}: the report of ${month} is missing, by ${due} at the latest`,
    held: {
      received: (month) => `${month}: uploaded; the operator has not submitted it`,
      returned: (month) => `${month}: returned by the verifier; waiting for the operator`,
      submitted: (month) => `${month}: submitted; waiting for the verifier`,
      verified: (month) => `${month}: verified; waiting for the publisher`,
    },
    returned: 'returned',
    all: 'See the report calendar',
    more: (n) => `and ${n} more`,
  },
};
