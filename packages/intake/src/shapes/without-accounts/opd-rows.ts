import { type Code, opdOf, type Sen } from '@sipkadin/budget';
import type { StatedRow } from '../../sums/stated-row.ts';

interface UnitRow extends StatedRow {
  unit: Code;
  activity: Code;
}

/** An OPD whose row is neither its sub-units' sum nor surely apart from it. */
export interface UnclearOpd<Row> {
  row: Row;
  /** Which of its amounts, and what its sub-units add up to there. */
  measure: number;
  ofSubUnits: Sen;
}

/**
 * What the row of an OPD states in a table that also has rows of its sub-units: their sum, which is then no amount of its own;
 * or what the OPD spends itself. It is the latter in the whole table where any OPD states less than its sub-units do.
 * @param answer what a person said about it
 * @returns the rows that are to be read, and where it is to be asked
 */
export function opdRows<Row extends UnitRow>(
  rows: readonly Row[],
  answer: 'included' | 'apart' | undefined,
): { rows: Row[]; unclear: UnclearOpd<Row> | undefined } {
  const plain = rows.filter(({ unit, activity, place }) => activity === '' && unit !== '' && place.field === '');
  const differing = [...Map.groupBy(plain, ({ unit }) => opdOf(unit))].flatMap(([opd, all]) => {
    const own = all.find(({ unit }) => unit === opd);
    const parts = all.filter(({ unit }) => unit !== opd);
    if (!own || parts.length === 0) return [];
    const sums = own.amounts.map((_, at) => parts.reduce<Sen>((sum, { amounts }) => sum + (amounts[at] ?? 0n), 0n));
    const measure = own.amounts.findIndex((amount, at) => amount !== null && amount !== sums[at]);
    return measure < 0 ? [] : [{ row: own, parts, measure, ofSubUnits: sums[measure] ?? 0n }];
  });
  const isApart = answer === 'apart' || differing.some(({ row, measure, ofSubUnits }) => (row.amounts[measure] ?? 0n) < ofSubUnits);
  if (isApart) {
    for (const row of plain) if (row.place.whole) row.place = { ...row.place, whole: false };
    return { rows: [...rows], unclear: undefined };
  }
  // The OPD's row has more than its sub-units' rows: their amounts are in it.
  const within = new Set(answer === 'included' ? differing.flatMap(({ parts }) => parts) : []);
  return { rows: rows.filter((row) => !within.has(row)), unclear: answer === undefined ? differing[0] : undefined };
}
