import type { Code, IsoDate, Month } from '@sipkadin/budget';
import type { ReportCell } from './calendar.ts';
import { type HeldReport, holderOf } from './holders.ts';

/**
 * Of one month's report: not-due: its day has not passed and nothing came; on-time: it was never with the OPD after its day; late:
 * it was, and is submitted; missing: it is with the OPD and its day has passed.
 */
export type Punctual = 'not-due' | 'on-time' | 'late' | 'missing';

interface Counts {
  /** Reports that are due or came before their day: on time, late and missing. */
  owed: number;
  onTime: number;
  late: number;
  missing: number;
}

/** A report that is not published, and its month. */
export type WaitingReport = HeldReport & { month: Month };

export interface UnitPunctuality extends Counts {
  code: Code;
  name: string;
  /** Days past the due day that its reports were with the OPD, added up over the months. */
  lateDays: number;
  /** How often one of its reports was returned. */
  returns: number;
  /** Months whose report stops before the month's last day. */
  partial: Month[];
  /** Reports that came and are not public, and those whose day has passed, the oldest first. */
  waiting: WaitingReport[];
  /** How many of its last three reports that were owed are late or missing, against the three before; null: fewer than six. */
  trend: 'better' | 'same' | 'worse' | null;
}

export interface Punctuality extends Counts {
  /** The OPD with the most late days first. */
  units: UnitPunctuality[];
  /** By month; a month that nobody owes yet has 0 everywhere. */
  months: (Counts & { month: Month })[];
  /** Submitted reports that wait for the verifier, and the longest wait in days; 0 where none waits. */
  withVerifier: { count: number; longest: number };
}

/** @param cell its `lateDays` are the OPD's alone, see `Holding` */
export function punctualOf({ state, due, lateDays }: Pick<ReportCell, 'state' | 'due' | 'lateDays'>, today: IsoDate): Punctual {
  if (state === 'submitted' || state === 'verified' || state === 'published') return lateDays > 0 ? 'late' : 'on-time';
  return today > due ? 'missing' : 'not-due';
}

/** How every OPD has reported: on time, late, missing, and who holds what is not public. Empty lists where no OPD owes a report. */
export function punctualityOf(units: readonly { code: Code; name: string; months: readonly ReportCell[] }[], today: IsoDate): Punctuality {
  const cells = units.flatMap(({ months }) => months);
  const waits = cells.flatMap((cell) => (cell.state === 'submitted' ? [holderOf(cell, today)?.days ?? 0] : []));
  const months = [...Map.groupBy(cells, ({ month }) => month)].sort(([a], [b]) => a - b);
  return {
    ...countsOf(cells, today),
    units: units
      .map((unit) => unitOf(unit, today))
      .sort((a, b) => b.lateDays - a.lateDays || b.missing - a.missing || (a.code < b.code ? -1 : 1)),
    months: months.map(([month, own]) => ({ month, ...countsOf(own, today) })),
    withVerifier: { count: waits.length, longest: Math.max(0, ...waits) },
  };
}

function unitOf({ code, name, months }: { code: Code; name: string; months: readonly ReportCell[] }, today: IsoDate): UnitPunctuality {
  const waiting = months.flatMap((cell): WaitingReport[] => {
    const held = holderOf(cell, today);
    const counts = held !== null && (held.state !== 'missing' || today > cell.due);
    return counts ? [{ month: cell.month, ...held }] : [];
  });
  const owed = months.filter((cell) => punctualOf(cell, today) !== 'not-due');
  const [before = 0, last = 0] = [owed.slice(-6, -3), owed.slice(-3)].map(
    (cells) => cells.filter((cell) => punctualOf(cell, today) !== 'on-time').length,
  );
  const trend = owed.length < 6 ? null : last < before ? 'better' : last > before ? 'worse' : 'same';
  return {
    ...{ code, name, ...countsOf(months, today), waiting, trend, lateDays: lateDaysOf(owed) },
    returns: months.reduce((sum, { returns }) => sum + returns, 0),
    partial: months.flatMap(({ month, partUntil }) => (partUntil === null ? [] : [month])),
  };
}

const lateDaysOf = (cells: readonly ReportCell[]) => cells.reduce((sum, { lateDays }) => sum + lateDays, 0);

function countsOf(cells: readonly ReportCell[], today: IsoDate): Counts {
  const count = (wanted: Punctual) => cells.filter((cell) => punctualOf(cell, today) === wanted).length;
  const [onTime, late, missing] = [count('on-time'), count('late'), count('missing')];
  return { owed: onTime + late + missing, onTime, late, missing };
}
