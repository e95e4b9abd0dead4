import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditionContent, Manifest, PublishedLine, Source } from '../edition.ts';
import { formatOf } from '../format/formats.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { lineDifferences, valueDifferences } from './differences.ts';
import { type EditionProblem, lineProblem, problem } from './problem.ts';

/**
 * Holds an edition's files against the content they should have been built from, to the last byte: the ledger's content
 * of that moment. What differs is named by file and place, a changed amount by the file, sheet and row it came from.
 * @returns nothing where all is well. Sums that follow from a changed line are not reported.
 */
export function compareEdition(dir: string, content: EditionContent): EditionProblem[] {
  const read = (path: string) => {
    try {
      return readFileSync(join(dir, path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const bytes = read('manifest.json');
  if (!bytes) return [problem('missing', 'manifest.json', 'manifes tidak ada', 'there is no manifest')];
  const manifest = parseJson(bytes) as Manifest | undefined;
  const format = formatOf(manifest?.format);
  if (format === undefined || typeof manifest?.key !== 'string')
    return [problem('unreadable', 'manifest.json', 'manifes tidak terbaca', 'the manifest cannot be read')];
  const built = format.build(content);
  const { files: _, ...head } = { ...built.manifest, key: manifest.key };
  const { files: __, ...publishedHead } = manifest;
  return [...valueProblems('manifest.json', head, publishedHead), ...compareFiles(built.files, read)];
}

/** The built files against the files as found. @param found undefined for a file that is not there */
export function compareFiles(built: ReadonlyMap<string, Buffer>, found: (path: string) => Buffer | undefined): EditionProblem[] {
  const sources = parseJson(built.get('sources.json') ?? Buffer.from('[]')) as Source[];
  const lines: EditionProblem[] = [];
  const others: EditionProblem[] = [];
  for (const [path, expected] of built) {
    const actual = found(path);
    if (!actual) {
      others.push(problem('missing', path, 'berkas tidak ada', 'the file is not there'));
      continue;
    }
    if (actual.equals(expected)) continue;
    const value = parseJson(actual);
    if (path.startsWith('lines/') && Array.isArray(value)) {
      const changed = lineDifferences(numbered(parseJson(expected)), numbered(value), sources);
      lines.push(...changed.map((line) => lineProblem(path, line)));
      if (changed.length > 0) continue;
    }
    others.push(...(value === undefined ? [describeText(path, expected, actual)] : valueProblems(path, parseJson(expected), value)));
  }
  return lines.length === 0 ? others : [...lines, ...others.filter(({ path }) => stated.has(path))];
}

/** Lines of format 4 are numbered within their file. */
function numbered(lines: unknown): PublishedLine[] {
  return (lines as PublishedLine[]).map((line, index) => ({ ...line, id: line?.id ?? index + 1 }));
}

/** Files that state something of their own; every other one follows from the lines. */
const stated = new Set([
  ...['sources.json', 'names.json', 'months.json', 'subunit-months.json'],
  ...['works.json', 'contracts.json', 'targets.json', 'notes.json'],
]);

/** Where two JSON values differ; nothing where they are the same. */
export function valueProblems(path: string, expected: unknown, found: unknown): EditionProblem[] {
  if (canonicalJson(expected).equals(canonicalJson(found))) return [];
  return valueDifferences(expected, found).map(({ at, expected: was, found: is }) =>
    problem('figure', path, `${at}: seharusnya ${was}, tertulis ${is}`, `${at}: should be ${was}, is ${is}`),
  );
}

function describeText(path: string, expected: Buffer, found: Buffer): EditionProblem {
  const [left, right] = [expected.toString('utf8').split('\n'), found.toString('utf8').split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  const row = at < 0 ? left.length : at;
  const [was, is] = [JSON.stringify(left[row] ?? ''), JSON.stringify(right[row] ?? '')];
  return problem('figure', path, `baris ${row + 1}: seharusnya ${was}, tertulis ${is}`, `line ${row + 1}: should be ${was}, is ${is}`);
}

export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
