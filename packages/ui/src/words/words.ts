import type { Language } from '@sipkadin/budget';
import { wordsEn } from './words.en.ts';
import { type UiWords, wordsId } from './words.id.ts';

export type { UiWords } from './words.id.ts';

export function words(language: Language): UiWords {
  return language === 'id' ? wordsId : wordsEn;
}
