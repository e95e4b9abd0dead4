import { type Choice, type FiscalYear, type IsoDate, monthEnd } from '@sipkadin/budget';

export const basisChoices: readonly Choice[] = [
  { value: 'sp2d', label: { id: 'SP2D (uang keluar dari kas daerah)', en: 'SP2D (cash paid out)' } },
  { value: 'spj', label: { id: 'SPJ (belanja yang sudah dipertanggungjawabkan)', en: 'SPJ (expenditure accounted for)' } },
  { value: 'lra', label: { id: 'LRA (laporan akuntansi)', en: 'LRA (accounting report)' } },
];

export const versionChoices: readonly Choice[] = [
  { value: 'murni', label: { id: 'APBD murni', en: 'Original budget' } },
  ...[1, 2, 3, 4, 5].map((number) => ({
    value: `pergeseran-${number}`,
    label: { id: `Pergeseran ke-${number}`, en: `Shift no. ${number}` },
  })),
  { value: 'perubahan', label: { id: 'APBD perubahan', en: 'Revised budget' } },
  ...[1, 2, 3].map((number) => ({
    value: `perubahan-pergeseran-${number}`,
    label: { id: `Pergeseran ke-${number} setelah perubahan`, en: `Shift no. ${number} after the revision` },
  })),
];

const monthsOfYear: readonly (readonly [string, string])[] = [
  ['Januari', 'January'],
  ['Februari', 'February'],
  ['Maret', 'March'],
  ['April', 'April'],
  ['Mei', 'May'],
  ['Juni', 'June'],
  ['Juli', 'July'],
  ['Agustus', 'August'],
  ['September', 'September'],
  ['Oktober', 'October'],
  ['November', 'November'],
  ['Desember', 'December'],
];

/** The month ends of a year; none while the year is open, when a date is typed instead. */
export function asOfChoices(year: FiscalYear | undefined): Choice[] {
  if (year === undefined) return [];
  return monthsOfYear.map(([id, en], at) => {
    const value: IsoDate = monthEnd(year, at + 1);
    const day = Number(value.slice(8));
    return { value, label: { id: `${day} ${id} ${year}`, en: `${day} ${en} ${year}` } };
  });
}
