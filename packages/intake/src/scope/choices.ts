import { type Choice, dateInWords, type FiscalYear, type IsoDate, type Language, monthEnd, versionName } from '@sipkadin/budget';

export const basisChoices: readonly Choice[] = [
  { value: 'sp2d', label: { id: 'SP2D (uang keluar dari kas daerah)', en: 'SP2D (cash paid out)' } },
  { value: 'spj', label: { id: 'SPJ (belanja yang sudah dipertanggungjawabkan)', en: 'SPJ (expenditure accounted for)' } },
  { value: 'lra', label: { id: 'LRA (laporan akuntansi)', en: 'LRA (accounting report)' } },
];

const both = (say: (language: Language) => string) => ({ id: say('id'), en: say('en') });

/** As many shifts as governments have been seen to make; a later one is typed at the command line. */
const versions = [
  'murni',
  ...[1, 2, 3, 4, 5].map((n) => `pergeseran-${n}`),
  'perubahan',
  ...[1, 2, 3].map((n) => `perubahan-pergeseran-${n}`),
];
export const versionChoices: readonly Choice[] = versions.map((value) => ({
  value,
  label: both((language) => versionName(value, language)),
}));

/** The month ends of a year; none while the year is open, when a date is typed instead. */
export function asOfChoices(year: FiscalYear | undefined): Choice[] {
  if (year === undefined) return [];
  return Array.from({ length: 12 }, (_, at) => {
    const value: IsoDate = monthEnd(year, at + 1);
    return { value, label: both((language) => dateInWords(value, language)) };
  });
}
