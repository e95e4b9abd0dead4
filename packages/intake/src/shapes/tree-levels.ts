import type { Code, Words } from '@sipkadin/budget';

/** Depth in a tree report: urusan 1, bidang 2, OPD 3, sub-unit 4, program 5, kegiatan 6, sub kegiatan 7, akun 8 … subrincian 13. */
export function levelOf(kind: 'unit' | 'activity' | 'account', code: Code): number {
  const parts = code.split('.').length;
  if (kind === 'unit') return code.endsWith('.0000') ? 3 : 4;
  if (kind === 'account') return 7 + parts;
  return parts <= 2 ? parts : parts === 3 ? 5 : parts + 1;
}

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

/** What the totals of a level are called. */
export function levelWords(level: number): Words {
  return words[level] ?? { id: `Jumlah tingkat ${level}`, en: `Totals of level ${level}` };
}
