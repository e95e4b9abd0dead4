import { useWords } from './language.tsx';

/** Names each language in that language, for people who cannot read the current one. */
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
