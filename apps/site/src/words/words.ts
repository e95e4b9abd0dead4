import type { Language } from '@sipkadin/budget';
import { askEn } from '../ask/words.en.ts';
import { askId } from '../ask/words.id.ts';
import { machineEn } from '../machine/words.en.ts';
import { machineId } from '../machine/words.id.ts';
import { aidsEn } from '../pages/aids/words.en.ts';
import { aidsId } from '../pages/aids/words.id.ts';
import { checkEn } from '../pages/check/words.en.ts';
import { checkId } from '../pages/check/words.id.ts';
import { compareEn } from '../pages/compare/words.en.ts';
import { compareId } from '../pages/compare/words.id.ts';
import { documentsEn } from '../pages/documents/words.en.ts';
import { documentsId } from '../pages/documents/words.id.ts';
import { shareEn } from '../pages/embed/words.en.ts';
import { shareId } from '../pages/embed/words.id.ts';
import { homeEn } from '../pages/home/words.en.ts';
import { homeId } from '../pages/home/words.id.ts';
import { regionsEn } from '../pages/regions/words.en.ts';
import { regionsId } from '../pages/regions/words.id.ts';
import { topicsEn } from '../pages/topics/words.en.ts';
import { topicsId } from '../pages/topics/words.id.ts';
import { unitsEn } from '../pages/units/words.en.ts';
import { unitsId } from '../pages/units/words.id.ts';
import { worksEn } from '../works/words.en.ts';
import { worksId } from '../works/words.id.ts';
import { dataEn } from './data.en.ts';
import { dataId } from './data.id.ts';
import { editionsEn } from './editions.en.ts';
import { editionsId } from './editions.id.ts';
import { frameEn } from './frame.en.ts';
import { frameId } from './frame.id.ts';
import { spendingEn } from './spending.en.ts';
import { spendingId } from './spending.id.ts';

const wordsId = {
  ...frameId,
  ...homeId,
  ...aidsId,
  ...unitsId,
  ...spendingId,
  ...editionsId,
  ...dataId,
  ...askId,
  ...worksId,
  ...topicsId,
  ...compareId,
  check: checkId,
  ...documentsId,
  ...shareId,
  machine: machineId,
  ...regionsId,
};

/** The words of the public pages. TypeScript requires every Indonesian key in English. */
export type SiteWords = typeof wordsId;

const wordsEn: SiteWords = {
  ...frameEn,
  ...homeEn,
  ...aidsEn,
  ...unitsEn,
  ...spendingEn,
  ...editionsEn,
  ...dataEn,
  ...askEn,
  ...worksEn,
  ...topicsEn,
  ...compareEn,
  check: checkEn,
  ...documentsEn,
  ...shareEn,
  machine: machineEn,
  ...regionsEn,
};

export function words(language: Language): SiteWords {
  return language === 'id' ? wordsId : wordsEn;
}
