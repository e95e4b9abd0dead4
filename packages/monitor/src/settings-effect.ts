import type { Code, FiscalYear, IsoDate, Month, ReportingStatus, SettingValues, Status } from '@sipkadin/budget';
import type { Reading } from '@sipkadin/ledger';
import { type Standing, standingOf } from './standing.ts';

/** A value under the present settings and under those that are tried. */
export interface BeforeAfter<Value> {
  before: Value;
  after: Value;
}

/** What leadership would see otherwise under other settings. Nothing is written. */
export interface SettingsEffect {
  year: FiscalYear;
  /** The month that is judged. */
  month: BeforeAfter<Month>;
  /** Of all spending: tenths of a point of the budget; null where it cannot be compared. */
  gap: BeforeAfter<bigint | null>;
  realization: BeforeAfter<bigint | null>;
  /** How many OPD there are, and those whose status of spending or of reporting changes. */
  of: number;
  units: { code: Code; status: BeforeAfter<Status>; gap: BeforeAfter<bigint | null>; reporting: BeforeAfter<ReportingStatus> }[];
}

/** The effect of settings on the figures of a year that are verified on a day. */
export async function settingsEffect(
  read: Reading,
  { settings, ...scope }: { government: string; year: FiscalYear; today: IsoDate; settings: Partial<SettingValues> },
): Promise<SettingsEffect> {
  const before = await standingOf(read, scope);
  const after = await standingOf(read, { ...scope, settings });
  const own = (standing: Standing, code: Code) => standing.units.find((unit) => unit.code === code);
  const codes = [...new Set([...before.units, ...after.units].map(({ code }) => code))].toSorted();
  const units = codes.map((code) => {
    const [was, is] = [own(before, code), own(after, code)];
    return {
      code,
      status: { before: was?.status ?? 'silent', after: is?.status ?? 'silent' },
      gap: { before: was?.gap ?? null, after: is?.gap ?? null },
      reporting: { before: was?.reporting ?? 'silent', after: is?.reporting ?? 'silent' },
    };
  });
  return {
    year: scope.year,
    month: { before: before.month, after: after.month },
    gap: { before: before.gap, after: after.gap },
    realization: { before: before.total.realization, after: after.total.realization },
    of: codes.length,
    units: units.filter(({ status, reporting }) => status.before !== status.after || reporting.before !== reporting.after),
  };
}
