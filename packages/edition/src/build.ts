import { type BudgetVersion, versionRank } from '@sipkadin/budget';
import { canonicalJson, compareText } from './canonical.ts';
import { dataPackage, sha256 } from './catalogue.ts';
import { countLines } from './counted.ts';
import { functionsCube, fundsCube } from './cubes/groups.ts';
import { monthsCube } from './cubes/months.ts';
import { summaryCube } from './cubes/summary.ts';
import { unitDetail } from './cubes/unit-detail.ts';
import { unitParts } from './cubes/units.ts';
import type { EditionContent, Manifest, Source } from './edition.ts';
import { statementFiles } from './export.ts';
import { linesJson } from './lines-json.ts';
import { nameBook } from './names.ts';
import { linesCsv } from './open-data.ts';
import { reconcile } from './reconcile.ts';

/**
 * Every file of an edition but its manifest, by path in order. Pure: the same content gives the same bytes, in whatever
 * order its parts are handed over. Only the fields of the format are taken; whatever else an object carries stays behind.
 */
export function buildEdition(content: EditionContent): Map<string, Buffer> {
  const lines = countLines(content);
  const names = nameBook(content.names, content.lines);
  const units = unitParts(content, lines, names);
  const files = new Map<string, Buffer>([
    ['functions.json', canonicalJson(functionsCube(lines, names))],
    ['funds.json', canonicalJson(fundsCube(lines, names))],
    ['lines.csv', linesCsv(lines, names, content.sources)],
    ['months.json', canonicalJson(monthsCube(content, units))],
    ['names.json', canonicalJson(names.entries)],
    ['reconciliation.json', canonicalJson(reconcile(content, lines, names))],
    ['sources.json', canonicalJson(content.sources.toSorted((a, b) => compareText(a.id, b.id)).map(publicSource))],
    ['summary.json', canonicalJson(summaryCube(lines, names))],
    ['units.json', canonicalJson(units.map(({ row }) => row))],
    ...statementFiles(content, lines, names),
  ]);
  for (const unit of units) {
    files.set(`units/${unit.row.slug}.json`, canonicalJson(unitDetail(unit, names)));
    files.set(`lines/${unit.row.slug}.json`, linesJson(unit.lines));
  }
  files.set('datapackage.json', dataPackage(content, files));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

/** The manifest over those files. @param key hex SHA-256 of the signing key's public half (DER, spki) */
export function buildManifest(content: EditionContent, files: ReadonlyMap<string, Buffer>, key: string): Manifest {
  const { government, year, number, asOf, publishedAt, basis, version, note, previous, correction, onePerson } = content;
  const versions = new Set<BudgetVersion>();
  for (const line of content.lines) if (line.measure === 'budget' && line.version !== null) versions.add(line.version);
  return {
    format: 'sipkadin-edition/1',
    government: { code: government.code, name: government.name },
    year,
    number,
    asOf,
    publishedAt,
    basis,
    version,
    versions: [...versions].sort((a, b) => versionRank(a) - versionRank(b)),
    audited: false,
    simulated: content.sources.some((source) => source.simulated),
    note,
    previous: previous === null ? null : { number: previous.number, hash: previous.hash },
    ...(correction && { correction: { kind: correction.kind, of: correction.of, content: correction.content } }),
    ...(onePerson && { onePerson: { verified: onePerson.verified, published: onePerson.published } }),
    key,
    lines: content.lines.length,
    files: [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
}

function publicSource(source: Source): Source {
  const { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated } = source;
  return { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated };
}
