import {
  type BudgetVersion,
  type Code,
  type FindingCode,
  type FiscalYear,
  type IsoDate,
  isoDate,
  isWithin,
  monthOf,
  type Sen,
  type StatementKind,
  toDecimal,
  versionRank,
} from '@sipkadin/budget';
import { coversUnit } from '../figures/coverage.ts';

/** A notice about a draft: a rule, its subject, the value now and the value before. */
export interface Notice {
  code: FindingCode;
  unit?: Code;
  account?: Code;
  activity?: Code;
  value: string;
  expected: string;
}

/** Sums by unit and jenis. */
export type Sums = Map<string, { unit: Code; account: Code; amount: Sen }>;

export const keyOf = (unit: Code, account: Code) => `${unit}|${account}`;

export function addTo(sums: Sums, unit: Code, account: Code, amount: Sen): void {
  const known = sums.get(keyOf(unit, account));
  if (known) known.amount += amount;
  else sums.set(keyOf(unit, account), { unit, account, amount });
}

/** The head of a draft. */
export interface Draft {
  kind: StatementKind;
  year: FiscalYear;
  asOf: IsoDate | null;
  from: IsoDate | null;
  version: BudgetVersion | null;
  covers: ReadonlySet<Code>;
  leaves: ReadonlySet<string>;
  sums: Sums;
  /** The only day for which a cash plan is known; null for a plan by month, and for every other kind. */
  planDay: IsoDate | null;
  /** The file also holds the budget of its realization: reading it has compared them. */
  besideBudget: boolean;
}

/** What counts of the same year without the draft; realization up to the day before its own. */
export interface Past {
  /** Whether anything of the year was verified. */
  any: boolean;
  realized: Sums;
  /** As-of date of the statement that each realized unit rests on, '' for a summary. */
  reported: ReadonlyMap<Code, IsoDate>;
  /** Units that each of those statements covers. */
  coverages: readonly { asOf: IsoDate; covers: ReadonlySet<Code> }[];
  /** Of the version that counts, or for a cash plan of its own version where there is one. */
  budgets: Sums;
  version: BudgetVersion | null;
  units: ReadonlySet<Code>;
}

export const akunOf = (account: Code) => account.slice(0, 1);
const sorted = <T extends { unit: Code; account: Code }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (keyOf(a.unit, a.account) < keyOf(b.unit, b.account) ? -1 : 1));

export function akunIn(sums: Sums): Set<string> {
  return new Set([...sums.values()].map(({ account }) => akunOf(account)));
}

/** What the draft would make cumulative: a register adds to what was paid before. */
function positions(draft: Draft, past: Past): Sums {
  if (draft.kind !== 'register') return draft.sums;
  const sums: Sums = new Map();
  for (const { unit, account, amount } of draft.sums.values())
    addTo(sums, unit, account, amount + (past.realized.get(keyOf(unit, account))?.amount ?? 0n));
  return sums;
}

/** Notices about a draft's sums compared with earlier statements; none where there are no earlier ones. */
export function compareWithPast(draft: Draft, past: Past): Notice[] {
  if (!past.any) return [];
  const units = new Set([...draft.sums.values()].map(({ unit }) => unit));
  const isNew = sorted([...units].filter((unit) => unit !== '' && !past.units.has(unit)).map((unit) => ({ unit, account: '' })));
  const notices: Notice[] = isNew.map(({ unit }) => ({ code: 'unit-new', unit, value: unit, expected: '' }));
  if (draft.kind === 'realization') notices.push(...compareSnapshot(draft, past));
  if (draft.kind === 'realization' || draft.kind === 'register') notices.push(...missingMonths(draft, past), ...aboveBudget(draft, past));
  if (draft.kind === 'budget') notices.push(...belowRealization(draft, past));
  if (draft.kind === 'cash-plan' && draft.planDay === null) notices.push(...planAgainstBudget(draft, past));
  if ((draft.kind === 'budget' || draft.kind === 'cash-plan') && draft.version !== null && past.version !== null)
    if (versionRank(draft.version) < versionRank(past.version))
      notices.push({ code: 'version-older', value: draft.version, expected: past.version });
  return notices;
}

function compareSnapshot(draft: Draft, past: Past): Notice[] {
  const akun = akunIn(draft.sums);
  const before = sorted(past.realized.values()).filter(
    ({ unit, account }) => akun.has(akunOf(account)) && coversUnit(draft, unit, akunOf(account)),
  );
  const reporting = new Set([...draft.sums.values()].map(({ unit }) => unit));
  const asOf = (unit: Code) => past.reported.get(unit) ?? '';
  const copy = copied(draft, before);
  if (copy) {
    const [latest = ''] = [...new Set(before.map(({ unit }) => asOf(unit)))].sort().toReversed();
    return [{ code: 'same-as-before', value: draft.asOf ?? '', expected: latest }];
  }
  const notices: Notice[] = [];
  const dropped = new Set<Code>();
  for (const { unit, account, amount } of before) {
    if (!reporting.has(unit)) {
      if (amount !== 0n) dropped.add(unit);
      continue;
    }
    const now = draft.sums.get(keyOf(unit, account))?.amount ?? 0n;
    if (now >= amount) continue;
    const what = [unit, account].filter((code) => code !== '').join(' ');
    notices.push({
      ...{ code: 'cumulative-falls', unit, account },
      ...{ value: `${what}: ${toDecimal(now)}`, expected: `${asOf(unit)}: ${toDecimal(amount)}` },
    });
  }
  const missing = new Set<Code>();
  for (const { asOf: date, covers } of past.coverages) {
    // A file that covers most of the units of an earlier one is its successor.
    const left = [...covers].filter((unit) => ![...akun].some((one) => coversUnit(draft, unit, one)));
    if (left.length * 2 < covers.size) for (const unit of left) if (asOf(unit) === '' || asOf(unit) === date) missing.add(unit);
  }
  for (const unit of [...missing].sort()) {
    const date = asOf(unit) || (past.coverages.find(({ covers }) => covers.has(unit))?.asOf ?? '');
    notices.push({ code: 'unit-missing', value: unit, expected: date });
  }
  for (const unit of [...dropped].sort()) notices.push({ code: 'unit-dropped', value: unit, expected: asOf(unit) });
  return [...notices, ...jumps(draft, past)];
}

/** Whether all figures are those of the position before. */
function copied(draft: Draft, before: readonly { unit: Code; account: Code; amount: Sen }[]): boolean {
  if (before.length !== draft.sums.size || before.every(({ amount }) => amount === 0n)) return false;
  return before.every(({ unit, account, amount }) => draft.sums.get(keyOf(unit, account))?.amount === amount);
}

function spending(sums: Sums): Map<Code, Sen> {
  const totals = new Map<Code, Sen>();
  for (const { unit, account, amount } of sums.values()) if (akunOf(account) === '5') totals.set(unit, (totals.get(unit) ?? 0n) + amount);
  return totals;
}

/** A month that spends more than three times the mean of the months before, of which there are two at least. */
function jumps(draft: Draft, past: Past): Notice[] {
  const before = spending(past.realized);
  const notices: Notice[] = [];
  for (const [unit, total] of [...spending(draft.sums)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const then = before.get(unit) ?? 0n;
    const reported = past.reported.get(unit);
    if (reported === undefined || draft.asOf === null) continue;
    const months = BigInt(monthOf(reported));
    const passed = BigInt(monthOf(draft.asOf)) - months;
    if (months < 2n || passed < 1n || then <= 0n || (total - then) * months <= 3n * then * passed) continue;
    const value = toDecimal((total - then) / passed);
    notices.push({ code: 'spending-jumps', unit, account: '5', value, expected: toDecimal(then / months) });
  }
  return notices;
}

function missingMonths(draft: Draft, past: Past): Notice[] {
  const akun = [...akunIn(draft.sums)];
  const dates = [...past.reported].filter(([unit]) => akun.some((one) => coversUnit(draft, unit, one))).map(([, date]) => date);
  const last = dates.sort().at(-1);
  const first = draft.kind === 'register' ? draft.from : draft.asOf;
  if (last === undefined || first === null) return [];
  const missing: string[] = [];
  for (let month = monthOf(last) + 1; month < monthOf(first); month++) missing.push(`${draft.year}-${String(month).padStart(2, '0')}`);
  return missing.length === 0 ? [] : [{ code: 'month-missing', value: last, expected: missing.join(', ') }];
}

function aboveBudget(draft: Draft, past: Past): Notice[] {
  if (draft.besideBudget) return [];
  const budgeted = spending(past.budgets);
  const above = sorted(positions(draft, past).values()).filter(({ unit, account, amount }) => {
    if (akunOf(account) !== '5' || !budgeted.has(unit)) return false;
    return amount > (past.budgets.get(keyOf(unit, account))?.amount ?? 0n);
  });
  return above.map(({ unit, account, amount }) => ({
    ...{ code: 'realization-above-counted-budget', unit, account },
    ...{ value: toDecimal(amount), expected: toDecimal(past.budgets.get(keyOf(unit, account))?.amount ?? 0n) },
  }));
}

function belowRealization(draft: Draft, past: Past): Notice[] {
  const akun = akunIn(draft.sums);
  return sorted(past.realized.values()).flatMap(({ unit, account, amount }): Notice[] => {
    const now = draft.sums.get(keyOf(unit, account))?.amount ?? 0n;
    const covered = akunOf(account) === '5' && akun.has('5') && coversUnit(draft, unit, '5');
    if (!covered || amount <= now) return [];
    return [{ code: 'budget-below-realization', unit, account, value: toDecimal(now), expected: toDecimal(amount) }];
  });
}

function planAgainstBudget(draft: Draft, past: Past): Notice[] {
  const byAkun = (sums: Sums): Sums => {
    const all: Sums = new Map();
    for (const { unit, account, amount } of sums.values()) addTo(all, unit, akunOf(account), amount);
    return all;
  };
  const budgets = byAkun(past.budgets);
  return sorted(byAkun(draft.sums).values()).flatMap(({ unit, account, amount }): Notice[] => {
    const budget = budgets.get(keyOf(unit, account));
    if (budget === undefined || budget.amount === amount) return [];
    return [{ code: 'cash-plan-not-budget', unit, account, value: toDecimal(amount), expected: toDecimal(budget.amount) }];
  });
}

/** What needs no past: dates. A year's books are closed when its audited report is due, at the end of the next June. */
export function compareDates(draft: Pick<Draft, 'asOf' | 'year'>, today: IsoDate): Notice[] {
  const notices: Notice[] = [];
  if (draft.asOf !== null && draft.asOf > today) notices.push({ code: 'as-of-future', value: draft.asOf, expected: today });
  const closed = isoDate(draft.year + 1, 6, 30);
  if (today > closed) notices.push({ code: 'year-closed', value: String(draft.year), expected: closed });
  return notices;
}

export type Codes = ReadonlyMap<Code, ReadonlySet<Code>>;

/** Codes that an OPD realizes and no version of its budget knows; one that is budgeted higher up or further down is known. */
export function notBudgeted(code: 'account-not-in-budget' | 'activity-not-in-budget', realized: Codes, budgeted: Codes): Notice[] {
  const notices: Notice[] = [];
  for (const [opd, codes] of realized) {
    const known = budgeted.get(opd);
    if (known === undefined || known.size === 0) continue;
    const list = [...known];
    for (const own of codes) {
      if (known.has(own) || list.some((other) => isWithin(own, other) || isWithin(other, own))) continue;
      notices.push({ code, unit: opd, [code === 'account-not-in-budget' ? 'account' : 'activity']: own, value: own, expected: '' });
    }
  }
  return notices.sort((a, b) => (`${a.unit}|${a.value}` < `${b.unit}|${b.value}` ? -1 : 1));
}

const percent = (hundredths: Sen) => `${toDecimal(hundredths)}%`;

/** Physical progress by unit and activity, in hundredths of a percent. */
export function compareProgress(now: Sums, before: Sums): Notice[] {
  return sorted(now.values()).flatMap(({ unit, account: activity, amount }): Notice[] => {
    if (amount > 10_000n) return [{ code: 'progress-too-high', unit, activity, value: percent(amount), expected: percent(10_000n) }];
    const then = before.get(keyOf(unit, activity))?.amount;
    if (then === undefined || amount >= then) return [];
    return [{ code: 'progress-falls', unit, activity, value: percent(amount), expected: percent(then) }];
  });
}
