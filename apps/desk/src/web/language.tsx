import type { Language } from '@sipkadin/budget';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { wordsEn } from './words.en.ts';
import { type DeskWords, wordsId } from './words.id.ts';

interface Spoken {
  language: Language;
  w: DeskWords;
  speak(language: Language): void;
}

const SpokenContext = createContext<Spoken>({ language: 'id', w: wordsId, speak: () => {} });

/** The language of the screens and their words. */
export function useWords(): Spoken {
  return useContext(SpokenContext);
}

const key = 'sipkadin-bahasa';

/** Indonesian unless this browser chose English before. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, speak] = useState<Language>(() => (remembered(key) === 'en' ? 'en' : 'id'));
  useEffect(() => {
    document.documentElement.lang = language;
    remember(key, language);
  }, [language]);
  return <SpokenContext value={{ language, w: language === 'en' ? wordsEn : wordsId, speak }}>{children}</SpokenContext>;
}

/** A browser may forbid storage; preferences are then kept for the visit alone. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}
