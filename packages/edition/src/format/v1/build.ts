import type { Source } from '../../edition.ts';
import { canonicalJson, compareText } from '../frozen/canonical.ts';
import { linesCsv } from '../frozen/lines-csv.ts';
import { linesJson } from '../frozen/lines-json.ts';
import { nameBook } from '../frozen/names.ts';
import { statementFiles } from '../frozen/statements.ts';
import { dataPackage } from './catalogue.ts';
import type { Content } from './content.ts';
import { countLines } from './counted.ts';
import { functionsCube, fundsCube } from './cubes/groups.ts';
import { monthsCube } from './cubes/months.ts';
import { summaryCube } from './cubes/summary.ts';
import { unitDetail } from './cubes/unit-detail.ts';
import { unitParts } from './cubes/units.ts';
import { reconcile } from './reconcile.ts';

/**
 * Every file of an edition but its manifest, by path in order. Pure: the same content gives the same bytes in
 * any order of its parts. Only the fields of the format are taken; other properties of an object are left out.
 */
export function buildFiles(content: Content): Map<string, Buffer> {
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

function publicSource(source: Source): Source {
  const { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated } = source;
  return { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated };
}
