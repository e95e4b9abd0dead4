import { type Original, withSheet } from '@sipkadin/intake/mutant';
import type { Locator, Page } from 'playwright-core';

/** January's real register with three changes planted, and its total made to fit. */
export function changedJanuary(january: Original): Buffer {
  return withSheet(january, (text) => {
    const row = (number: number) => new RegExp(`<row r="${number}".*?</row>`, 's').exec(text)?.[0] ?? '';
    const changed = row(8).replace('<v>506441000</v>', '<v>516441000</v>');
    const added = row(1478)
      .replaceAll(/r="([A-Z]*)1478"/g, 'r="$11480"')
      .replace('/000011/UP/', '/000099/UP/')
      .replace('<v>744000</v>', '<v>2500000</v>');
    const total = row(1480)
      .replaceAll(/r="([A-Z]*)1480"/g, 'r="$11481"')
      .replace('<v>45764295995</v>', '<v>45776113995</v>');
    return text
      .replace(row(8), changed)
      .replace(row(1477), '')
      .replace(row(1480), added + total);
  });
}

/** What the page of changes must show of it, row by row, and nothing else. */
export const planted = {
  counts: ['Baru 1', 'Berubah 1', 'Hilang 1', 'Sama 1.471', 'Turun 1 nilainya lebih kecil dari pembanding, termasuk yang hilang'],
  units: [
    'Dinas Pendidikan dan Kebudayaan 1.01.2.22.0.00.01.0000 | 19.797.803.738,00 | 19.807.803.738,00 | +10.000.000,00',
    'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu 2.18.0.00.0.00.01.0000 | 227.097.321,00 | 228.915.321,00 | +1.818.000,00',
  ],
  accounts: [
    'Belanja Pegawai 5.1.01 | 45.384.468.741,00 | 45.394.468.741,00 | +10.000.000,00',
    'Belanja Barang dan Jasa 5.1.02 | 379.827.254,00 | 381.645.254,00 | +1.818.000,00',
  ],
  keys: [
    [
      'Belanja Tunjangan Fungsional PNS 5.1.01.01.004.00001 Penyediaan Gaji dan Tunjangan ASN Dinas Pendidikan dan Kebudayaan 81.04/02.0/000001/LS/1.01.2.22.0.00.01.0000/M/2/2026 2026-01-07',
      '506.441.000,00 | 516.441.000,00 | +10.000.000,00 | AA8',
    ],
    [
      'Belanja Makanan dan Minuman Rapat 5.1.02.01.001.00052 Koordinasi dan Penyusunan Laporan Keuangan Bulanan/ Triwulanan/ Semesteran SKPD Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu 81.04/06.0/000099/UP/2.18.0.00.0.00.01.0000/P1/4/2026 2026-01-20',
      'tidak ada | 2.500.000,00 | +2.500.000,00 | AA1480',
    ],
    [
      'Belanja Makanan dan Minuman Rapat 5.1.02.01.001.00052 Koordinasi dan Penyusunan Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu 81.04/06.0/000008/UP/2.18.0.00.0.00.01.0000/M/3/2026 2026-01-12',
      '682.000,00 | tidak ada | (682.000,00) | tidak ada',
    ],
  ].map((cells) => cells.join(' | ')),
};

/** The page of changes, as far as it lists changes. */
export async function changesShown(page: Page): Promise<typeof planted> {
  const rows = (caption: string) => said(page.getByRole('table', { name: caption }).locator('tbody tr'));
  return {
    counts: await said(page.locator('.changes-counts li')),
    units: await rows('Menurut OPD'),
    accounts: await rows('Menurut jenis rekening'),
    keys: await rows('Baris yang berbeda'),
  };
}

/** Each element's text on one line, its cells apart. */
function said(all: Locator): Promise<string[]> {
  return all.evaluateAll((elements) =>
    elements.map((element) => {
      const parts = element.matches('tr') ? [...element.children] : [element];
      return parts.map((part) => (part as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim()).join(' | ');
    }),
  );
}
