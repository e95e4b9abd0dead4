import type { BudgetVersion } from '@sipkadin/budget';
import type { UnitRow } from '../edition.ts';
import type { Edition } from '../folder/read.ts';

/**
 * The OPD with a budget that are not in one version of it: their file of that version was not verified yet, or the version has
 * abolished them; an edition does not say which. While there are any, a total in that version is of the other OPD alone.
 */
export function unitsWithout(edition: Edition, version: BudgetVersion): UnitRow[] {
  return edition.units().filter(({ versions }) => versions[version] === undefined && Object.keys(versions).length > 0);
}
