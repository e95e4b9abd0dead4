import { level, type Sen } from '@sipkadin/budget';
import { type Head, type Heads, signIn } from './heads.ts';
import { codesOf, formOf } from './place.ts';
import type { Printed } from './printed.ts';
import type { StatedRow } from './stated-row.ts';

/** One sum that a row states, held against what lies beneath it. */
export interface Check<Row> {
  row: Row;
  /** Which of the row's amounts. */
  measure: number;
  stated: Sen;
  computed: Sen;
  /** Where a difference begins; false where the sum is right, or what lies beneath already explains the difference. */
  guilty: boolean;
}

/** Differences found beneath a place, by measure. */
interface Explained {
  /** What each guilty place beneath is off by itself. */
  guilty: Sen[];
  /** What the places of one form are off by: they never overlap, so that together they may explain a difference. */
  byForm: Map<string, Sen[]>;
}

/**
 * Holds what rows state against the sums of their heads, the deepest first, so that a difference is found where it begins
 * and not again in every sum above.
 * @param sums the rows that are sums
 */
export function* checksOf<Row extends StatedRow>(sums: readonly Row[], heads: Heads<Row>, printed: Printed): Generator<Check<Row>> {
  const explained = new Map<Head<Row>, Explained>();
  const explain = (head: Head<Row>, form: string, measure: number, off: Sen, guilty: Sen) => {
    const known = explained.get(head) ?? { guilty: [], byForm: new Map<string, Sen[]>() };
    explained.set(head, known);
    known.guilty[measure] = (known.guilty[measure] ?? 0n) + guilty;
    const ofForm = known.byForm.get(form) ?? [];
    known.byForm.set(form, ofForm);
    ofForm[measure] = (ofForm[measure] ?? 0n) + off;
  };
  for (const row of deepestFirst(sums)) {
    const head = heads.of(row);
    const { place } = head;
    const stating = head.rows.filter(({ role }) => role !== 'total');
    for (const [measure, stated] of row.amounts.entries()) {
      if (stated === null) continue;
      const meant = addsUpTogether(stating, head, measure)
        ? [stated]
        : sumsFor(row, head, stating, printed).map((each) => each?.[measure] ?? 0n);
      const beneath = explained.get(head);
      const reasons = beneath ? [beneath.guilty[measure], ...[...beneath.byForm.values()].map((offs) => offs[measure])] : [];
      const check = checkOf(stated, meant, reasons);
      const off = stated - check.computed;
      if (off !== 0n)
        heads.eachAbove(place, (above) => {
          const sign = signIn(above.place, place);
          const guilty = check.guilty ? off - (reasons[0] ?? 0n) : 0n;
          explain(above, `${formOf(place)}${level(place.account)}`, measure, sign * off, sign * guilty);
        });
      yield { row, measure, ...check };
    }
  }
}

/**
 * Of one place first the rows that are no totals: what they are off by explains a total printed below. Grouped, not sorted: there
 * are hundreds of thousands of rows and some twenty depths.
 */
function* deepestFirst<Row extends StatedRow>(sums: readonly Row[]): Generator<Row> {
  const byDepth = Map.groupBy(sums, ({ place, role }) => codesOf(place) * 2 + (role === 'total' ? 0 : 1));
  for (const [, rows] of [...byDepth].sort(([a], [b]) => b - a)) yield* rows;
}

/**
 * The sums that a row may state: of all that lies within its place; of an OPD that is also a unit of its own what it spends
 * itself; and where its code has several rows, or nothing beneath it, what is printed below it.
 */
function sumsFor<Row extends StatedRow>(
  row: Row,
  { sum, own, beneath }: Head<Row>,
  stating: readonly Row[],
  printed: Printed,
): (readonly (Sen | null)[] | undefined)[] {
  if (row.role === undefined && (beneath === undefined || !sum)) return [printed.below(row)];
  const sums = own ? [sum, own] : [sum];
  const below = row.role === undefined && stating.length > 1 ? printed.below(row) : undefined;
  return below ? [...sums, below] : sums;
}

/** Whether the rows of one code state parts of its sum. */
function addsUpTogether<Row extends StatedRow>(stating: readonly Row[], { sum }: Head<Row>, measure: number): boolean {
  return stating.length > 1 && stating.reduce((all, { amounts }) => all + (amounts[measure] ?? 0n), 0n) === (sum?.[measure] ?? 0n);
}

/** The sum that a row most likely means: the one that it states, else one whose difference has a reason, else the nearest. */
function checkOf(
  stated: Sen,
  sums: readonly Sen[],
  reasons: readonly (Sen | undefined)[],
): { stated: Sen; computed: Sen; guilty: boolean } {
  if (sums.includes(stated)) return { stated, computed: stated, guilty: false };
  const explained = sums.find((sum) => reasons.includes(stated - sum));
  if (explained !== undefined) return { stated, computed: explained, guilty: false };
  const distance = (sum: Sen) => (sum > stated ? sum - stated : stated - sum);
  const computed = sums.reduce((nearest, sum) => (distance(sum) < distance(nearest) ? sum : nearest), sums[0] ?? 0n);
  return { stated, computed, guilty: true };
}
