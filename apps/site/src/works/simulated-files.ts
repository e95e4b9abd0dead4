import type { Edition } from '@sipkadin/edition';

/** Which of an edition's files say of themselves that their figures are simulated. */
export interface Simulated {
  simulated: number;
  files: number;
  /** How many of the others state totals of the whole government alone, against which the simulated lines are held. */
  totals: number;
}

export function simulatedFiles(edition: Pick<Edition, 'sources' | 'reconciliation'>): Simulated {
  const sources = edition.sources();
  const held = new Set(edition.reconciliation().flatMap(({ unit, source }) => (unit === undefined || unit === '' ? [source] : [])));
  const count = (wanted: (source: (typeof sources)[number]) => boolean) =>
    new Set(sources.filter(wanted).map(({ fileHash }) => fileHash)).size;
  return {
    simulated: count(({ simulated }) => simulated),
    files: count(() => true),
    totals: count(({ id, simulated }) => !simulated && held.has(id)),
  };
}
