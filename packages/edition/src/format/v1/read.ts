import { type FiscalYear, type IsoDate, monthEnd, monthOf, parseDecimal, planToDay, type Sen, toDecimal, yearOf } from '@sipkadin/budget';
import type { Decimal, MonthRow, Source, UnitDetail, UnitNode, UnitRow } from '../../edition.ts';

/*
 * Format 1 compares with the plan of the end of the as-of month. What it holds is enough to say more: the day of each month's
 * report is that of its source, and the plan of a day follows from the plans of two months. This is reading, not part of the
 * frozen format.
 */

/** The months of an edition of format 1 with the day that each covers and the plan of that day. */
export function monthsWithDays(rows: readonly MonthRow[], sources: readonly Source[], year: FiscalYear): MonthRow[] {
  const days = new Map(sources.map(({ id, asOf }) => [id, asOf]));
  const plans = new Map(rows.map((row) => [key(row), row.plan]));
  const own = rows.flatMap((row): MonthRow[] => {
    if (row.unit === '*') return [];
    const asOf = row.realization === null || row.source === null ? null : (days.get(row.source) ?? null);
    if (asOf === null || row.plan === null) return [{ ...row, asOf, planToDay: null }];
    const before = plans.get(key({ ...row, month: row.month - 1 })) ?? '0.00';
    return [{ ...row, asOf, planToDay: toDecimal(planToDay(sen(before), sen(row.plan), { year, month: row.month }, asOf)) }];
  });
  const sums = rows.flatMap((row) => (row.unit === '*' ? [{ ...row, ...together(row, own) }] : []));
  return [...sums, ...own];
}

const key = ({ unit, account, month }: Pick<MonthRow, 'unit' | 'account' | 'month'>) => `${unit} ${account} ${month}`;

/** Of each unit the last that it reported by this month. */
function together({ account, month, realization }: MonthRow, own: readonly MonthRow[]): Pick<MonthRow, 'asOf' | 'planToDay'> {
  if (realization === null) return { asOf: null, planToDay: null };
  const last = new Map<string, MonthRow>();
  for (const row of own) if (row.account === account && row.month <= month && row.realization !== null) last.set(row.unit, row);
  const plans = [...last.values()].flatMap(({ planToDay }) => (planToDay === null ? [] : [sen(planToDay)]));
  const days = [...last.values()].flatMap((row): IsoDate[] => (row.month === month && row.asOf !== null ? [row.asOf] : []));
  return {
    asOf: days.toSorted().at(-1) ?? null,
    planToDay: plans.length === 0 ? null : toDecimal(plans.reduce((sum, plan) => sum + plan, 0n)),
  };
}

/** The rows of an edition of format 1 with the plan of the day that each OPD reported last, where its months say so. */
export function unitsWithOwnPlan(rows: readonly UnitRow[], months: readonly MonthRow[]): UnitRow[] {
  return rows.map((row) => {
    if (row.lastAsOf === null) return row;
    const month = months.find((one) => one.unit === row.code && one.account === '5' && one.month === monthOf(row.lastAsOf ?? ''));
    return month?.planToDay === undefined || month.planToDay === null ? row : { ...row, plan: month.planToDay };
  });
}

/**
 * The nodes of an OPD of format 1. Their plan is that of the end of the as-of month, which says nothing of a report that ends on
 * another day: it is then left out rather than compared with what it is not.
 */
export function nodesToCompare({ unit, nodes }: UnitDetail, asOf: IsoDate): UnitNode[] {
  if (unit.lastAsOf === monthEnd(yearOf(asOf), monthOf(asOf))) return nodes;
  return nodes.map((node) => ({ ...node, plan: null }));
}

function sen(decimal: Decimal): Sen {
  return parseDecimal(decimal) ?? 0n;
}
