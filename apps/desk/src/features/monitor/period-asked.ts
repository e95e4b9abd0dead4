import { dayInJakarta, type FiscalYear, fiscalYear, type IsoDate, isoDate, monthEnd, monthOf, yearOf } from '@sipkadin/budget';
import { lastMeeting, type Reading, years } from '@sipkadin/ledger';

/** A year up to the end of a month; absent: the latest year that has begun, and the last month that enough OPD have reported. */
export interface Period {
  year?: FiscalYear | undefined;
  month?: number | undefined;
}

/** The year that is meant, all years with figures (the latest first), and the day on which this is asked. */
export async function periodAsked(
  read: Reading,
  { government, year: asked, now }: { government: string; year: FiscalYear | undefined; now: () => string },
): Promise<{ year: FiscalYear; years: FiscalYear[]; today: IsoDate }> {
  const today = dayInJakarta(now());
  const available = (await years(read, government)).toReversed();
  const running = fiscalYear(yearOf(today));
  const year = asked ?? available.find((one) => one <= running) ?? available[0] ?? running;
  return { year, years: available, today };
}

/** The same day a month earlier, at most that month's last. */
export function monthBefore(day: IsoDate): IsoDate {
  const [year, month] = monthOf(day) === 1 ? [yearOf(day) - 1, 12] : [yearOf(day), monthOf(day) - 1];
  const end = monthEnd(year, month);
  return isoDate(year, month, Math.min(Number(day.slice(8)), Number(end.slice(8))));
}

/** The first day that promises are looked back to on every screen and on paper: that of the last meeting, else a month ago. */
export async function lookBackFrom(read: Reading, government: string, today: IsoDate): Promise<IsoDate> {
  return (await lastMeeting(read, government, today)) ?? monthBefore(today);
}
