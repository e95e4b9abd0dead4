import type { words as id } from './words.id.ts';

export const words: typeof id = {
  title: 'Findings',
  none: 'Nothing found.',
  places: (n) => (n === '1' ? '1 place' : `${n} places`),
  whatToDo: 'What to do:',
  showPlaces: (n) => (n === '1' ? 'Show the place' : `Show ${n} places`),
  keys: 'Keys J and K go from finding to finding; Enter opens the row, Esc closes it.',
  look: 'Show the row',
  hide: 'Close',
  row: 'Row',
  thisCell: 'this cell',
  around: (row, sheet) => `Row ${row} and those around it on sheet ${sheet}`,
  noRow: 'There is no such row in the file, or the file cannot be opened.',
  personal: 'not shown',
  hidden: '••• marks a column of personal data or free text: its content is not shown.',
  setHere: (own) => `The government set this severity; the rule’s own is: ${own}.`,
  marked: {
    download: 'Download the marked file',
    working: 'Marking…',
    what: 'Your own file: cells with a problem have a colour and a comment, and all findings are listed on one more sheet. Everything else is as it was. Correct it and upload it again.',
    whatRows:
      'The rows of your file as .xlsx: cells with a problem have a colour and a comment, and all findings are listed on one more sheet. Correct it and upload it again.',
    done: 'The marked file was downloaded.',
    unopened: 'This file cannot be opened, so there is no marked copy of it.',
    from: 'This is the marked copy of',
  },
};
