import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { dayInJakarta, dayOfYear, daysBetween, daysInMonth, isIsoDate, isoDate, monthEnd, monthOf, yearOf } from './period.ts';

const days = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true });
const iso = (date: Date) => isoDate(date.toISOString().slice(0, 10));

describe('periods', () => {
  it('take every day of the calendar and no other', () => {
    fc.assert(
      fc.property(days, (date) => {
        const day = iso(date);
        expect(isIsoDate(day)).toBe(true);
        expect(isoDate(yearOf(day), monthOf(day), date.getUTCDate())).toBe(day);
      }),
    );
    for (const text of ['2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '2025-1-1', '2025-01-01T00:00', '']) {
      expect(isIsoDate(text), text).toBe(false);
      expect(() => isoDate(text), text).toThrow(RangeError);
    }
  });

  it('know leap years', () => {
    expect([1900, 2000, 2024, 2025, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28, 28]);
    expect(monthEnd(2024, 2)).toBe('2024-02-29');
    expect(dayOfYear(isoDate('2024-12-31'))).toBe(366);
    expect(dayOfYear(isoDate('2025-01-01'))).toBe(1);
  });

  it('count days between dates as the calendar does', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (date, away) => {
        const there = new Date(date);
        there.setUTCDate(there.getUTCDate() + away);
        expect(daysBetween(iso(date), iso(there))).toBe(away);
      }),
    );
  });

  it('tell the day in Jakarta, seven hours ahead of UTC', () => {
    expect(dayInJakarta('2025-12-31T16:59:59.999Z')).toBe('2025-12-31');
    expect(dayInJakarta('2025-12-31T17:00:00.000Z')).toBe('2026-01-01');
  });
});
