import { type FiscalYear, type IsoDate, isoDate, type Month, monthEnd, type Words } from '@sipkadin/budget';
import type { Checked } from './mandatory-shares.ts';

/** What a government owes to somebody for a budget year. */
export interface Duty {
  key: string;
  name: Words;
  to: Words;
  source: Words;
  checked: Checked;
  /** The last day; null: the source that was checked gives none. */
  due: IsoDate | null;
  /** The ends of the periods that it is owed for, in order. */
  periods: IsoDate[];
  /** The months up to which an LRA answers it; empty where the desk has nothing to export. */
  lra: Month[];
  /** Why nothing can be exported; null where an LRA can be, or is all that is needed. */
  noExport: Words | null;
}

const noForm = {
  id: 'Tidak ada ekspor: bentuknya ditetapkan penerima. Angkanya ada di LRA menurut rekening.',
  en: 'No export: the recipient sets its form. The figures are in the LRA by account.',
};
const noNarrative = {
  id: 'Tidak ada ekspor: laporan ini berisi capaian kinerja yang tidak ada di sini. Angka anggarannya ada di LRA akhir tahun.',
  en: 'No export: this report holds achievements that are not here. Its budget figures are in the LRA of the year’s end.',
};

const dprd = { id: 'DPRD', en: 'Council' };
const djpk = { to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' }, source: { id: 'Halaman DJPK', en: 'Page of the directorate' } };
const article = (number: number): Words => ({ id: `PP 12/2019 pasal ${number}`, en: `Government Regulation 12/2019, article ${number}` });

/** The duties of a budget year: those with a day in its order, then those without. */
export function dutiesOf(year: FiscalYear): Duty[] {
  const checked = 'checked';
  const months: Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const ends = (of: readonly Month[]) => of.map((month) => monthEnd(year, month));
  const withLra = (month: Month) => ({ periods: ends([month]), lra: [month], noExport: null });
  const duties: Duty[] = [
    {
      key: 'djpk-budget',
      name: { id: 'Data APBD', en: 'Budget data' },
      ...{ ...djpk, checked, due: isoDate(year, 1, 31), periods: [], lra: [], noExport: noForm },
    },
    {
      key: 'djpk-half-year',
      name: { id: 'Data realisasi semester pertama', en: 'Realization of the first half-year' },
      ...{ ...djpk, checked, due: isoDate(year, 7, 30), ...withLra(6) },
    },
    {
      key: 'half-year',
      name: { id: 'Laporan semester pertama dan prognosis', en: 'First half-year report and prognosis' },
      ...{ to: dprd, source: article(160), checked, due: isoDate(year, 7, 31), ...withLra(6) },
    },
    {
      key: 'lkpd',
      name: { id: 'Laporan keuangan (LKPD)', en: 'Financial statements (LKPD)' },
      to: { id: 'BPK', en: 'Supreme audit board' },
      ...{ source: article(191), checked, due: isoDate(year + 1, 3, 31), ...withLra(12) },
    },
    {
      key: 'accountability',
      name: { id: 'Rancangan perda pertanggungjawaban', en: 'Bill on accountability' },
      ...{ to: dprd, source: article(194), checked, due: isoDate(year + 1, 6, 30), ...withLra(12) },
    },
    {
      key: 'djpk-year',
      name: { id: 'Data realisasi setahun', en: 'Realization of the year' },
      ...{ ...djpk, checked, due: isoDate(year + 1, 8, 31), ...withLra(12) },
    },
    {
      key: 'monthly',
      name: { id: 'Laporan realisasi bulanan', en: 'Monthly report of realization' },
      to: { id: 'Mendagri dan Menkeu', en: 'Ministers of Home Affairs and of Finance' },
      ...{ source: article(193), checked, due: null, periods: ends(months), lra: months, noExport: null },
    },
    {
      key: 'quarterly',
      name: { id: 'Evaluasi triwulan RKPD dan Renja', en: 'Quarterly evaluation of RKPD and Renja' },
      to: { id: 'Bappeda', en: 'Planning agency' },
      source: { id: 'Permendagri 86/2017', en: 'Minister of Home Affairs Regulation 86/2017' },
      ...{ checked, due: null, periods: ends([3, 6, 9, 12]), lra: [], noExport: noForm },
    },
    {
      key: 'djpk-revision',
      name: { id: 'Data perubahan APBD, 30 hari setelah ditetapkan', en: 'Revised budget data, 30 days after it is enacted' },
      // The ledger holds no day on which a revision was enacted.
      ...{ ...djpk, checked, due: null, periods: [], lra: [], noExport: noForm },
    },
    {
      key: 'rlppd',
      name: { id: 'Ringkasan laporan penyelenggaraan pemerintahan (RLPPD)', en: 'Summary report on government (RLPPD)' },
      to: { id: 'Masyarakat', en: 'The public' },
      source: { id: 'PP 13/2019', en: 'Government Regulation 13/2019' },
      ...{ checked, due: null, periods: ends([12]), lra: [], noExport: noNarrative },
    },
  ];
  return duties;
}
