import type { machineId } from './words.id.ts';

/** Words of what is written for programs, in English. */
export const machineEn: typeof machineId = {
  editionsFeed: 'Feed of editions',
  correctionsFeed: 'Feed of corrections',
  feeds: 'Follow with a feed reader (Atom):',
  catalogs: 'For machines and data portals',
  catalogsText: 'Catalogs that other data portals read by themselves. They always hold the newest edition of each year.',
  dcatUs: "catalog of data (DCAT, read by CKAN's harvester)",
  dcat: 'the same catalog as linked data (JSON-LD)',
  fiscal: 'Fiscal Data Package of this edition: CSV tables with the meaning of every column',
  ckan: 'CKAN package of this edition, with the metadata of Satu Data Indonesia',
  openApi: 'description of the API (OpenAPI 3.1)',
  api: {
    title: 'Public API',
    description: 'Published figures as JSON, for the city’s app and for portals.',
    rules: [
      'Read-only, without a key. Amounts are exact decimal text in rupiah; null is no data, "0.00" is zero.',
      'Without year and edition an answer is from the newest edition; ?year=2026&edition=3 always gives the same answer. Another government: /p/region code/ in front.',
      'Every answer has an ETag. Send it back as If-None-Match; 304 means that nothing changed. An answer may be kept for a minute.',
      'An X-Request-Id that you send comes back in the answer and is in the log of the server.',
      'Alerts and duties of staff are not here: they are not published. Late reports of an agency are in units (status).',
    ],
    document: 'the same for machines (OpenAPI 3.1)',
    around: 'What every answer has around its data',
    try: 'Try it',
    fields: (name) => `Data in ${name}`,
    field: 'Name',
    kind: 'Kind',
    meaning: 'Meaning',
    kinds: { string: 'text', integer: 'integer', boolean: 'true/false', object: 'group', array: 'list' },
  },
  feed: {
    editions: (name) => `Editions of the budget of ${name}`,
    editionsText: 'Every new edition: the day of its data, and why it was published.',
    corrections: (name) => `Corrections of the budget of ${name}`,
    correctionsText:
      'Editions that were withdrawn, went back to an earlier content, or came anew with a note, and cells read with another value.',
    asOf: (day) => `Data up to ${day}.`,
    audited: 'Audited.',
    unaudited: 'Unaudited.',
    simulated: 'Some of the figures are simulated and not official.',
    hash: (hash) => `Hash (SHA-256) ${hash}.`,
    cells: (count, number, year) => `Edition ${number} of ${year}: ${count} cells were read with another value`,
    cell: (file, sheet, cell, old, value, reason) =>
      `${file}, sheet ${sheet}, cell ${cell}: "${old}" was read as "${value}"${reason === '' ? '' : ` (${reason})`}.`,
    more: (count) => `${count} more cells are on the page of the edition.`,
  },
};
