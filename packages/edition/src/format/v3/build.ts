import type { Source, SubUnitMonth } from '../../edition.ts';
import { canonicalJson, compareText } from '../frozen/canonical.ts';
import { linesJson } from '../frozen/lines-json.ts';
import { nameBook } from '../frozen/names.ts';
import type { Content, SubUnitFigure } from './content.ts';
import { countLines } from './counted.ts';
import { functionsCube, fundsCube } from './cubes/groups.ts';
import { monthsCube } from './cubes/months.ts';
import { subUnitParts } from './cubes/subunits.ts';
import { summaryCube } from './cubes/summary.ts';
import { unitDetail } from './cubes/unit-detail.ts';
import { unitParts } from './cubes/units.ts';
import { dataPackage } from './files/catalogue.ts';
import { linesCsv } from './files/lines-csv.ts';
import { statementFiles } from './files/statements.ts';
import { worksFiles } from './files/works-files.ts';
import { reconcile } from './reconcile.ts';
import { decimal } from './sums.ts';

/**
 * Every file of an edition but its manifest, by path in order. Pure: the same content gives the same bytes, in whatever
 * order its parts are handed over. Only the fields of the format are taken; whatever else an object carries stays behind.
 */
export function buildFiles(content: Content): Map<string, Buffer> {
  const { files, lines, names, units } = figureFiles(content);
  files.set('lines.csv', linesCsv(lines, names, content.sources));
  for (const unit of units) files.set(`lines/${unit.row.slug}.json`, linesJson(unit.lines));
  files.set('datapackage.json', dataPackage(content, files));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

/** The files of an edition without those of its lines and its data package, and what they were built from. */
export function figureFiles(content: Content) {
  const lines = countLines(content);
  const names = nameBook(content.names, content.lines);
  const units = unitParts(content, lines, names);
  const subUnits = subUnitParts(content, lines, names);
  const files = new Map<string, Buffer>([
    ['functions.json', canonicalJson(functionsCube(content, lines, names))],
    ['funds.json', canonicalJson(fundsCube(content, lines, names))],
    ['months.json', canonicalJson(monthsCube(content.months, units))],
    ['names.json', canonicalJson(names.entries)],
    ['reconciliation.json', canonicalJson(reconcile(content, lines, names))],
    ['reports.json', canonicalJson(content.reported.map(({ unit, account, asOf }) => ({ unit, account, asOf })))],
    ['sources.json', canonicalJson(content.sources.toSorted((a, b) => compareText(a.id, b.id)).map(publicSource))],
    ['summary.json', canonicalJson(summaryCube(content, lines, names))],
    ['subunits.json', canonicalJson(subUnits.map(({ row }) => row))],
    ['subunit-months.json', canonicalJson(content.subUnitMonths.map(subUnitMonth))],
    ['units.json', canonicalJson(units.map(({ row }) => row))],
    ...worksFiles(content),
    ...statementFiles(content, lines, names),
  ]);
  for (const unit of units) files.set(`units/${unit.row.slug}.json`, canonicalJson(unitDetail(content, unit, names)));
  for (const part of subUnits) files.set(`subunits/${part.row.slug}.json`, canonicalJson(unitDetail(content, part, names)));
  return { files, lines, names, units };
}

function subUnitMonth({ unit, account, month, asOf, realization, plan, planToDay }: SubUnitFigure): SubUnitMonth {
  return { unit, account, month, asOf, realization: decimal(realization), plan: decimal(plan), planToDay: decimal(planToDay) };
}

function publicSource(source: Source): Source {
  const { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated } = source;
  const corrections = source.corrections?.map(({ sheet, row, column, old, value, reason, at }) => {
    return { sheet, row, column, old, value, reason, at };
  });
  const facts = { id, kind, fileName, fileHash, receivedAt, verifiedAt, version, basis, from, asOf, lines, linesHash, simulated };
  return { ...facts, ...(corrections && { corrections }) };
}
