import type { PublishedLine, Source } from '../edition.ts';
import { compareText } from '../format/frozen/canonical.ts';
import type { ChangedLine } from './problem.ts';

/** Everything that names a line but its position and its amount. */
function keyOf(line: PublishedLine): string {
  const { measure, version, unit, activity, account, fund, month, document, date, source, sheet, row, column } = line;
  return JSON.stringify([measure, version, unit, activity, account, fund, month, document, date, source, sheet, row, column]);
}

/** Lines whose amounts differ, in order of the edition. Lines that agree in everything but their position are the same. */
export function lineDifferences(
  expected: readonly PublishedLine[],
  found: readonly PublishedLine[],
  sources: readonly Source[],
): ChangedLine[] {
  const files = new Map(sources.map((source) => [source.id, source.fileName]));
  const before = groupByKey(expected);
  const after = groupByKey(found);
  const changed: ChangedLine[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [left, right] = withoutEqual(before.get(key) ?? [], after.get(key) ?? []);
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      const line = right[at] ?? left[at];
      if (!line) continue;
      const { id, source, sheet, row, column, unit, activity, account, measure } = line;
      const [was, is] = [left[at]?.amount ?? null, right[at]?.amount ?? null];
      changed.push({
        id,
        file: files.get(source) ?? source,
        sheet,
        row,
        column,
        unit,
        activity,
        account,
        measure,
        expected: was,
        found: is,
      });
    }
  }
  return changed.sort((a, b) => a.id - b.id);
}

function groupByKey(lines: readonly PublishedLine[]): Map<string, PublishedLine[]> {
  return Map.groupBy(lines, keyOf);
}

function withoutEqual(left: readonly PublishedLine[], right: readonly PublishedLine[]): [PublishedLine[], PublishedLine[]] {
  const rest = [...right];
  const only = left.filter(({ amount }) => {
    const at = rest.findIndex((line) => line.amount === amount);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [only, rest];
}

export interface ValueDifference {
  /** Where in the file: `accounts[5.1.02].realization`. */
  at: string;
  expected: string;
  found: string;
}

/** Where two JSON values differ, at most `most` places; rows of a list are identified by their code, slug, path, unit and month or id. */
export function valueDifferences(expected: unknown, found: unknown, most = 10): ValueDifference[] {
  const differences: ValueDifference[] = [];
  const compare = (left: unknown, right: unknown, at: string): void => {
    if (differences.length >= most || left === right) return;
    const [leftMembers, rightMembers] = [membersOf(left), membersOf(right)];
    if (!leftMembers || !rightMembers || Array.isArray(left) !== Array.isArray(right)) {
      differences.push({ at, expected: brief(left), found: brief(right) });
      return;
    }
    const list = Array.isArray(left);
    for (const key of [...new Set([...leftMembers.keys(), ...rightMembers.keys()])].sort(compareText)) {
      compare(leftMembers.get(key), rightMembers.get(key), list ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`);
    }
  };
  compare(expected, found, '');
  return differences;
}

function brief(value: unknown): string {
  const text = value === undefined ? '-' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function membersOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const members = new Map<string, unknown>();
  for (const [index, item] of value.entries()) {
    const label = labelOf(item) ?? String(index);
    members.set(members.has(label) ? `${label} #${index}` : label, item);
  }
  return members;
}

const labels = ['id', 'slug', 'path', 'kind', 'unit', 'measure', 'account', 'code', 'month', 'source'] as const;

function labelOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const values = new Map<string, unknown>(Object.entries(item));
  const alone = labels.slice(0, 3).find((label) => values.has(label));
  if (alone) return String(values.get(alone));
  const parts = labels.slice(3).flatMap((label) => {
    const value = values.get(label);
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  return parts.length === 0 ? undefined : parts.join(' ');
}
