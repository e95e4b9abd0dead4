import { ancestor, type BudgetVersion, type Code, opdOf, parseDecimal, type Sen, toDecimal, versionRank } from '@sipkadin/budget';
import { compareText } from './canonical.ts';
import type { Decimal, PublishedLine } from './edition.ts';
import type { Edition } from './read.ts';

type MoneyMeasure = 'budget' | 'plan' | 'realization';

/** What one edition says otherwise than the one before, of one account of one OPD. null: it has no such line. */
export interface EditionChange {
  measure: MoneyMeasure;
  /** budget and plan. */
  version: BudgetVersion | null;
  unit: Code;
  account: Code;
  before: Decimal | null;
  after: Decimal | null;
  kind: 'changed' | 'new' | 'gone';
}

export interface DiffOptions {
  /** 1 akun, 2 kelompok, 3 jenis (default) … 6 the account itself. */
  level?: number;
}

/**
 * What changed from one edition to another, by measure, version, OPD and account, in that order. A plan is the whole
 * year's. Physical progress is not among it.
 */
export function diffEditions(before: Edition, after: Edition, { level = 3 }: DiffOptions = {}): EditionChange[] {
  const [left, right] = [totals(linesOf(before), level), totals(linesOf(after), level)];
  const changes: EditionChange[] = [];
  for (const [key, part] of new Map([...left, ...right])) {
    const [was, is] = [left.get(key)?.amount, right.get(key)?.amount];
    if (was === is) continue;
    const { measure, version, unit, account } = part;
    changes.push({
      measure,
      version,
      unit,
      account,
      before: was === undefined ? null : toDecimal(was),
      after: is === undefined ? null : toDecimal(is),
      kind: was === undefined ? 'new' : is === undefined ? 'gone' : 'changed',
    });
  }
  return changes.sort(
    (a, b) =>
      compareText(a.measure, b.measure) ||
      rank(a.version) - rank(b.version) ||
      compareText(a.unit, b.unit) ||
      compareText(a.account, b.account),
  );
}

function rank(version: BudgetVersion | null): number {
  return version === null ? -2 : versionRank(version);
}

function* linesOf(edition: Edition): Generator<PublishedLine> {
  for (const { slug } of edition.units()) yield* edition.lines(slug) ?? [];
}

type Part = Pick<EditionChange, 'measure' | 'version' | 'unit' | 'account'> & { amount: Sen };

function totals(lines: Iterable<PublishedLine>, level: number): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const { measure, version, unit, account, amount } of lines) {
    if (measure === 'progress') continue;
    const at = { measure, version, unit: opdOf(unit), account: ancestor(account, level) };
    const key = [measure, version ?? '', at.unit, at.account].join(' ');
    const part = parts.get(key) ?? { ...at, amount: 0n };
    part.amount += parseDecimal(amount) ?? 0n;
    parts.set(key, part);
  }
  return parts;
}
