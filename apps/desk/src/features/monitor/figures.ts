import { type IsoDate, parseDecimal, type ReportingStatus, type Sen, type Status } from '@sipkadin/budget';
import type { CurveMonth } from '@sipkadin/ui';
import type { leadershipSummary } from './overview/overview-data.ts';

export type Summary = Awaited<ReturnType<typeof leadershipSummary>>;

export interface Figures {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

export interface UnitFigures extends Figures {
  code: string;
  name: string;
  /** The last day that it reported: what it is judged at. null: never. */
  asOf: IsoDate | null;
  reporting: ReportingStatus;
  status: Status;
  /** Tenths of a point. */
  gap: bigint | null;
  months: CurveMonth[];
}

/** Rupiah text from the server → sen. null is no data, and stays so. */
export function sen(text: string | null): Sen | null {
  return text === null ? null : (parseDecimal(text) ?? null);
}

/** Tenths of a point as sent → as formatted. */
export function points(tenths: number | null): bigint | null {
  return tenths === null ? null : BigInt(tenths);
}

export function figures(shown: { budget: string | null; realization: string | null; plan: string | null }): Figures {
  return { budget: sen(shown.budget), realization: sen(shown.realization), plan: sen(shown.plan) };
}

export function monthPoints(months: Summary['months']): CurveMonth[] {
  return months.map(({ month, asOf, realization, compared, plan, planToDay }) => ({
    ...{ month, asOf, realization: sen(realization), compared: sen(compared), plan: sen(plan), planToDay: sen(planToDay) },
  }));
}

export function unitFigures(unit: Summary['units'][number]): UnitFigures {
  const { code, name, asOf, reporting, status } = unit;
  return { code, name, asOf, reporting, status, gap: points(unit.gap), ...figures(unit), months: monthPoints(unit.months) };
}

/** The smallest first, null last. */
export function compareGaps(a: bigint | null, b: bigint | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
