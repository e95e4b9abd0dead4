import type { Language } from '@sipkadin/budget';
import { formatPoints } from '@sipkadin/ui';

/** A score of tenths of a point, 0 to 1000: "74,5". */
export function formatScore(tenths: number, language: Language): string {
  return formatPoints(BigInt(tenths), language, true).replace('+', '');
}
