import type { Language } from '@sipkadin/budget';
import { wordsEn } from './words.en.ts';
import { type SiteWords, wordsId } from './words.id.ts';

export function words(language: Language): SiteWords {
  return language === 'id' ? wordsId : wordsEn;
}
