import { accountWords, type Code, functionWords, type Language, plainAccountWords, unitNameInEnglish } from '@sipkadin/budget';

/** An account's plain name and, where it differs, the official name as a note; `lang` where the page's language has no word for it. */
export function accountName(
  code: Code,
  name: string,
  language: Language,
): { name: string; note: string | undefined; lang: 'id' | undefined } {
  const official = accountWords(code)?.[language] ?? name;
  const plain = plainAccountWords(code)?.[language] ?? official;
  const isForeign = language !== 'id' && accountWords(code) === undefined && plainAccountWords(code) === undefined;
  return { name: plain, note: plain === official ? undefined : official, lang: isForeign ? 'id' : undefined };
}

export function functionName(code: Code, name: string, language: Language): string {
  return functionWords(code)?.[language] ?? name;
}

/** What an OPD would be called in English, beside its name on an English page; undefined in Indonesian and where it is not known. */
export function unitGloss(name: string, language: Language): string | undefined {
  return language === 'en' ? unitNameInEnglish(name) : undefined;
}
