import { useWords } from './language.tsx';

/** Each language by its own name, so that one finds back. */
export function LanguageSwitch() {
  const { language, speak } = useWords();
  return language === 'id' ? (
    <button type="button" lang="en" onClick={() => speak('en')}>
      English
    </button>
  ) : (
    <button type="button" lang="id" onClick={() => speak('id')}>
      Bahasa Indonesia
    </button>
  );
}
