import { expect, test } from 'vitest';
import { formatName } from './names.ts';

test.each([
  ['PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA', 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota'],
  ['DINAS PERUMAHAN DAN KAWASAN PERMUKIMAN', 'Dinas Perumahan dan Kawasan Permukiman'],
  ['SEKRETARIAT DPRD', 'Sekretariat DPRD'],
  ['RSUD DEPATI HAMZAH', 'RSUD Depati Hamzah'],
  ['PENYEDIAAN GAJI DAN TUNJANGAN ASN', 'Penyediaan Gaji dan Tunjangan ASN'],
  ['SMP NEGERI 3 TAHAP II', 'SMP Negeri 3 Tahap II'],
  ['Dinas Kesehatan', 'Dinas Kesehatan'],
  ['Program KB', 'Program KB'],
  ['DPRD', 'DPRD'],
  ['BLUD', 'BLUD'],
  ['', ''],
])('%s reads %s', (shouted, calm) => {
  expect(formatName(shouted)).toBe(calm);
});
