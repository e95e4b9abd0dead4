import { ancestor, type Code, level, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { Codes } from '../reading/codes.ts';
import type { ReadFindings } from '../reading/read-findings.ts';
import type { Check } from './differences.ts';
import { levelWords } from './levels.ts';
import { depthOf, type Place } from './place.ts';
import type { StatedRow } from './stated-row.ts';

interface Level {
  depth: number;
  measure: number;
  file: Sen;
  computed: Sen;
  firstRow: number;
  /** The first cell that differs. */
  different: { row: number; ref: string } | undefined;
}

/**
 * Reports the sums that rows with a code state: each difference where it begins, and one line of reconciliation for every
 * level and column of amounts.
 * @param together instead of a line for each column one for the first so many of them
 */
export function reportLevels(
  findings: ReadFindings,
  checks: Iterable<Check<StatedRow>>,
  columns: readonly { letters: string; printed: string }[],
  together?: number,
): void {
  const levels = new Map<string, Level>();
  const guilty: Check<StatedRow>[] = [];
  for (const check of checks) {
    const { row, measure, stated, computed } = check;
    if (row.role === 'total') continue;
    if (check.guilty) guilty.push(check);
    const depth = depthOf(row.place);
    const key = together === undefined ? `${depth} ${measure}` : `${depth}`;
    const known = levels.get(key) ?? { depth, measure, file: 0n, computed: 0n, firstRow: row.row, different: undefined };
    levels.set(key, known);
    known.firstRow = Math.min(known.firstRow, row.row);
    if (together === undefined || measure < together) {
      known.file += stated;
      known.computed += computed;
    }
    if (stated !== computed && row.row < (known.different?.row ?? Number.POSITIVE_INFINITY))
      known.different = { row: row.row, ref: `${columns[measure]?.letters ?? ''}${row.row}` };
  }
  for (const { row, measure, stated, computed } of guilty.sort((a, b) => a.row.row - b.row.row || a.measure - b.measure))
    findings.find('total-differs', `${columns[measure]?.letters ?? ''}${row.row}`, toDecimal(stated), toDecimal(computed));
  for (const { depth, measure, file, computed, firstRow, different } of [...levels.values()].sort(
    (a, b) => a.depth - b.depth || a.measure - b.measure,
  )) {
    const place = different?.ref ?? (together === undefined ? (columns[measure]?.letters ?? '') : String(firstRow));
    const what = together === undefined ? ofColumn(levelWords(depth), columns[measure]?.printed ?? '') : levelWords(depth);
    // Two rows that are wrong by opposite amounts are still wrong.
    findings.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal: different === undefined });
  }
}

/** Reports the rows whose label names what they sum up ("Jumlah Belanja Daerah"), each amount of each. */
export function reportLabelled(
  findings: ReadFindings,
  checks: readonly Check<StatedRow & { label?: string | undefined }>[],
  columns: readonly { letters: string; printed: string }[],
): void {
  for (const { row, measure, stated, computed, guilty } of checks.toSorted((a, b) => a.row.row - b.row.row || a.measure - b.measure)) {
    if (row.role !== 'total') continue;
    const { letters = '', printed = '' } = columns[measure] ?? {};
    const what = `${row.label}, ${printed}`;
    findings.reconcile({ id: what, en: what }, `${letters}${row.row}`, stated, computed, guilty);
  }
}

/**
 * Reports sums whose code is that of nothing below them. Their codes are no evidence of what the file is about.
 * @param codes where they are noted
 */
export function reportMistyped(findings: ReadFindings, codes: Codes, mistyped: readonly { row: StatedRow; first: Place }[]): void {
  for (const { row, first } of mistyped) {
    const [own, below] = deepest(row.place, first);
    codes.trouble.mistyped.add(own);
    findings.find('sum-code-differs', String(row.row), own, below);
  }
}

/** The deepest code of a place, and what another has of that kind and level. */
function deepest({ account, activity, unit, field }: Place, other: Place): [own: Code, other: Code] {
  if (account !== '') return [account, ancestor(other.account, level(account))];
  if (activity !== '') return [activity, ancestor(other.activity, level(activity))];
  return unit !== '' ? [unit, other.unit] : [field, ancestor(other.field, level(field))];
}

const ofColumn = ({ id, en }: Words, printed: string): Words => ({ id: `${id}, ${printed}`, en: `${en}, ${printed}` });
