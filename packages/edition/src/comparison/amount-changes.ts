import { abs, type BudgetVersion, type Code, type Month, parseDecimal, type Sen } from '@sipkadin/budget';
import type { Manifest, Measure, PublishedLine, Source } from '../edition.ts';
import type { Edition } from '../folder/read.ts';

/**
 * Why an amount is another one than in the edition before.
 * - `withdrawal`, `return`: the edition takes back the content of an earlier one.
 * - `new-report`: a report of a later day, or the first one.
 * - `new-version`: a version of the budget or cash plan that the edition before did not have.
 * - `correction`: another file of the same day or version replaced the one before.
 * - `withdrawn`: the report that counted no longer does, and an earlier one or none counts instead.
 * - `unknown`: the files are the same; the editions do not say why.
 */
export type AmountReason = 'withdrawal' | 'return' | 'new-report' | 'new-version' | 'correction' | 'withdrawn' | 'unknown';

/** An amount that is another one than in the edition before: sen, of progress hundredths of a percent; null: it is not stated there. */
export interface ChangedAmount {
  opd: { name: string; slug: string };
  unit: Code;
  measure: Measure;
  version: BudgetVersion | null;
  activity: Code;
  account: Code;
  /** Of a plan. */
  month: Month | null;
  before: Sen | null;
  after: Sen | null;
  why: AmountReason;
  /** Name of the file that the amount is from now; null where it is from none. */
  file: string | null;
}

/**
 * Every amount that differs between two editions of a year: by sub-unit, measure, version, activity, account and month. Fund sources and
 * packages are added up, as where a file is held against what counts. The largest difference of each measure comes first. Yields to
 * other work after each OPD, because an edition has many lines.
 */
export async function amountChanges(before: Edition, after: Edition): Promise<ChangedAmount[]> {
  const [namedBefore, namedAfter] = [before, after].map((edition) => new Map(edition.units().map((unit) => [unit.code, unit])));
  const [sourcesBefore, sourcesAfter] = [before, after].map((edition) => new Map(edition.sources().map((source) => [source.id, source])));
  const changes: ChangedAmount[] = [];
  for (const code of new Set([...(namedBefore?.keys() ?? []), ...(namedAfter?.keys() ?? [])])) {
    const [was, is] = [namedBefore?.get(code), namedAfter?.get(code)];
    const { name, slug } = is ?? was ?? { name: code, slug: '' };
    const [earlier, later] = [cellsOf(was && before.lines(was.slug), sourcesBefore), cellsOf(is && after.lines(is.slug), sourcesAfter)];
    for (const key of new Set([...earlier.cells.keys(), ...later.cells.keys()])) {
      const [left, right] = [earlier.cells.get(key), later.cells.get(key)];
      const line = right ?? left;
      if (line === undefined || left?.amount === right?.amount) continue;
      const group = groupOf(line);
      const sources = { before: left?.source ?? earlier.groups.get(group), after: right?.source ?? later.groups.get(group) };
      changes.push({
        ...{ opd: { name, slug }, unit: line.unit, measure: line.measure, version: line.version },
        ...{ activity: line.activity, account: line.account, month: line.month },
        ...{ before: left?.amount ?? null, after: right?.amount ?? null },
        why: reasonOf(sources, line, before.manifest, after.manifest),
        file: sources.after?.fileName ?? null,
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return changes.sort(bySize);
}

interface Cell extends Pick<PublishedLine, 'unit' | 'measure' | 'version' | 'activity' | 'account' | 'month'> {
  amount: Sen;
  /** The statement of the last line. */
  source: Source | undefined;
}

/** Amounts by what they are of, and the statement that each unit's measure and version rests on, the one verified last. */
function cellsOf(lines: readonly PublishedLine[] = [], sources: ReadonlyMap<string, Source> = new Map()) {
  const cells = new Map<string, Cell>();
  const groups = new Map<string, Source>();
  for (const line of lines) {
    const { unit, measure, version, activity, account, month } = line;
    const source = sources.get(line.source);
    const key = [groupOf(line), activity, account, month ?? ''].join('|');
    const known = cells.get(key);
    const amount = (known?.amount ?? 0n) + (parseDecimal(line.amount) ?? 0n);
    cells.set(key, { unit, measure, version, activity, account, month, amount, source: later(known?.source, source) });
    const newest = later(groups.get(groupOf(line)), source);
    if (newest !== undefined) groups.set(groupOf(line), newest);
  }
  return { cells, groups };
}

const groupOf = ({ unit, measure, version }: Pick<PublishedLine, 'unit' | 'measure' | 'version'>) => `${unit}|${measure}|${version ?? ''}`;

function later(one: Source | undefined, other: Source | undefined): Source | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.verifiedAt > one.verifiedAt ? other : one;
}

function reasonOf(
  { before: was, after: is }: { before: Source | undefined; after: Source | undefined },
  { version }: Pick<PublishedLine, 'version'>,
  before: Manifest,
  after: Manifest,
): AmountReason {
  if (after.correction !== undefined) return after.correction.kind;
  if (is === undefined) return 'withdrawn';
  if (was === undefined) return version !== null && !before.versions.includes(version) ? 'new-version' : 'new-report';
  if (was.linesHash === is.linesHash && was.fileHash === is.fileHash) return 'unknown';
  if (was.asOf !== null && is.asOf !== null && was.asOf !== is.asOf) return is.asOf > was.asOf ? 'new-report' : 'withdrawn';
  return is.verifiedAt >= was.verifiedAt ? 'correction' : 'withdrawn';
}

function bySize(one: ChangedAmount, other: ChangedAmount): number {
  const size = ({ before, after }: ChangedAmount) => abs((after ?? 0n) - (before ?? 0n));
  const difference = size(other) - size(one);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
