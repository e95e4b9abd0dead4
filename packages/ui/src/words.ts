import { type BudgetVersion, type Language, versionRank } from '@sipkadin/budget';
import { wordsEn } from './words.en.ts';
import { type UiWords, wordsId } from './words.id.ts';

export type { UiWords } from './words.id.ts';

export function words(language: Language): UiWords {
  return language === 'id' ? wordsId : wordsEn;
}

/** What people call a budget version: "APBD Perubahan". The text itself where it is none. */
export function versionName(version: BudgetVersion, language: Language): string {
  const w = words(language);
  const rank = versionRank(version);
  if (rank < 0) return version;
  if (rank === 0) return w.versionMurni;
  if (rank === 100) return w.versionPerubahan;
  return rank > 100 ? w.versionShiftAfter(String(rank - 100)) : w.versionShift(String(rank));
}
