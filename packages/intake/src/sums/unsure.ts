import type { Head, Heads } from './heads.ts';
import { depthOf, type Place } from './place.ts';
import { isFilled, type StatedRow } from './stated-row.ts';

/**
 * Finds the rows that would be sums if they added up, and are none. Those of a level are sums where each of its codes has
 * one row and every line belongs to one of them: a line that merely lost its account is no such row.
 */
export function rejectedRows<Row extends StatedRow>(rows: readonly Row[], heads: Heads<Row>): Set<Row> {
  const rejected = new Set<Row>();
  const unsure = rows.filter(({ role }) => role === 'unsure');
  for (const [depth, level] of Map.groupBy(unsure, ({ place }) => depthOf(place))) {
    const whole = isWhole(level, depth, heads);
    for (const row of level) if (!whole || !addsUp(row, heads.of(row))) rejected.add(row);
  }
  return rejected;
}

/** Programs and deeper: lines without an activity belong to none. */
const activities = 5;

function isWhole<Row extends StatedRow>(level: readonly Row[], depth: number, heads: Heads<Row>): boolean {
  const own = new Set(level.map((row) => heads.of(row)));
  if (own.size < level.length) return false;
  for (const place of placesOfLines(heads)) {
    if (depth >= activities && place.activity === '') continue;
    let belongs = false;
    heads.eachAbove(place, (head) => (belongs ||= own.has(head)));
    if (!belongs) return false;
  }
  return true;
}

function* placesOfLines<Row extends StatedRow>(heads: Heads<Row>): Generator<Place> {
  for (const [place] of heads.lines({ keep: true })) yield place;
  for (const { rows, beneath, place } of heads.heads())
    if (beneath !== 'amounts' && rows.some((row) => row.role === undefined && isFilled(row))) yield place;
}

function addsUp({ amounts }: StatedRow, { sum, own }: Pick<Head<StatedRow>, 'sum' | 'own'>): boolean {
  const is = (sums: typeof sum) => amounts.every((amount, at) => amount === null || amount === (sums?.[at] ?? 0n));
  return is(sum) || (own !== undefined && is(own));
}
