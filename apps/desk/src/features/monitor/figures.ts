import { type Month, parseDecimal, type Sen } from '@sipkadin/budget';
import type { CurveMonth } from '@sipkadin/ui';
import type { Answers } from '../../web/client.ts';

export type Summary = Answers['monitor']['summary'];

export interface Figures {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

export interface UnitFigures extends Figures {
  code: string;
  name: string;
  /** Whether it reported the month that is looked at; its realization is otherwise the last it reported. */
  reported: boolean;
  lastMonth: Month | null;
  months: CurveMonth[];
}

/** Rupiah text from the server → sen. null is no data, and stays so. */
export function sen(text: string | null): Sen | null {
  return text === null ? null : (parseDecimal(text) ?? null);
}

export function figures(shown: { budget: string | null; realization: string | null; plan: string | null }): Figures {
  return { budget: sen(shown.budget), realization: sen(shown.realization), plan: sen(shown.plan) };
}

export function monthPoints(months: readonly { month: Month; realization: string | null; plan: string | null }[]): CurveMonth[] {
  return months.map(({ month, realization, plan }) => ({ month, realization: sen(realization), plan: sen(plan) }));
}

export function unitFigures(unit: Summary['units'][number]): UnitFigures {
  const { code, name, reported, lastMonth } = unit;
  return { code, name, reported, lastMonth, ...figures(unit), months: monthPoints(unit.months) };
}
