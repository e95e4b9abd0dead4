import {
  type BudgetVersion,
  type Code,
  type FiscalYear,
  type IsoDate,
  isWithin,
  level,
  type Month,
  monthEnd,
  netInto,
  opdOf,
  type Sen,
} from '@sipkadin/budget';
import type { Decimal, Edition, Figures, MonthRow, PublishedLine } from '@sipkadin/edition';
import { sen } from '../../../reading/money.ts';
import { notHeld, Refused } from '../faults.ts';
import { sumOfLeaves } from './leaves.ts';
import type { Subject } from './subject.ts';

export const measures = ['budget', 'plan', 'realization', 'progress'] as const;
export type Measure = (typeof measures)[number];

export interface Asked {
  measure: Measure;
  /** Of budget; null: the edition has none. */
  version: BudgetVersion | null;
  /** As of the end of a month as it was reported; undefined: by the last report. */
  month: Month | undefined;
}

interface Amount {
  /** Sen; of progress, hundredths of a percent. null: no data. */
  value: bigint | null;
  /** The days that its parts count to, earliest first; empty where it has none, as a budget. */
  days: readonly IsoDate[];
}

/** A figure of an edition, as its own tables have it; what they do not have is the sum of its lines. @throws Refused not-held */
export async function amountOf(edition: Edition, subject: Subject, asked: Asked): Promise<Amount> {
  if (asked.month !== undefined) return ofMonth(edition, subject, asked.measure, asked.month);
  const row = rowOf(edition, subject);
  switch (asked.measure) {
    case 'progress': {
      const progress = row?.progress;
      if (progress === undefined) throw new Refused(notHeld('measure', progressHeld));
      return { value: progress === null ? null : BigInt(progress), days: progress === null ? [] : daysOf(edition, subject) };
    }
    case 'plan': {
      if (row === undefined) throw new Refused(notHeld('measure', planHeld));
      const value = sen(row.plan);
      return { value, days: value === null ? [] : daysOf(edition, subject) };
    }
    case 'realization': {
      const value = row === undefined ? await summed(edition, subject, asked) : sen(row.realization);
      return { value, days: value === null ? [] : daysOf(edition, subject) };
    }
    case 'budget':
      return { value: await budgetOf(edition, subject, asked, row), days: [] };
  }
}

const progressHeld = {
  id: 'Kemajuan fisik OPD, unit, program, kegiatan, atau sub kegiatan.',
  en: 'Physical progress of an OPD, a unit, a program, a kegiatan or a sub kegiatan.',
};
const planHeld = {
  id: 'Rencana kas OPD, unit, kegiatannya, akun sampai jenis, urusan, atau sumber dana.',
  en: 'The cash plan of an OPD, a unit, its activities, accounts down to jenis, functions or funds.',
};
const withinUnit = {
  id: 'Sumber dana bersama kegiatan atau rekening, dan versi anggaran dalam format lama: di dalam satu OPD saja ("opd:…").',
  en: 'Funds together with activities or accounts, and budget versions in old formats: within one OPD only ("opd:…").',
};
const monthHeld = {
  id: 'Bulan untuk seluruh belanja (5), pendapatan (4), atau pembiayaan (6) suatu OPD, unit, atau semua OPD; tanpa anggaran.',
  en: 'Months of all spending (5), revenue (4) or financing (6) of an OPD, a unit or all OPD; not of a budget.',
};

type Row = Figures & { versions?: Record<BudgetVersion, Decimal>; progress?: number | null };

/** The row that an edition's tables have of it. */
function rowOf(edition: Edition, { unit, subUnit, activity, account, fund }: Subject): Row | undefined {
  const isSpending = account === '5';
  if (fund !== undefined)
    return isSpending && unit === undefined && activity === undefined ? edition.funds().find(({ code }) => code === fund) : undefined;
  if (unit === undefined) {
    if (activity === undefined) return edition.summary().accounts.find(({ code }) => code === account);
    return isSpending && level(activity) === 2 ? edition.functions().find(({ code }) => code === activity) : undefined;
  }
  const detail = subUnit === undefined ? edition.unit(unit) : edition.subUnit(subUnit);
  if (detail === undefined) return undefined;
  if (activity !== undefined)
    return isSpending ? detail.nodes.find(({ kind, code }) => kind !== 'account' && code === activity) : undefined;
  if (isSpending) return detail.unit;
  return account === '4' ? detail.unit.revenue : detail.accounts.find(({ code }) => code === account);
}

async function budgetOf(edition: Edition, subject: Subject, asked: Asked, row: Row | undefined): Promise<Sen | null> {
  if (row !== undefined && asked.version === edition.manifest.version) return sen(row.budget);
  if (row?.versions !== undefined) return sen(row.versions[asked.version ?? ''] ?? null);
  return summed(edition, subject, asked);
}

/**
 * Of what no table has a row for. Lines are read of one OPD at most: those of a whole government are too many for one question.
 * @throws Refused not-held
 */
async function summed(edition: Edition, subject: Subject, asked: Asked): Promise<Sen | null> {
  const found =
    subject.fund === undefined ? await sumOfLeaves(edition, subject, asked.measure === 'budget' ? asked.version : undefined) : undefined;
  if (found !== undefined) return found;
  if (subject.unit === undefined) throw new Refused(notHeld('id', withinUnit));
  const amounts = linesOf(edition, subject.unit, subject, asked).map(({ account, amount }) =>
    netInto(subject.account, account, sen(amount) ?? 0n),
  );
  return amounts.length === 0 ? null : amounts.reduce((all, amount) => all + amount, 0n);
}

/** The lines of an OPD that a figure is the sum of. */
export function linesOf(
  edition: Edition,
  slug: string,
  { subUnit, activity, account, fund }: Subject,
  { measure, version }: Pick<Asked, 'measure' | 'version'>,
): PublishedLine[] {
  const code = subUnit === undefined ? undefined : edition.subUnits().find((row) => row.slug === subUnit)?.code;
  return (edition.lines(slug) ?? []).filter(
    (line) =>
      line.measure === measure &&
      (measure === 'realization' || line.version === version) &&
      (code === undefined || line.unit === code) &&
      isWithin(line.account, account) &&
      (activity === undefined || isWithin(line.activity, activity)) &&
      (fund === undefined || line.fund === fund),
  );
}

/** The days of the last reports in it, each once. */
function daysOf(edition: Edition, subject: Subject): IsoDate[] {
  const unit = unitCode(edition, subject);
  const akun = subject.account.slice(0, 1);
  const isOf = (code: Code) =>
    unit === undefined || (subject.subUnit === undefined ? opdOf(code) === unit || code === unit : code === unit);
  const reports = edition.reports().filter((report) => report.account === akun && isOf(report.unit));
  const rows = edition.units().filter(({ code }) => unit === undefined || code === unit);
  const days = reports.length > 0 ? reports.map(({ asOf }) => asOf) : rows.flatMap(({ lastAsOf }) => lastAsOf ?? []);
  return [...new Set(days)].toSorted();
}

function unitCode(edition: Edition, { unit, subUnit }: Subject): Code | undefined {
  if (subUnit !== undefined) return edition.subUnits().find(({ slug }) => slug === subUnit)?.code;
  return unit === undefined ? undefined : edition.units().find(({ slug }) => slug === unit)?.code;
}

type Months = Pick<MonthRow, 'account' | 'month' | 'realization' | 'planToDay' | 'asOf'> & { unit: string; progress?: number | null };

/** A plan is given up to the day that the month's report has, so that the two can be compared. */
function ofMonth(edition: Edition, subject: Subject, measure: Measure, month: Month): Amount {
  const { activity, account, fund, subUnit } = subject;
  const isHeld = level(account) === 1 && activity === undefined && fund === undefined && measure !== 'budget';
  if (!isHeld || (measure === 'progress' && subUnit !== undefined)) throw new Refused(notHeld('month', monthHeld));
  const unit = unitCode(edition, subject) ?? '*';
  const { year } = edition.manifest;
  const all: readonly Months[] = subUnit === undefined ? edition.months() : edition.subUnitMonths();
  const rows = all.filter((row) => row.account === account);
  const row = rows.find((one) => one.unit === unit && one.month === month);
  if (measure === 'progress') {
    const progress = row?.progress ?? null;
    const day = dayWithin(row?.asOf ?? monthEnd(year, month), year, month);
    return progress === null ? { value: null, days: [] } : { value: BigInt(progress), days: [day] };
  }
  const value = sen(row?.[measure === 'plan' ? 'planToDay' : 'realization'] ?? null);
  if (value === null || row === undefined) return { value: null, days: [] };
  if (unit !== '*') return { value, days: row.asOf === null ? [] : [dayWithin(row.asOf, year, month)] };
  // Of all OPD together, one that did not report this month has its last position.
  const last = new Map<string, IsoDate>();
  const earlier = rows.filter((one) => one.unit !== '*' && one.month <= month && one.realization !== null);
  for (const one of earlier.toSorted((a, b) => a.month - b.month))
    if (one.asOf !== null) last.set(one.unit, dayWithin(one.asOf, year, one.month));
  return { value, days: [...new Set(last.values())].toSorted() };
}

/** Editions of format 1 name the day of the report that a month was read from, which may be of a later month. */
function dayWithin(day: IsoDate, year: FiscalYear, month: Month): IsoDate {
  const end = monthEnd(year, month);
  return day < end ? day : end;
}
