import type { Words } from '@sipkadin/budget';

const words: Record<number, Words> = {
  1: { id: 'Jumlah per urusan', en: 'Totals by urusan' },
  2: { id: 'Jumlah per bidang urusan', en: 'Totals by field' },
  3: { id: 'Jumlah per OPD', en: 'Totals by unit' },
  4: { id: 'Jumlah per sub unit', en: 'Totals by sub-unit' },
  5: { id: 'Jumlah per program', en: 'Totals by program' },
  6: { id: 'Jumlah per kegiatan', en: 'Totals by activity' },
  7: { id: 'Jumlah per sub kegiatan', en: 'Totals by sub-activity' },
  8: { id: 'Jumlah per akun', en: 'Totals by account level 1' },
  9: { id: 'Jumlah per kelompok', en: 'Totals by account level 2' },
  10: { id: 'Jumlah per jenis', en: 'Totals by account level 3' },
  11: { id: 'Jumlah per objek', en: 'Totals by account level 4' },
  12: { id: 'Jumlah per rincian objek', en: 'Totals by account level 5' },
};

/** What the totals of a depth (see `depthOf`) are called. */
export function levelWords(depth: number): Words {
  return words[depth] ?? { id: `Jumlah tingkat ${depth}`, en: `Totals of level ${depth}` };
}
