import { type BudgetVersion, versionRank } from '@sipkadin/budget';
import type { Manifest } from '../../edition.ts';
import { sha256 } from '../../sha256.ts';
import type { Content } from './content.ts';

/** The manifest over an edition's files, but for the key that signs it. */
export function buildManifest(content: Content, files: ReadonlyMap<string, Buffer>): Omit<Manifest, 'key'> {
  const { government, year, number, asOf, publishedAt, basis, version, note, previous, correction, onePerson, bands } = content;
  const { population } = content.further;
  const versions = new Set<BudgetVersion>();
  for (const line of content.lines) if (line.measure === 'budget' && line.version !== null) versions.add(line.version);
  return {
    format: 'sipkadin-edition/3',
    government: { code: government.code, name: government.name },
    year,
    number,
    asOf,
    publishedAt,
    basis,
    version,
    versions: [...versions].sort((a, b) => versionRank(a) - versionRank(b)),
    audited: false,
    simulated: [...content.sources, ...content.further.works].some((source) => source.simulated),
    note,
    previous: previous === null ? null : { number: previous.number, hash: previous.hash },
    ...(correction && { correction: { kind: correction.kind, of: correction.of, content: correction.content } }),
    ...(onePerson && { onePerson: { verified: onePerson.verified, published: onePerson.published } }),
    bands: {
      reportDay: bands.reportDay,
      periods: bands.periods.map(({ from, attention, behind }) => ({ from, attention, behind })),
      statuses: bands.statuses,
    },
    ...(population && { population: { people: population.people, year: population.year, source: population.source } }),
    lines: content.lines.length,
    files: [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
}
