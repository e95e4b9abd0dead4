import { type Cause, causeWords, type Language } from '@sipkadin/budget';

/** A cause at the beginning of a sentence. */
export function causeText(cause: Cause, language: Language): string {
  const text = causeWords[cause][language];
  return text.charAt(0).toUpperCase() + text.slice(1);
}
