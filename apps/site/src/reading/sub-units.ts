import { type Code, opdOf } from '@sipkadin/budget';
import type { Edition, SubUnitRow } from '@sipkadin/edition';
import type { Context } from './context.ts';

/** The rows of an OPD's units, its own part among them; they add up to it. Empty where its lines name the OPD alone. */
export function subUnitsOf(edition: Edition, opd: Code): SubUnitRow[] {
  return edition.subUnits().filter((row) => row.opd === opd);
}

/** Its name; of an OPD's own part, which has the OPD's name, that it is what lies outside of the sub-units. */
export function subUnitName({ w }: Pick<Context, 'w'>, row: SubUnitRow): string {
  return row.code === row.opd ? w.subUnit.own(row.name) : row.name;
}

/** Names of an OPD's sub-units in an edition of a format that has no figures of them; empty from format 3 on. */
export function subUnitsWithoutFigures(edition: Edition, opd: Code): string[] {
  if (edition.subUnits().length > 0) return [];
  return edition.names().flatMap(({ kind, code, name }) => (kind === 'unit' && code !== opd && opdOf(code) === opd ? [name] : []));
}
