import { type FiscalYear, type IsoDate, opdOf, type SameActivity, sameActivity } from '@sipkadin/budget';
import type { Edition, UnitNode, UnitRow } from '@sipkadin/edition';
import type { Context } from './context.ts';

/** An activity in an edition of the year before. */
export interface LastYear {
  edition: Edition;
  year: FiscalYear;
  /** Whether the edition is the latest of its year, to which links need not name it. */
  isLatest: boolean;
  /** The OPD's last report in that edition; null: it never reported. */
  asOf: IsoDate | null;
  /** Whether that is the same day of the year as in this edition, so that the payments can be compared. */
  isSameDay: boolean;
  /** Whether the bases of the two editions are the same, or none is known. */
  isSameBasis: boolean;
  /** Slug of the OPD there. */
  slug: string;
  /** undefined: not in that year. */
  match: SameActivity<UnitNode> | undefined;
}

/**
 * What an activity was in the year before; its OPD is found by code, else by name.
 * @returns undefined where that year has no edition, or one that has no activities of the OPD
 */
export function lastYearOf(context: Context, unit: UnitRow, node: UnitNode): LastYear | undefined {
  const before = context.yearBefore();
  if (before === undefined) return undefined;
  const { edition, isLatest } = before;
  const units = edition.units().filter(({ code }) => opdOf(code) === code);
  const row = units.find(({ code }) => code === unit.code) ?? units.find(({ name }) => name === unit.name);
  const nodes = (row && edition.unit(row.slug)?.nodes.filter(({ kind }) => kind !== 'account')) ?? [];
  if (row === undefined || nodes.length === 0) return undefined;
  const [basis, own] = [edition.manifest.basis, context.edition.manifest.basis];
  return {
    ...{ edition, isLatest, year: edition.manifest.year, asOf: row.lastAsOf, slug: row.slug, match: sameActivity(node, nodes) },
    isSameDay: row.lastAsOf !== null && unit.lastAsOf !== null && row.lastAsOf.slice(4) === unit.lastAsOf.slice(4),
    isSameBasis: basis === null || own === null || basis === own,
  };
}
