import { canonicalJson, compareText } from '../frozen/canonical.ts';
import { figureFiles } from '../v3/build.ts';
import type { Content } from '../v3/content.ts';
import { dataPackage } from '../v3/files/catalogue.ts';
import { linesJson } from './lines-json.ts';

/** A file of lines, as `lines.json` lists it. */
interface LineFile {
  path: string;
  lines: number;
}

/**
 * Every file of an edition but its manifest, by path in order: those of format 3, but for the lines. Each OPD's lines of each statement
 * are a file of their own, which the next edition has unchanged as long as the statement counts.
 */
export function buildFiles(content: Content): Map<string, Buffer> {
  const { files, units } = figureFiles(content);
  const listed: LineFile[] = [];
  for (const unit of units) {
    for (const [source, lines] of Map.groupBy(unit.lines, ({ line }) => line.source)) {
      const path = `lines/${unit.row.slug}/${source}.json`;
      files.set(path, linesJson(lines));
      listed.push({ path, lines: lines.length });
    }
  }
  files.set('lines.json', canonicalJson(listed.sort((a, b) => compareText(a.path, b.path))));
  files.set('datapackage.json', dataPackage(content, files));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}
