import type { Language } from '@sipkadin/budget';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

/** Words of the desk in both languages, which have the same keys by type. What the site uses too is in @sipkadin/ui. */
export type InBoth<W> = Readonly<Record<Language, W>>;
export type SharedWords = typeof id;

export const sharedWords: InBoth<SharedWords> = { id, en };

/** The words of a feature, with those that all screens share. */
export function withShared<W>(own: InBoth<W>): InBoth<W & SharedWords> {
  return { id: { ...id, ...own.id }, en: { ...en, ...own.en } };
}
