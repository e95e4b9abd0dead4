import type { Language } from '@sipkadin/budget';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type InBoth, type SharedWords, sharedWords } from './words.ts';

interface Chosen {
  language: Language;
  setLanguage(language: Language): void;
}

const LanguageContext = createContext<Chosen>({ language: 'id', setLanguage: () => {} });

/** The language of the screens, and the words of a feature in it; without a feature the shared ones. */
export function useWords(): Chosen & { w: SharedWords };
export function useWords<W>(words: InBoth<W>): Chosen & { w: W };
export function useWords(words: InBoth<unknown> = sharedWords): Chosen & { w: unknown } {
  const chosen = useContext(LanguageContext);
  return { ...chosen, w: words[chosen.language] };
}

const key = 'sipkadin-bahasa';

/** Indonesian unless this browser chose English before. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (remembered(key) === 'en' ? 'en' : 'id'));
  useEffect(() => {
    document.documentElement.lang = language;
    remember(key, language);
  }, [language]);
  return <LanguageContext value={{ language, setLanguage }}>{children}</LanguageContext>;
}

/** null where the browser has no such preference, or forbids storage. */
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
    // Where storage is forbidden, a preference holds for this visit.
  }
}
