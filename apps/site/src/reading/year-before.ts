import { fiscalYear } from '@sipkadin/budget';
import type { Edition, Manifest, PublicEditions } from '@sipkadin/edition';
import { readable } from './readable.ts';

/**
 * The edition of the year before to compare an edition with: the last one whose figures are of the same day of its year, else the
 * latest. @returns undefined where that year has no edition
 */
export function yearBefore(
  editions: PublicEditions,
  government: string,
  { year, asOf }: Pick<Manifest, 'year' | 'asOf'>,
): { edition: Edition; isSameDay: boolean; isLatest: boolean } | undefined {
  const before = editions.years(government).find((one) => one === year - 1);
  const latest = before && editions.latest(government, before);
  if (!latest) return undefined;
  const day = asOf.slice(5);
  if (latest.manifest.asOf.slice(5) === day) return { edition: readable(latest), isSameDay: true, isLatest: true };
  const numbers = editions.list(government, before).map(({ number }) => number);
  for (const number of numbers.toReversed()) {
    const earlier = number < latest.manifest.number ? editions.open(government, fiscalYear(before), number) : undefined;
    if (earlier?.manifest.asOf.slice(5) === day) return { edition: readable(earlier), isSameDay: true, isLatest: false };
  }
  return { edition: readable(latest), isSameDay: false, isLatest: true };
}
