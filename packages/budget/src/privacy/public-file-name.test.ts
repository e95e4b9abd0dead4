import { expect, it } from 'vitest';
import { publicFileName } from './public-file-name.ts';

const city = 'Kota Pangkalpinang';

it.each([
  ['realisasi_2026_03.csv', 'realisasi_2026_03.csv'],
  ['Realisasi 12 Desember 2025.xlsx', 'Realisasi 12 Desember 2025.xlsx'],
  ['APBD Pangkalpinang 2023 murni.csv', 'APBD Pangkalpinang 2023 murni.csv'],
  ['7_lra_20251207.xlsx', '7_lra_20251207.xlsx'],
  ['register gaji Siti Aminah 1971014509870003.xlsx', 'berkas.xlsx'],
  ['realisasi maret dari Budi.XLSX', 'realisasi maret.xlsx'],
  ['BUDI SANTOSO.xlsx', 'berkas.xlsx'],
  ['DPA_Siti_2026.xls', 'DPA 2026.xls'],
  ['rekap 081277889900.csv', 'berkas.csv'],
  ['rekap 3201 0123 4567 8901.csv', 'berkas.csv'],
  ['rekap honor [rekening bank].csv', 'rekap.csv'],
  ['rekap [rekening bank].csv', 'rekap.csv'],
  ['lra', 'lra'],
])('%j is published as %j', (name, published) => {
  expect(publicFileName(name, city)).toBe(published);
});
