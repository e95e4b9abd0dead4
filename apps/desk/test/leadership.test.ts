import { fiscalYear, isoDate } from '@sipkadin/budget';
import { describe, expect, test } from 'vitest';
import { compareGaps } from '../src/features/monitor/figures.ts';
import { callTexts } from '../src/features/monitor/overview/call-texts.ts';
import { orderUnits } from '../src/features/monitor/overview/order.ts';
import {
  barsTitle,
  callTitle,
  curveTitle,
  dataAge,
  gapNotes,
  lastYearNote,
  reportsInTime,
  unplannedNote,
  verdict,
  versionMark,
} from '../src/features/monitor/overview/sentences.ts';

/** Formatted numbers and dates have spaces that do not break. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\u00a0', ' ')) as T;
const day = (text: string) => isoDate(text);
const figures = (budget: bigint | null, realization: bigint | null, plan: bigint | null = null) => ({ budget, realization, plan });

describe('the heading', () => {
  const spent = figures(1000_00n, 694_00n);
  const planned = (plan: bigint) => figures(1000_00n, 694_00n, plan);
  const october = { year: fiscalYear(2026), month: 10 as const, asOf: day('2026-10-31') };
  test.each([
    [figures(null, 694_00n), null, 'Belum ada anggaran terverifikasi untuk tahun ini'],
    [figures(0n, 694_00n), null, 'Belum ada anggaran terverifikasi untuk tahun ini'],
    [figures(1000_00n, null), null, 'Belum ada realisasi terverifikasi sampai bulan ini'],
    [spent, null, 'Oktober: 69,4% terbayar; belum ada rencana kas untuk dibandingkan'],
    [planned(759_00n), -65n, 'Oktober: 69,4% terbayar, Rp65 di belakang rencana'],
    [planned(694_00n), 0n, 'Oktober: 69,4% terbayar, tepat sesuai rencana'],
    [planned(682_00n), 12n, 'Oktober: 69,4% terbayar, Rp12 mendahului rencana'],
    // Less than half a tenth of a point is still rupiah behind plan.
    [planned(694_01n), 0n, 'Oktober: 69,4% terbayar, Rp0,01 di belakang rencana'],
  ])('of %o and a gap of %s tenths', (total, gap, text) => {
    expect(plain(verdict(total, total, gap, october, 'id'))).toBe(text);
  });
  test('says what is paid of all, and what is behind of those that have a plan', () => {
    const text = verdict(planned(682_00n), figures(1000_00n, 600_00n, 682_00n), -82n, october, 'id');
    expect(plain(text)).toBe('Oktober: 69,4% terbayar, Rp82 di belakang rencana');
  });
  test('names the day where the figures cover a part of a month', () => {
    const text = verdict(spent, spent, null, { ...october, asOf: day('2026-10-12') }, 'id');
    expect(plain(text)).toBe('12 Oktober 2026: 69,4% terbayar; belum ada rencana kas untuk dibandingkan');
  });
});

describe('the list of whom to call', () => {
  const call = (amount: string | null) => ({ amount }) as Parameters<typeof callTitle>[0]['behind'][number];
  test('gives no obstacle of another activity as the cause of the one that it names', () => {
    const called = (activity: string | null, reason: object | null, carriedFrom: number | null = null) => {
      const obstacle = { ...{ id: 'o', what: 'hujan', cause: 'weather', unblocker: '', ageDays: 3 }, activity, carriedFrom };
      const followUp = { obstacle, promise: null };
      const given = { ...call('100'), ...{ unit: '1.02', kind: 'behind', name: 'Dinas', report: null, reason, followUp } };
      return callTexts(given as unknown as Parameters<typeof callTexts>[0], undefined, 10, 'id').cause;
    };
    const salaries = { activity: 'a', name: 'Gaji', works: null, behind: '100' };
    expect(called(null, salaries)).toMatch(/^[^;]*: hujan$/);
    expect(called('Gedung', salaries)).toMatch(/^sebabnya belum ditulis; kendala lain: .*: hujan \(Gedung\)$/);
    expect(called('Gedung', null)).toMatch(/: hujan \(Gedung\)$/);
    expect(called(null, salaries, 2025)).toMatch(/^sebabnya belum ditulis; kendala tahun 2025 yang masih terbuka: .*: hujan$/);
  });
  test('is titled by what its OPD lack of all that is missing to the plans', () => {
    const calls = {
      behind: [call('12000000000'), call('8500000000')],
      besides: [call(null)],
      more: 0,
      shortfall: '36100000000',
      compared: 34,
    };
    expect(plain(callTitle(calls, 'id'))).toBe('Hubungi: 2 OPD menahan Rp20,5 miliar dari Rp36,1 miliar');
    expect(plain(callTitle({ ...calls, behind: [] }, 'id'))).toBe('Hubungi: 1 OPD yang tidak dapat diperingkat menurut rupiah');
    expect(plain(callTitle({ ...calls, behind: [], besides: [] }, 'id'))).toBe('Tidak ada OPD yang perlu dihubungi');
    const uncompared = { ...calls, behind: [], besides: [], compared: 0 };
    expect(plain(callTitle(uncompared, 'id'))).toBe('Belum ada OPD yang dapat dibandingkan dengan rencananya');
  });
});

describe('the year before', () => {
  const now = { asOf: day('2026-10-31'), year: fiscalYear(2026) };
  const known = { asOf: day('2025-10-31'), isSameDay: true, realization: '670', budget: '1000', reported: 33, of: 34, isComplete: true };
  test('is held against the same day alone', () => {
    expect(plain(lastYearNote({ ...now, lastYear: known }, 'id'))).toBe('31 Okt 2025: 67,0%');
    const few = { ...known, reported: 5, isComplete: false };
    expect(plain(lastYearNote({ ...now, lastYear: few }, 'id'))).toBe('31 Okt 2025: 67,0%, saat itu baru 5 dari 34 OPD melapor');
    const december = { ...known, asOf: day('2025-12-12'), isSameDay: false };
    expect(plain(lastYearNote({ ...now, lastYear: december }, 'id'))).toBe('posisi 31 Okt 2025 tidak ada; 12 Des 2025: 67,0%');
    expect(plain(lastYearNote({ ...now, lastYear: null }, 'id'))).toBe('tidak ada realisasi 2025 untuk dibandingkan');
    expect(lastYearNote({ ...now, asOf: null, lastYear: known }, 'id')).toBe('');
  });
});

test('what is not held against the plan is named, and why a city with few plans is not compared', () => {
  const comparable = (plan: string | null, without: number, withoutTreasury: boolean, tooLittle = false) =>
    unplannedNote({ ...{ budget: '100', realization: '50', plan, without, withoutTreasury, tooLittle }, paid: '5000000' }, 'id');
  expect(comparable('60', 1, false)).toMatch(/^1 OPD tanpa rencana kas: Rp5.juta yang sudah dibayar di sana tidak ikut/);
  expect(comparable('60', 2, true)).toMatch(/^2 OPD dan pos PPKD tanpa/);
  expect(comparable(null, 20, true, true)).toMatch(/kurang dari 80% anggaran/);
  expect([comparable('60', 0, false), comparable(null, 34, true)]).toEqual([null, null]);
});

test('a version of the budget marks the day on which it became known, within its year alone', () => {
  const murni = { version: 'murni' as const, knownSince: day('2026-01-05'), budget: '1000000000' };
  const changed = { version: 'perubahan' as const, knownSince: day('2026-09-18'), budget: '1200000000' };
  expect(plain(versionMark(changed, murni, 2026, 'id'))).toBe('APBD Perubahan, tercatat 18 Sep 2026, pagu +Rp200 juta');
  expect(plain(versionMark({ ...changed, budget: null }, murni, 2026, 'id'))).toBe('APBD Perubahan, tercatat 18 Sep 2026');
  expect(versionMark({ ...changed, knownSince: day('2027-01-10') }, murni, 2026, 'id')).toBeNull();
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
  expect(plain(barsTitle(units.slice(0, 2), units, 'id'))).toBe(
    '2 OPD terbesar memegang 80,0% dari pagu OPD Rp10, tanpa pos PPKD; B melebihi pagu',
  );
  expect(plain(barsTitle(units.slice(2), units.slice(2), 'id'))).toBe('Pagu dan realisasi tiap OPD');
});

test('OPD above their budget and without a report come first, then the furthest behind; by name there are no exceptions', () => {
  const unit = (name: string, status: 'silent' | 'on-track' | 'behind' | 'over', gap: bigint | null, behind: bigint | null) => ({
    ...{ name, status, gap, realization: 100n, plan: behind === null ? null : 100n + behind },
  });
  const units = [
    unit('silent', 'silent', null, null),
    unit('ahead', 'on-track', 3n, -3n),
    unit('many points', 'behind', -305n, 5n),
    unit('large', 'behind', -20n, 50n),
    unit('above', 'over', 256n, -90n),
  ];
  const names = (order: 'rupiah' | 'poin' | 'nama') => orderUnits(units, order).map(({ name }) => name);
  expect(names('rupiah')).toEqual(['above', 'silent', 'large', 'many points', 'ahead']);
  expect(names('poin')).toEqual(['above', 'silent', 'many points', 'large', 'ahead']);
  expect(names('nama')).toEqual(['above', 'ahead', 'large', 'many points', 'silent']);
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
  const month = (number: 9 | 10, asOf: string) => ({
    month: number,
    asOf: day(asOf),
    realization: null,
    compared: null,
    plan: null,
    planToDay: null,
  });
  const data = {
    year: fiscalYear(2026),
    month: 10 as const,
    latest: day('2026-10-31'),
    asOf: day('2026-10-31'),
    gapBefore: -62,
    months: [month(9, '2026-09-30')],
  };
  test('are the gap of the month before', () => {
    expect(plain(gapNotes(data, 'id'))).toEqual(['Sep: −6,2 poin']);
    expect(gapNotes({ ...data, gapBefore: null }, 'id')).toEqual([]);
  });
  test('name the days where a part of a month is compared', () => {
    expect(plain(gapNotes({ ...data, asOf: day('2026-10-12') }, 'id'))).toEqual(['30 Sep: −6,2 poin']);
    expect(plain(gapNotes({ ...data, months: [month(9, '2026-09-12')] }, 'id'))).toEqual(['12 Sep: −6,2 poin']);
  });
});

describe('reports in time', () => {
  const unit = (reporting: 'reported' | 'late' | 'silent', asOf: string | null) => ({ reporting, asOf: asOf === null ? null : day(asOf) });
  const running = { year: fiscalYear(2026), month: 10 as const, latest: day('2026-10-31'), isAnyDue: true, isDecemberDue: false };
  test('are counted by state while the year runs', () => {
    const units = [unit('reported', '2026-10-31'), unit('late', '2026-09-30'), unit('late', '2026-08-31'), unit('silent', null)];
    expect(plain(reportsInTime(running, units, 'id'))).toEqual({ inTime: 1, note: '2 terlambat, 1 belum pernah melapor' });
    expect(plain(reportsInTime(running, units.slice(0, 1), 'id'))).toEqual({ inTime: 1, note: 'semua OPD melapor' });
    const nothingDue = { ...running, latest: null, isAnyDue: false };
    expect(plain(reportsInTime(nothingDue, [unit('silent', null)], 'id'))).toEqual({
      inTime: 1,
      note: 'belum ada laporan yang jatuh tempo',
    });
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
