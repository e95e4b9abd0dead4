import type { Edition } from '@sipkadin/edition';
import { accountsTable, functionsTable, fundsTable, monthsTable, reconciliationTable } from './cubes.ts';
import { editionTable } from './edition.ts';
import { linesTable } from './lines.ts';
import type { Table } from './table.ts';
import { activitiesTable, subUnitsTable, unitsTable } from './units.ts';
import { contractsTable, notesTable, sourcesTable, targetsTable } from './works.ts';

/** Every table of an edition; of one in an older format those alone that it holds. `lines` is the first. */
export function tablesOf(edition: Edition): Table[] {
  const has = (path: string) => edition.manifest.files.some((file) => file.path === path);
  return [
    linesTable(edition),
    editionTable(edition),
    unitsTable(edition),
    ...(has('subunits.json') ? [subUnitsTable(edition)] : []),
    activitiesTable(edition),
    accountsTable(edition),
    functionsTable(edition),
    fundsTable(edition),
    monthsTable(edition),
    reconciliationTable(edition),
    sourcesTable(edition),
    ...(has('contracts.json') ? [contractsTable(edition), targetsTable(edition), notesTable(edition)] : []),
  ];
}
