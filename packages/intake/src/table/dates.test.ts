import { describe, expect, it } from 'vitest';
import { parseDate, periodIn, periodInName, yearsIn } from './dates.ts';

describe('a day as a cell spells it', () => {
  it.each([
    ['7 Januari 2026', '2026-01-07'],
    ['07-Jan-2026', '2026-01-07'],
    ['Rabu, 7 Januari 2026', '2026-01-07'],
    ["Jum'at 9 Januari 2026", '2026-01-09'],
    ['31 Agustus 2025', '2025-08-31'],
    ['1 Pebruari 2025', '2025-02-01'],
    ['2026-01-07', '2026-01-07'],
    ['2026-01-07T00:00:00', '2026-01-07'],
    ['07/01/2026', '2026-01-07'],
    ['31 Februari 2026', undefined],
    ['13/13/2026', undefined],
    ['Januari 2026', undefined],
    ['', undefined],
  ])('%j is %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });
});

describe('the period that a title names', () => {
  it.each([
    ['s.d. 31 Oktober 2026', undefined, { asOf: '2026-10-31' }],
    ['Realisasi sampai dengan bulan Juni', 2026, { asOf: '2026-06-30' }],
    ['Per 30 Juni 2026', undefined, { asOf: '2026-06-30' }],
    ['SD JUNI', 2026, { asOf: '2026-06-30' }],
    ['SD JUNI', undefined, undefined],
    ['periode 1 Januari 2025 s.d 30 Juni 2025', undefined, { from: '2025-01-01', asOf: '2025-06-30' }],
    ['Januari s/d Maret 2026', undefined, { from: '2026-01-01', asOf: '2026-03-31' }],
    ['BULAN MEI TAHUN 2026', 2026, { asOf: '2026-05-31', monthAlone: true }],
    ['periode …………. s.d …………..', 2025, undefined],
    ['TAHUN ANGGARAN 2026', 2026, undefined],
    ['Bidang Desain dan Permukiman', 2026, undefined],
  ])('%j in %s is %j', (text, year, period) => {
    expect(periodIn(text, year)).toEqual(period);
  });
});

describe("what a file's name says", () => {
  it.each([
    ['pangkalpinang_lra_2025_12des.csv', 2025, { asOf: '2025-12-12' }],
    ['register_buru_2026_jan.xlsx', 2026, { month: '2026-01-31' }],
    ['lra_juni.xlsx', 2025, { month: '2025-06-30' }],
    ['lra_sd_juni.xlsx', 2025, { asOf: '2025-06-30' }],
    ['LRA s.d. Juni 2025.xlsx', undefined, { asOf: '2025-06-30' }],
    ['lra per akhir juni 2025.xlsx', undefined, { asOf: '2025-06-30' }],
    ['lra_20251231.xlsx', 2025, { asOf: '2025-12-31' }],
    ['LRA per 31 Des 2025 (final).xlsx', undefined, { asOf: '2025-12-31' }],
    ['LRA 31-12-2025.xlsx', 2025, { asOf: '2025-12-31' }],
    ['7_lra_20251207-141502.xlsx', undefined, {}],
    ['lra 2025-12-07 14.15.02.xlsx', undefined, {}],
    ['lra_20251207_141502_sd_nov.xlsx', 2025, { asOf: '2025-11-30' }],
    ['rekap5_buru_2025_murni.xlsx', 2025, {}],
    ['desa_2025.xlsx', 2025, {}],
  ] as const)('%s of %s: %o', (name, year, period) => {
    expect(periodInName(name, year)).toEqual(period);
  });

  it('takes years in a title only where it says so', () => {
    expect(yearsIn('LAPORAN TAHUN ANGGARAN 2026 dicetak 2027', true)).toEqual([2026]);
    expect(yearsIn('rekap_2025_rev2026', false)).toEqual([2025, 2026]);
  });
});
