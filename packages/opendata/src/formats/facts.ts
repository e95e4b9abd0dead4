import type { IsoDate } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';

/** What an edition is, in every file that is made from it. */
export type EditionFacts = Omit<ReturnType<typeof editionFacts>, 'asOf'> & { asOf: IsoDate | null };

export function editionFacts({ manifest, hash }: Edition) {
  const { government, year, number, asOf, publishedAt, basis, version, audited, simulated } = manifest;
  return { government, year, number, hash, asOf, publishedAt, basis, version, audited, simulated, licence: 'CC-BY-4.0' };
}
