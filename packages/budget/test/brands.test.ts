import { describe, expect, it } from 'vitest';
import { type FiscalYear, fiscalYear, type IsoDate, isIsoDate, isoDate, parseFiscalYear, yearOf } from '../src/index.ts';

// The type checker reads the lines marked as errors: where one compiles, the check of types fails.
describe('branded types', () => {
  it('take no plain string for a day, as a value or as an argument', () => {
    // @ts-expect-error a string that was not checked is no IsoDate
    const day: IsoDate = '2026-02-30';
    expect(isIsoDate(day)).toBe(false);
    // @ts-expect-error nor is it one as an argument
    expect(yearOf('2026-02-28')).toBe(2026);
    const text: string = isoDate(2026, 2, 28);
    expect(isIsoDate(text) && yearOf(text)).toBe(2026);
  });

  it('take no plain number for a fiscal year', () => {
    // @ts-expect-error a number that was not checked is no FiscalYear
    const year: FiscalYear = 2026;
    expect(parseFiscalYear('2026')).toBe(year);
    for (const text of ['1999', '2100', '26', '2026.0', ' 2026', '']) expect(parseFiscalYear(text), text).toBeUndefined();
    for (const number of [0, 1999, 2100, 2026.5, Number.NaN]) expect(() => fiscalYear(number), String(number)).toThrow(RangeError);
  });
});
