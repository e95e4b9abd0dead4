import type { Edition } from '@sipkadin/edition';
import { formatCount } from '@sipkadin/ui/format';
import type { Context } from '../reading/context.ts';

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

/** Which files are simulated, and what that means, as the beginning and the end of one sentence. */
export function simulatedWords({ w, language, edition }: Pick<Context, 'w' | 'language' | 'edition'>): [files: string, meaning: string] {
  const { simulated, files, totals } = simulatedFiles(edition);
  const year = String(edition.manifest.year);
  const count = (of: number) => formatCount(of, language);
  if (simulated === files || simulated === 0) return [w.simulation.all(count(files), year), w.simulation.notOfficial];
  return [
    w.simulation.some(count(simulated), count(files), year),
    totals === files - simulated ? w.simulation.totals : w.simulation.others,
  ];
}
