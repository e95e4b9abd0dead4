import type { dataId } from './data.id.ts';

/** Words of the pages of open data, exploring, terms and how to read, in English. */
export const dataEn: typeof dataId = {
  data: {
    title: (count, size) => `The signed edition: ${count} files, ${size}, ready to download`,
    text: 'Amounts are in rupiah as exact decimal text ("467998630663.83"), not binary fractions. Zero is 0.00; no data is null, and empty in CSV.',
    all: 'All figures in one CSV',
    allText: (size) => `${size}: each line with its file and cell.`,
    tables: 'Tables to work with',
    madeAgain:
      'This edition is not the newest. The files below are made again when asked for: where one is not ready, try again in a minute.',
    tablesText:
      'These tables were made from the same edition when it was published, whole, with their row counts and control sums. index.json explains each column.',
    archive: 'Everything in one .zip, with the signed edition',
    workbook: 'All tables in one Excel file',
    table: 'Table',
    rows: 'Rows',
    forms: 'Files',
    api: 'Answers for machines (API)',
    apiText: 'Read-only, without a key.',
    assistant: 'For assistants (MCP)',
    assistantText:
      'Assistants that know the Model Context Protocol can ask editions directly: search, name figures, compare, add up, explain and verify. No key and no account. What cannot be added or compared is refused with the reason. Add this address as an MCP server (Streamable HTTP):',
    about: {
      'summary.json': 'summary by account',
      'units.json': 'all departments',
      'months.json': 'position by month',
      'functions.json': 'by function',
      'funds.json': 'by fund source',
      'sources.json': 'source files',
      'reconciliation.json': 'held against the official LRA',
      'subunits.json': 'sub-units: hospital, health centres, schools, kelurahan',
      'subunit-months.json': 'position of sub-units by month',
      'works.json': 'files of contracts, obstacles and targets',
      'contracts.json': 'contracts',
      'targets.json': 'physical targets by month',
      'notes.json': 'what departments say of their obstacles',
      'lines.csv': 'all lines with the cell they come from',
      'lines.json': 'list of the files of lines, by OPD and statement',
      'manifest.json': 'list of files with hashes',
    },
    perUnit: 'By department',
    hashes: 'The hash of each of these files is in SHA256SUMS.',
  },
  explore: {
    title: (by) => `Explore spending by ${by}`,
    largest: {
      budget: (name, share) => `Largest: ${name}, ${share} of the budget`,
      realization: (name, share) => `Largest: ${name}, ${share} of what was spent`,
    },
    text: 'Choose a view, then see its figures as a chart and a table.',
    sub: 'Length of a bar = budget, its fill = what has been paid, treasury items (PPKD) included',
    by: 'By',
    unit: 'Department',
    allUnits: 'All departments',
    show: 'Show',
    views: { opd: 'department', bulan: 'month', rekening: 'account', urusan: 'function', 'sumber-dana': 'fund source' },
    shown: (count) => `${count} rows shown.`,
    notForUnit: 'Choosing a department does not apply to this view.',
  },
};
