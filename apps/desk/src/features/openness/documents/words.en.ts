import type { words as id } from './words.id.ts';

export const words: typeof id = {
  tab: 'Required documents',
  title: (there, all, year) => `${there} of ${all} required documents of ${year} are available`,
  lead: 'Open on the public page of budget documents as soon as it is saved. What was not entered is shown as missing. Links are tried once a day.',
  year: 'Budget year',
  states: { published: 'available', 'not-yet': 'not there yet', 'not-applicable': 'does not apply this year' },
  unchecked: '(link not tried yet)',
  checks: {
    reached: '(the link answers)',
    gone: '(the link is broken)',
    silent: '(the address does not answer)',
    refused: '(the address cannot be tried from here: it is no public one)',
  },
  entered: (by, at) => `Entered by ${by}, ${at}`,
  earlier: (n) => `${n} earlier entries are kept`,
  change: 'Change',
  changeOf: (name) => `Change: ${name}`,
  form: {
    state: 'State',
    address: 'Address of the document (https)',
    issuedOn: 'Day of the document',
    sha256: 'SHA-256 of the file, if known',
    note: 'Note for readers',
    wrong: 'Enter an https address, and a SHA-256 of 64 digits or letters a–f, or none.',
    save: 'Save',
    cancel: 'Cancel',
  },
  download: 'Download the evidence and a draft of the DIP (.xlsx)',
  evidence: {
    title: 'Evidence of open budget information',
    made: (day) => `Made ${day}`,
    coverage: 'Coverage: what is available and where. This is no score.',
    unpublished: 'no edition yet',
    online: 'online',
    checked: (outcome, day) => `${outcome}, tried ${day}`,
    checks: { reached: 'the link answers', gone: 'the link is broken', silent: 'no answer', refused: 'no public address' },
    sheets: { documents: 'Documents', own: 'This site', dip: 'DIP (draft)' },
    columns: {
      documents: ['List', 'Basis', 'Document', 'State', 'Day', 'Address', 'SHA-256', 'Link', 'Note'],
      own: ['What is offered', 'Category', 'Address', 'Published', 'Edition', 'Hash of the edition'],
      dip: [
        ...['No', 'Summary of the information', 'Unit that holds it', 'Who is responsible for publishing', 'When and where it was made'],
        ...['Form', 'Time of keeping', 'Category', 'Link'],
      ],
    },
  },
};
