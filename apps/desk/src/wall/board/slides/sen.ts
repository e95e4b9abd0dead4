import { parseDecimal, type Sen } from '@sipkadin/budget';

/** An amount as the server sends it; null stays null. */
export function sen(text: string | null): Sen | null {
  return text === null ? null : (parseDecimal(text) ?? null);
}
