import { useWords } from './language.tsx';

/** Each language by its own name, so that one finds back. */
export function LanguageSwitch() {
  const { language, setLanguage } = useWords();
  return language === 'id' ? (
    <button type="button" lang="en" onClick={() => setLanguage('en')}>
      English
    </button>
  ) : (
    <button type="button" lang="id" onClick={() => setLanguage('id')}>
      Bahasa Indonesia
    </button>
  );
}
