import { bandAt, type Code, daysBetween, type IsoDate, type Month, monthOf, type Sen } from '@sipkadin/budget';
import type { ReportCell } from '../reporting/calendar.ts';
import type { Standing, UnitStanding } from '../standing.ts';

/** What leadership is alerted to; each is a rule with a threshold that is a setting (`AlertLimits`) or the government's bands. */
export const alertKinds = [
  'over',
  'behind',
  'no-plan',
  'idle',
  'falling',
  'report-late',
  'contract-unsigned',
  'promise-overdue',
  'works-behind',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export interface AlertLimits {
  /** Weeks between two reports with the same realization from which an OPD does not move. */
  idleWeeks: number;
  /** Days past its day from which a missing report is an alert. */
  lateDays: number;
  /** The month from which a contract without number and date of signing is an alert. */
  unsignedFrom: Month;
  /** Days past a promised date from which it is an alert. */
  promiseDays: number;
}

/** A rule that holds for an OPD on a day. */
export interface Signal {
  kind: AlertKind;
  unit: Code;
  /** What of the OPD it is about: a month, an obstacle, a contract; '' where it is the OPD itself. With kind and unit it is one event. */
  subject: string;
  /** The measure in the unit of its rule: tenths of a point, sen, weeks or days; null where the rule has none. */
  size: bigint | null;
  /** The day or month's end that the figures are of; null where the rule has none. */
  day: IsoDate | null;
  /** Words of the OPD's own, of a contract or an obstacle; '' for none. */
  text: string;
}

type Unit = Pick<UnitStanding, 'code' | 'figures' | 'gap' | 'status' | 'months' | 'asOf'>;

/** Rules of spending, without treasury items: of each OPD on the day that it reported, in the month that is judged. */
export function spendingSignals(
  { units, bands, asOf }: Pick<Standing, 'bands' | 'asOf'> & { units: readonly Unit[] },
  limits: AlertLimits,
): Signal[] {
  return units.flatMap((unit): Signal[] => {
    const { code, figures, gap, status } = unit;
    const day = unit.asOf ?? asOf;
    const signal = (kind: AlertKind, size: bigint | null, subject = '', on = day): Signal => ({
      kind,
      unit: code,
      subject,
      size,
      day: on,
      text: '',
    });
    const found: Signal[] = [];
    if (status === 'over') found.push(signal('over', (figures.realization ?? 0n) - (figures.budget ?? 0n)));
    if (gap !== null && day !== null && gap <= BigInt(bandAt(bands, day).behind)) found.push(signal('behind', gap));
    const { budget, realization: paid, plan } = figures;
    if (plan === null && paid !== null && (budget ?? 0n) > 0n) found.push(signal('no-plan', null));
    const reported = unit.months.flatMap(({ month, realization, asOf: of }) =>
      realization === null || of === null ? [] : [{ month, realization, of }],
    );
    const weeks = idleWeeks(reported);
    if (weeks >= limits.idleWeeks && (figures.budget ?? 0n) > (figures.realization ?? 0n)) found.push(signal('idle', BigInt(weeks)));
    for (const [index, { month, realization, of }] of reported.entries()) {
      const before = reported[index - 1];
      if (before !== undefined && realization < before.realization)
        found.push(signal('falling', before.realization - realization, String(month), of));
    }
    return found;
  });
}

/** Whole weeks from the first to the last of the latest reports that have the same realization; 0 for one report. */
function idleWeeks(reported: readonly { realization: Sen; of: IsoDate }[]): number {
  const last = reported.at(-1);
  if (last === undefined) return 0;
  const differs = reported.findLastIndex(({ realization }) => realization !== last.realization);
  const first = reported[differs + 1] ?? last;
  return Math.floor(daysBetween(first.of, last.of) / 7);
}

/** Reports that are with the OPD too long after their day; days with the verifier are not counted. */
export function reportSignals(
  units: readonly { code: Code; months: readonly Pick<ReportCell, 'month' | 'state' | 'due' | 'lateDays'>[] }[],
  today: IsoDate,
  limits: AlertLimits,
): Signal[] {
  return units.flatMap(({ code, months }) =>
    months.flatMap(({ month, state, due, lateDays }): Signal[] => {
      const isMissing = (state === 'late' || state === 'received') && today > due;
      if (!isMissing || lateDays < limits.lateDays) return [];
      return [{ kind: 'report-late', unit: code, subject: String(month), size: BigInt(lateDays), day: due, text: '' }];
    }),
  );
}

export interface AlertContract {
  unit: Code;
  activity: Code;
  number: string;
  signedOn: IsoDate | null;
  object: string;
  value: Sen | null;
}

/** Contracts that are not signed although the month from which they should be has begun. */
export function contractSignals(
  contracts: readonly AlertContract[],
  { today, year }: { today: IsoDate; year: number },
  limits: AlertLimits,
): Signal[] {
  const hasBegun = Number(today.slice(0, 4)) > year || monthOf(today) >= limits.unsignedFrom;
  if (!hasBegun) return [];
  return contracts.flatMap(({ unit, activity, number, signedOn, object, value }): Signal[] =>
    number !== '' || signedOn !== null
      ? []
      : [{ kind: 'contract-unsigned', unit, subject: `${activity}|${object}`, size: value, day: null, text: object }],
  );
}

/** Promises to end an obstacle whose day has passed. A new promised date is a new event. */
export function promiseSignals(
  obstacles: readonly { id: string; unit: Code; what: string; promisedOn: IsoDate | null; lateDays: number | null }[],
  limits: AlertLimits,
): Signal[] {
  return obstacles.flatMap(({ id, unit, what, promisedOn, lateDays }): Signal[] =>
    promisedOn === null || lateDays === null || lateDays < limits.promiseDays
      ? []
      : [{ kind: 'promise-overdue', unit, subject: `${id}|${promisedOn}`, size: BigInt(lateDays), day: promisedOn, text: what }],
  );
}

/** Activities of which more is paid than built: see `worksAndMoney`. @param lead tenths of a point that money is ahead */
export function worksSignals(
  activities: readonly { unit: Code; activity: Code; name: string; lead: bigint; day: IsoDate | null }[],
): Signal[] {
  return activities.map(({ unit, activity, name, lead, day }) => ({
    kind: 'works-behind',
    unit,
    subject: activity,
    size: lead,
    day,
    text: name,
  }));
}
