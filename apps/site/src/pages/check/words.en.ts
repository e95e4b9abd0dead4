import type { checkId } from './words.id.ts';

export const checkEn: typeof checkId = {
  nav: 'Check it yourself',
  title: (number, year) => `Check it yourself: is edition ${number} of ${year} still what was published?`,
  text: 'Your browser downloads all files of this edition and computes their hashes again. The result does not rest on a promise of this site: the files are what is checked.',
  needsScript: 'The check in the browser needs JavaScript. Without it, check with the commands below.',
  steps: {
    files: ['Files', 'Does each file still have the hash that the edition’s list of contents states?'],
    signature: ['Signature', 'Is the list of contents signed with the government’s key?'],
    keys: ['Chain of keys', 'Is each new key signed by the one before, and is the history before it still the same?'],
    chain: ['Chain of editions', 'Does each edition name the hash of the one before, back to the first?'],
    log: ['Log of editions', 'Is this edition in the log of all editions, which can only grow?'],
    kept: ['Your last visit', 'Is the history that this browser saw last still the same?'],
    register: [
      'Answers and documents',
      'Is the list of answers and documents signed, and not older than the one that this browser saw last?',
    ],
  },
  waiting: 'waiting',
  running: 'being checked',
  holds: 'yes',
  fails: 'no',
  unknown: 'cannot be checked',
  first: 'First visit: remembered in this browser from now on.',
  behind:
    'What is served is older than what you saw before, as in a copy that was not renewed yet. This is no sign of a change: nothing was rewritten.',
  notKept: 'This browser does not let the site remember; the next visit cannot be compared.',
  oneKey: 'The key was never replaced.',
  rotated: (count) => `The key was replaced ${count} times; each time the key before signed it.`,
  broken: (count) =>
    `The chain of keys is broken ${count} times: a key was lost, so nothing of that key proves that the one in its place is the same government’s. Compare the fingerprint below with the one given out elsewhere.`,
  isBroken: 'broken',
  accept: 'I have asked the government: accept this new key',
  noLog: 'This site has no log of editions yet.',
  grown: (count) => `Editions added since: ${count}.`,
  progress: (done, all) => `${done} of ${all} checked`,
  good: (count, size) => `As published: ${count} files, ${size}.`,
  bad: 'Differs from what was published. Keep this page and tell the government.',
  failed: 'The check was interrupted: some files could not be downloaded. Try again; this is no proof of a change.',
  ownKey: 'The public key is the one in the edition’s folder, because this site does not serve one by itself.',
  limitsTitle: 'What this does not prove',
  limits: [
    'That the figures are right: it proves that they were not changed after publication. Sums from their lines are checked by the command sipkadin verify.',
    'That everybody sees the same log: witnesses watch over that, other computers that keep this log.',
    'A first visit has nothing to compare with. Compare the key’s fingerprint with the one that the government gives out elsewhere.',
  ],
  commandTitle: 'By command',
  commandText:
    'Download the folder of the edition and check it without this site. A witness keeps the log and refuses a rewritten history.',
  head: 'Signed head of the log',
  keys: {
    title: 'Signing key',
    text: 'Every edition is signed with the government’s key. Compare its fingerprint with the one that the government gives out elsewhere, such as on paper.',
    present: (since) => `in use now${since === undefined ? '' : `, since ${since}`}`,
    former: (since, until) => `in use${since === undefined ? '' : ` from ${since}`} until ${until}`,
    rotated: (reason) => `Signed by the key before it. Why it was replaced: ${reason}`,
    broken: (day, by, reason) =>
      `The chain of keys is broken here, ${day}${by === '' ? '' : ` by ${by}`}: the key before was lost, so nothing of that key proves that this one is the same government’s. Earlier editions are still checked with the earlier key. Reason given: ${reason}`,
  },
  proof: {
    name: 'Proof',
    agrees: (count) => `equal to the sen with ${count} official totals`,
    differs: (what) => `${what} differs from the official total:`,
    none: 'there is no official total to compare with yet',
  },
};
