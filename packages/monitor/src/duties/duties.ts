import { type FiscalYear, type IsoDate, isoDate, type Month, monthEnd, type Words } from '@sipkadin/budget';
import type { Checked } from './mandatory-shares.ts';

/** What can be exported for a duty from what the desk holds. */
export type DutyExport = { kind: 'lra'; month: Month } | { kind: 'none'; why: Words };

/** What a government owes to somebody by a day, for one period of a year. */
export interface Duty {
  key: string;
  name: Words;
  to: Words;
  source: Words;
  checked: Checked;
  /** The last day; null: the source that was checked gives none. */
  due: IsoDate | null;
  /** What the period's figures are of. */
  asOf: IsoDate;
  export: DutyExport;
}

const noForm = {
  id: 'Tidak ada ekspor: bentuknya ditetapkan penerima. Angkanya ada di LRA menurut rekening.',
  en: 'No export: the recipient sets its form. The figures are in the LRA by account.',
};
const noNarrative = {
  id: 'Tidak ada ekspor: laporan ini berisi capaian kinerja yang tidak ada di sini. Angka anggarannya ada di LRA akhir tahun.',
  en: 'No export: this report holds achievements that are not here. Its budget figures are in the LRA of the year’s end.',
};

/** The duties of a budget year, by due day; those without a day by the end of their period. */
export function dutiesOf(year: FiscalYear): Duty[] {
  const monthly = Array.from({ length: 12 }, (_, index): Duty => {
    const month = index + 1;
    return {
      key: `monthly-${month}`,
      name: { id: 'Laporan realisasi bulanan', en: 'Monthly report of realization' },
      to: { id: 'Mendagri dan Menkeu', en: 'Ministers of Home Affairs and of Finance' },
      source: { id: 'PP 12/2019 pasal 193', en: 'Government Regulation 12/2019, article 193' },
      ...{ checked: 'checked', due: null, asOf: monthEnd(year, month), export: { kind: 'lra', month } },
    };
  });
  const quarterly = [3, 6, 9, 12].map(
    (month): Duty => ({
      key: `quarterly-${month}`,
      name: { id: 'Evaluasi triwulan RKPD dan Renja', en: 'Quarterly evaluation of RKPD and Renja' },
      to: { id: 'Bappeda', en: 'Planning agency' },
      source: { id: 'Permendagri 86/2017', en: 'Minister of Home Affairs Regulation 86/2017' },
      ...{ checked: 'checked', due: null, asOf: monthEnd(year, month), export: { kind: 'none', why: noForm } },
    }),
  );
  const once: Duty[] = [
    {
      key: 'half-year',
      name: { id: 'Laporan semester pertama dan prognosis', en: 'First half-year report and prognosis' },
      to: { id: 'DPRD', en: 'Council' },
      source: { id: 'PP 12/2019 pasal 160', en: 'Government Regulation 12/2019, article 160' },
      ...{ checked: 'checked', due: isoDate(year, 7, 31), asOf: monthEnd(year, 6), export: { kind: 'lra', month: 6 } },
    },
    {
      key: 'djpk-half-year',
      name: { id: 'Data realisasi semester pertama', en: 'Realization of the first half-year' },
      to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' },
      source: { id: 'Halaman DJPK', en: 'Page of the directorate' },
      ...{ checked: 'checked', due: isoDate(year, 7, 30), asOf: monthEnd(year, 6), export: { kind: 'lra', month: 6 } },
    },
    {
      key: 'djpk-budget',
      name: { id: 'Data APBD', en: 'Budget data' },
      to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' },
      source: { id: 'Halaman DJPK', en: 'Page of the directorate' },
      ...{ checked: 'checked', due: isoDate(year, 1, 31), asOf: isoDate(year, 1, 1), export: { kind: 'none', why: noForm } },
    },
    {
      key: 'djpk-revision',
      name: { id: 'Data perubahan APBD, 30 hari setelah ditetapkan', en: 'Revised budget data, 30 days after it is enacted' },
      to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' },
      source: { id: 'Halaman DJPK', en: 'Page of the directorate' },
      // The ledger holds no day on which a revision was enacted.
      ...{ checked: 'checked', due: null, asOf: monthEnd(year, 12), export: { kind: 'none', why: noForm } },
    },
    {
      key: 'djpk-year',
      name: { id: 'Data realisasi setahun', en: 'Realization of the year' },
      to: { id: 'DJPK', en: 'Directorate of Fiscal Balance' },
      source: { id: 'Halaman DJPK', en: 'Page of the directorate' },
      ...{ checked: 'checked', due: isoDate(year + 1, 8, 31), asOf: monthEnd(year, 12), export: { kind: 'lra', month: 12 } },
    },
    {
      key: 'lkpd',
      name: { id: 'Laporan keuangan (LKPD)', en: 'Financial statements (LKPD)' },
      to: { id: 'BPK', en: 'Supreme audit board' },
      source: { id: 'PP 12/2019 pasal 191', en: 'Government Regulation 12/2019, article 191' },
      ...{ checked: 'checked', due: isoDate(year + 1, 3, 31), asOf: monthEnd(year, 12), export: { kind: 'lra', month: 12 } },
    },
    {
      key: 'accountability',
      name: { id: 'Rancangan perda pertanggungjawaban', en: 'Bill on accountability' },
      to: { id: 'DPRD', en: 'Council' },
      source: { id: 'PP 12/2019 pasal 194', en: 'Government Regulation 12/2019, article 194' },
      ...{ checked: 'checked', due: isoDate(year + 1, 6, 30), asOf: monthEnd(year, 12), export: { kind: 'lra', month: 12 } },
    },
    {
      key: 'rlppd',
      name: { id: 'Ringkasan laporan penyelenggaraan pemerintahan (RLPPD)', en: 'Summary report on government (RLPPD)' },
      to: { id: 'Masyarakat', en: 'The public' },
      source: { id: 'PP 13/2019', en: 'Government Regulation 13/2019' },
      ...{ checked: 'checked', due: null, asOf: monthEnd(year, 12), export: { kind: 'none', why: noNarrative } },
    },
  ];
  const byDay = ({ due, asOf }: Duty) => due ?? asOf;
  return [...monthly, ...quarterly, ...once].sort((a, b) => (byDay(a) < byDay(b) ? -1 : byDay(a) > byDay(b) ? 1 : a.key < b.key ? -1 : 1));
}
