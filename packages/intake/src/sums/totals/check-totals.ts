import type { Sen } from '@sipkadin/budget';

/** A row without any code that states sums: the total of a table, below its lines or above them, or of a section. */
export interface TotalRow {
  row: number;
  /** By measure; null where the row states none. */
  stated: readonly (Sen | null)[];
  /** The cut below which the row is, as `Sums.cut` numbers them. */
  cut: number;
  /** Whether it calls itself a total. A row without a label may as well be money that has lost its code. */
  labelled: boolean;
  /** Whether its amounts are one column beside their own (quirk 7 of a register). */
  shifted: boolean;
}

/** What one amount of such a row turned out to be. */
export interface TotalCheck {
  row: TotalRow;
  measure: number;
  /** The total of the whole table, the sum of a section, or no sum of anything. */
  kind: 'total' | 'section' | 'codeless';
  stated: Sen;
  computed: Sen;
  /** Whether the difference is still to be found: rows that have lost their codes may explain it. */
  guilty: boolean;
}

interface Lines {
  /** What the lines of the sheet add up to, by measure, */
  total: readonly Sen[];
  /** and those before each cut. */
  running: readonly (readonly Sen[])[];
  /** What the sheets before this one add up to: a total may be of all of them or of its own sheet. */
  before: readonly Sen[];
  /** Money in rows that have lost their codes. */
  lost: readonly Sen[];
}

/**
 * Holds the total rows of a table against its lines. Each row cuts the table: a total states what all lines add up to, a
 * section's total those from another cut to its own, above it or below it.
 * @returns by measure, then in the order of the rows
 */
export function checkTotals(rows: readonly TotalRow[], { total: ofSheet, running, before, lost }: Lines): TotalCheck[] {
  return ofSheet.flatMap((own, measure) => {
    const earlier = before[measure] ?? 0n;
    const stating = rows.flatMap((row) => {
      const stated = row.stated[measure] ?? null;
      return stated === null ? [] : [{ row, stated, above: earlier + (running[row.cut]?.[measure] ?? 0n) }];
    });
    const total = earlier + own;
    const cuts = [0n, earlier, ...stating.map(({ above }) => above), total];
    const lastCut = new Map(cuts.map((sum, at) => [sum, at]));
    const firstCut = new Map(cuts.map((sum, at) => [sum, at] as const).toReversed());
    const last = stating.findLast(({ row }) => row.labelled);
    const hasTotal = stating.some(({ stated }) => stated === total);
    return stating.map((item, index): TotalCheck => {
      const { row, stated, above } = item;
      const check = (kind: TotalCheck['kind'], computed: Sen, guilty = stated !== computed) => ({
        row,
        measure,
        kind,
        stated,
        computed,
        guilty,
      });
      const at = index + 2;
      const closesSection = (firstCut.get(above - stated) ?? cuts.length) < at;
      const opensSection = (lastCut.get(above + stated) ?? 0) > at;
      if (stated === total || stated === own) return check('total', stated);
      if (stated === own + (lost[measure] ?? 0n)) return check('total', own, false);
      // A bare amount that only equals the lines next to it may as well be one of them that lost its code.
      if (!row.labelled) return check('codeless', 0n);
      if (closesSection || opensSection) return check('section', stated);
      if (item === last && !hasTotal) return check('total', own);
      return check('section', above - (cuts[at - 1] ?? 0n));
    });
  });
}
