import { fiscalYear, isoDate } from '@sipkadin/budget';
import { describe, expect, test } from 'vitest';
import { compareGaps, compareUnits } from '../src/features/monitor/figures.ts';
import { barsTitle, curveTitle, dataAge, gapNotes, reportsInTime, verdict } from '../src/features/monitor/sentences.ts';

/** Formatted numbers and dates have spaces that do not break. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\u00a0', ' ')) as T;
const day = (text: string) => isoDate(text);
const figures = (budget: bigint | null, realization: bigint | null, plan: bigint | null = null) => ({ budget, realization, plan });

describe('the heading', () => {
  const spent = figures(1000_00n, 694_00n);
  test.each([
    [figures(null, 694_00n), null, 'Belum ada anggaran terverifikasi untuk tahun ini'],
    [figures(0n, 694_00n), null, 'Belum ada anggaran terverifikasi untuk tahun ini'],
    [figures(1000_00n, null), null, 'Belum ada realisasi terverifikasi sampai bulan ini'],
    [spent, null, 'Serapan 69,4%; belum ada rencana kas untuk dibandingkan'],
    [spent, -65n, 'Serapan 69,4%, tertinggal 6,5 poin dari rencana'],
    [spent, 0n, 'Serapan 69,4%, tepat sesuai rencana'],
    [spent, 12n, 'Serapan 69,4%, mendahului rencana 1,2 poin'],
  ])('of %o and a gap of %s tenths', (total, gap, text) => {
    expect(plain(verdict(total, gap, 'id'))).toBe(text);
  });
});

test('the curve is titled by its gap and by the day of the figures', () => {
  const on = { asOf: day('2026-10-12'), month: 10 as const };
  expect(plain(curveTitle(-65n, on, 'id'))).toBe('Realisasi kumulatif 6,5 poin di bawah rencana s.d. 12 Oktober 2026');
  expect(plain(curveTitle(5n, { asOf: null, month: 10 }, 'id'))).toBe('Realisasi kumulatif 0,5 poin di atas rencana s.d. Oktober');
  expect([curveTitle(0n, on, 'id'), curveTitle(null, on, 'id')]).toEqual(Array(2).fill('Realisasi kumulatif per bulan'));
});

test('the bars say which share of all budgets they show, and who is above theirs', () => {
  const units = [
    { name: 'A', budget: 600n, status: 'on-track' as const },
    { name: 'B', budget: 200n, status: 'over' as const },
    { name: 'C', budget: 200n, status: 'silent' as const },
    { name: 'D', budget: null, status: 'silent' as const },
  ];
  expect(plain(barsTitle(units.slice(0, 2), units, 'id'))).toBe('2 OPD terbesar memegang 80,0% pagu; B melebihi pagu');
  expect(plain(barsTitle(units.slice(2), units.slice(2), 'id'))).toBe('Pagu dan realisasi tiap OPD');
});

test('the ranking begins with OPD above their budget, then the furthest behind; without a gap comes last', () => {
  const units = [
    { name: 'none', status: 'silent' as const, gap: null },
    { name: 'ahead', status: 'on-track' as const, gap: 3n },
    { name: 'behind', status: 'behind' as const, gap: -305n },
    { name: 'over, ahead', status: 'over' as const, gap: 256n },
    { name: 'over, no plan', status: 'over' as const, gap: null },
  ];
  expect(units.toSorted(compareUnits).map(({ name }) => name)).toEqual(['over, ahead', 'over, no plan', 'behind', 'ahead', 'none']);
  expect([null, 2n, null, -1n].toSorted(compareGaps)).toEqual([-1n, 2n, null, null]);
});

describe('the age of the figures', () => {
  const fresh = {
    year: fiscalYear(2026),
    years: [fiscalYear(2026), fiscalYear(2025)],
    month: 10 as const,
    asOf: day('2026-10-31'),
    latest: day('2026-10-31'),
    today: day('2026-11-30'),
    begun: null,
  };
  test('leaves a month that has only begun to its own notice', () => {
    const begun = { month: 11, reported: 1, of: 34 };
    expect(plain(dataAge({ ...fresh, latest: day('2026-11-30'), begun }, undefined, 'id'))).toBeNull();
  });
  test('is not mentioned while they are the latest and up to 45 days old', () => {
    expect(plain(dataAge(fresh, undefined, 'id'))).toBeNull();
    expect(plain(dataAge({ ...fresh, today: day('2026-12-15') }, undefined, 'id'))).toBeNull();
    expect(plain(dataAge({ ...fresh, asOf: null, latest: null }, 3, 'id'))).toBeNull();
  });
  test('is a warning from the 46th day on, in the latest year alone', () => {
    const old = { ...fresh, today: day('2026-12-16') };
    expect(plain(dataAge(old, undefined, 'id'))).toEqual({
      text: 'Data terakhir per 31 Oktober 2026, 46 hari yang lalu. Laporan yang lebih baru belum masuk.',
      isWarning: true,
    });
    expect(plain(dataAge({ ...old, years: [fiscalYear(2027), fiscalYear(2026)] }, undefined, 'id'))).toBeNull();
  });
  test('of an earlier month names the latest data, however old they are', () => {
    const january = { ...fresh, month: 1 as const, asOf: day('2026-01-31'), today: day('2026-12-31') };
    expect(plain(dataAge(january, 1, 'id'))).toEqual({
      text: 'Anda melihat Januari 2026; data terbaru per 31 Okt 2026.',
      isWarning: false,
    });
  });
  test('warns that the month asked for has no report', () => {
    expect(plain(dataAge(fresh, 12, 'id'))).toEqual({ text: 'Desember 2026 belum dilaporkan; ini posisi 31 Okt 2026.', isWarning: true });
    expect(plain(dataAge(fresh, 10, 'id'))).toBeNull();
  });
});

describe('the notes below the gap', () => {
  const month = (number: 9 | 10, asOf: string) => ({ month: number, asOf: day(asOf), realization: null, plan: null, planToDay: null });
  const data = {
    year: fiscalYear(2026),
    month: 10 as const,
    latest: day('2026-10-31'),
    asOf: day('2026-10-31'),
    gapBefore: -62,
    months: [month(9, '2026-09-30')],
  };
  test('are the amount and the month before', () => {
    expect(plain(gapNotes(data, figures(0n, 500_000_000_00n, 552_100_000_000_00n), 'id'))).toEqual(['−Rp551,6 miliar', 'Sep: −6,2 poin']);
    expect(plain(gapNotes(data, figures(0n, 3_000_000_00n, 1_000_000_00n), 'id')[0])).toBe('+Rp2 juta');
  });
  test('name the days where a part of a month is compared', () => {
    expect(plain(gapNotes({ ...data, asOf: day('2026-10-12') }, figures(0n, null), 'id'))).toEqual(['30 Sep: −6,2 poin']);
    expect(plain(gapNotes({ ...data, months: [month(9, '2026-09-12')] }, figures(0n, null), 'id'))).toEqual(['12 Sep: −6,2 poin']);
  });
  test('say that there is no plan', () => {
    expect(plain(gapNotes({ ...data, gapBefore: null }, figures(0n, 1n), 'id'))).toEqual(['tanpa rencana kas']);
  });
});

describe('reports in time', () => {
  const unit = (reporting: 'reported' | 'late' | 'silent', asOf: string | null) => ({ reporting, asOf: asOf === null ? null : day(asOf) });
  const running = { year: fiscalYear(2026), month: 10 as const, latest: day('2026-10-31'), isDecemberDue: false };
  test('are counted by state while the year runs', () => {
    const units = [unit('reported', '2026-10-31'), unit('late', '2026-09-30'), unit('late', '2026-08-31'), unit('silent', null)];
    expect(plain(reportsInTime(running, units, 'id'))).toEqual({ inTime: 1, note: '2 terlambat, 1 belum pernah melapor' });
    expect(plain(reportsInTime(running, units.slice(0, 1), 'id'))).toEqual({ inTime: 1, note: 'semua OPD melapor' });
    expect(plain(reportsInTime(running, [], 'id'))).toEqual({ inTime: 0, note: '–' });
  });
  test('are those of 31 December once that is due, for the latest figures alone', () => {
    const over = { ...running, month: 12 as const, latest: day('2026-12-31'), isDecemberDue: true };
    const units = [unit('reported', '2026-12-31'), unit('reported', '2026-12-12')];
    expect(plain(reportsInTime(over, units, 'id'))).toEqual({ inTime: 1, note: '1 belum melapor 31 Desember' });
    expect(plain(reportsInTime(over, units.slice(0, 1), 'id'))).toEqual({ inTime: 1, note: 'semua OPD melapor' });
    expect(plain(reportsInTime(over, units.slice(1), 'id'))).toEqual({ inTime: 0, note: 'laporan 31 Desember belum ada' });
    expect(plain(reportsInTime({ ...over, month: 11 }, units, 'id'))).toEqual({ inTime: 2, note: 'semua OPD melapor' });
    expect(plain(reportsInTime(over, [], 'id'))).toEqual({ inTime: 0, note: '–' });
  });
});
