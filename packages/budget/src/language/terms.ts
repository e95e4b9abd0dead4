import { type BudgetVersion, versionRank } from '../statements/version.ts';
import { type IsoDate, isIsoDate, type Month, monthOf, yearOf } from '../time/period.ts';
import type { Language } from './language.ts';

/** What people call dates, budget versions and bases, which files and the database hold as `2026-06-30`, `perubahan`, `sp2d`. */

const monthNames = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

/** "Juni" of 6. */
export function monthName(month: Month, language: Language): string {
  return monthNames[language][month - 1] ?? '';
}

/** "12 Desember 2025"; a screen may join it by other spaces. */
export function dateInWords(date: IsoDate, language: Language, space = ' '): string {
  return [Number(date.slice(8, 10)), monthName(monthOf(date), language), yearOf(date)].join(space);
}

const versions = {
  id: {
    murni: 'APBD murni',
    perubahan: 'APBD Perubahan',
    shift: (number: number) => `Pergeseran ${number}`,
    shiftAfter: (number: number) => `Pergeseran ${number} setelah APBD Perubahan`,
  },
  en: {
    murni: 'Original budget (APBD murni)',
    perubahan: 'Changed budget (APBD Perubahan)',
    shift: (number: number) => `Budget shift ${number}`,
    shiftAfter: (number: number) => `Budget shift ${number} after the change`,
  },
} as const;

/** What people call a budget version: "APBD Perubahan". The text itself where it is none. */
export function versionName(version: BudgetVersion, language: Language): string {
  const names = versions[language];
  const rank = versionRank(version);
  if (rank < 0) return version;
  if (rank === 0) return names.murni;
  if (rank === 100) return names.perubahan;
  return rank > 100 ? names.shiftAfter(rank - 100) : names.shift(rank);
}

/** A list of such terms as people say them, "SP2D, LRA"; what is none of them stays as it is. */
export function sayTerms(text: string, language: Language): string {
  return text
    .split(', ')
    .map((term) => {
      if (isIsoDate(term)) return dateInWords(term, language);
      const [first = '', last = '', ...more] = term.split(' – ');
      if (more.length === 0 && isIsoDate(first) && isIsoDate(last))
        return `${dateInWords(first, language)} – ${dateInWords(last, language)}`;
      if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(term)) return `${monthName(Number(term.slice(5)), language)} ${term.slice(0, 4)}`;
      return /^(?:sp2d|spj|lra)$/.test(term) ? term.toUpperCase() : versionName(term, language);
    })
    .join(', ');
}
