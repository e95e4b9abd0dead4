import { describe, expect, it } from 'vitest';
import { providerName } from './provider-name.ts';

describe('the provider of a contract', () => {
  it.each([
    ['PT. Waskita Jaya', 'PT. Waskita Jaya'],
    ['pt maju bersama', 'pt maju bersama'],
    ['1) CV Karya Timah', '1) CV Karya Timah'],
    ['Karya Timah, CV', 'Karya Timah, CV'],
    ['PT. Telkom (Persero) Tbk', 'PT. Telkom (Persero) Tbk'],
    ['CV. Maju (Budi Santoso)', 'CV. Maju'],
    ['CV. Maju Direktur Budi Santoso', 'CV. Maju'],
    ['PT A / PT B', 'PT A / PT B'],
    ['PT A / Budi Santoso', 'PT A'],
    ['UD Sumber Rejeki', 'UD Sumber Rejeki'],
    ['Koperasi Nelayan', 'Koperasi Nelayan'],
    ['Yayasan Bina Insan', 'Yayasan Bina Insan'],
    ['BUMDesma Sejahtera', 'BUMDesma Sejahtera'],
    ['Universitas Bangka Belitung', 'Universitas Bangka Belitung'],
    ['', ''],
    ['-', ''],
  ])('%j is kept as %j', (text, kept) => {
    expect(providerName(text)).toBe(kept);
  });

  it.each(['Budi Santoso', 'Siti Aminah, S.Pd', 'dr. Ptolomeus', 'Sdr. Badan Kusuma', 'Cvetana', 'Drs. H. Udin', 'Budi PT', 'Toko Budi'])(
    '%j is a person',
    (text) => {
      expect(providerName(text)).toBe('Perorangan');
    },
  );

  it('keeps no number of a person behind a company', () => {
    expect(providerName('CV Maju NPWP 01.234.567.8-304.000')).not.toMatch(/234/);
  });
});
