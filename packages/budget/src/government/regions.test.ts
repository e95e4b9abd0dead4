import { describe, expect, it } from 'vitest';
import { findRegion, regionByCode } from './regions.ts';

/** Every region with a code of two digits, or of two and two. */
const regions = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))
  .flatMap((province, _, all) => [province, ...all.map((region) => `${province}.${region}`)])
  .flatMap((code) => regionByCode(code) ?? []);

describe('regions', () => {
  it('are all 38 provinces and 514 kabupaten and kota, each code and name once', () => {
    expect(regions.filter(({ code }) => code.length === 2)).toHaveLength(38);
    expect(regions.filter(({ code }) => /^\d\d\.\d\d$/.test(code))).toHaveLength(514);
    expect(new Set(regions.map(({ code }) => code)).size).toBe(552);
    expect(new Set(regions.map(({ name }) => name)).size).toBe(552);
    expect(regions.every(({ name }) => /^(?:Provinsi|Kabupaten|Kota) \S/.test(name))).toBe(true);
  });

  it('are found by their own name, in any case and with blanks', () => {
    for (const region of regions) {
      expect(findRegion(region.name), region.name).toEqual(region);
      expect(findRegion(`PEMERINTAH  ${region.name.toUpperCase()}\u00a0`), region.name).toEqual(region);
      expect(findRegion(`${region.name} TAHUN ANGGARAN 2026`), region.name).toEqual(region);
      expect(regionByCode(region.code)).toEqual(region);
    }
    expect(regionByCode('19.99')).toBeUndefined();
  });

  it.each([
    ['KAB. SUMENEP', '35.29'],
    ['Kota Pangkal Pinang', '19.71'],
    ['PEMERINTAH KOTA PANGKALPINANG', '19.71'],
    ['pangkalpinang', '19.71'],
    ['KAB. BURU', '81.04'],
    ['Kabupaten Buru Selatan', '81.09'],
    ['Buru', '81.04'],
    ['LAPORAN REALISASI ANGGARAN KABUPATEN BURU TAHUN 2025', '81.04'],
    ['Kota Bandung', '32.73'],
    ['Kab. Bandung', '32.04'],
    ['Kab. Bandung Barat', '32.17'],
    ['Kab. Sumenep, Provinsi Jawa Timur', '35.29'],
    ['Pemerintah Provinsi Jawa Timur', '35'],
    ['Kabupaten Lima Puluh Kota', '13.07'],
    ['Kab. Kota Baru', '63.02'],
    ['Kab. Toli-Toli', '72.04'],
    ['Kab. Kep. Siau Tagulandang Biaro', '71.09'],
    ['Pemprov DKI Jakarta', '31'],
    ['PEMERINTAH D.I. YOGYAKARTA', '34'],
    ['Kota Padang Sidempuan', '12.77'],
    ['Kota Adm. Jakarta Pusat', undefined],
    ['Kota Administrasi Jakarta Pusat', '31.71'],
  ])('reads %j as %s', (text, code) => {
    expect(findRegion(text)?.code).toBe(code);
  });

  it.each([
    'Bandung',
    'Gorontalo',
    'Banjar',
    'Yogyakarta',
    'Kota Sorong Selatan',
    'Kab. Buru Barat',
    'Kota Sumenep',
    'Kab. Buru dan Kab. Sumenep',
    'Kota',
    '',
  ])('does not guess at %j', (text) => {
    expect(findRegion(text)).toBeUndefined();
  });
});
