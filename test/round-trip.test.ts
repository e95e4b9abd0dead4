import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  type CodeName,
  defaultBands,
  type FiscalYear,
  fiscalYear,
  type Government,
  isoDate,
  type Line,
  type StatementKind,
} from '@sipkadin/budget';
import {
  type EditionContent,
  type EditionLine,
  type Measure,
  openEdition,
  type Source,
  temporaryKey,
  writeEdition,
} from '@sipkadin/edition';
import { filesOf, sampleContent } from '@sipkadin/edition/sample';
import type { LineSink, ReadOptions } from '@sipkadin/intake';
import { writeBuruFiles } from '@sipkadin/intake/buru';
import { readInProcess } from '@sipkadin/intake/in-process';
import { writeData } from '@sipkadin/opendata';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const measures: Readonly<Record<StatementKind, Measure>> = {
  budget: 'budget',
  'cash-plan': 'plan',
  realization: 'realization',
  register: 'realization',
  progress: 'progress',
};

type Read = Pick<EditionContent, 'lines' | 'names' | 'sources'> & { government: Government; year: FiscalYear };

/** Reads files as intake does and takes each of their statements as published. */
async function readAll(paths: readonly string[], options: ReadOptions = {}): Promise<Read> {
  const [lines, names, sources]: [EditionLine[], CodeName[], Source[]] = [[], [], []];
  let [government, year]: [Government, FiscalYear] = [{ code: '', name: '' }, fiscalYear(2000)];
  for (const path of paths) {
    const sent: { kind: StatementKind; line: Line }[] = [];
    const sink: LineSink = { line: (kind, line) => void sent.push({ kind, line }), restart: () => void sent.splice(0) };
    const { report, statements } = await readInProcess(path, basename(path), { ...options, sink });
    expect(report.outcome, `${path}: ${JSON.stringify([report.findings, report.questions]).slice(0, 2000)}`).toBe('read');
    government = report.government ?? government;
    year = report.year ?? year;
    for (const { head, names: own } of statements) {
      const id = `s${String(sources.length + 1).padStart(6, '0')}`;
      names.push(...own);
      const before = lines.length;
      for (const { kind, line } of sent) if (kind === head.kind) lines.push(published(line, id, measures[kind], head.version ?? null));
      sources.push({
        id,
        kind: head.kind,
        fileName: basename(path),
        fileHash: '0'.repeat(64),
        receivedAt: '2026-11-09T01:15:00.000Z',
        verifiedAt: '2026-11-10T07:40:00.000Z',
        version: head.version ?? null,
        basis: head.basis ?? null,
        from: head.from ?? null,
        asOf: head.asOf ?? null,
        lines: lines.length - before,
        linesHash: '0'.repeat(64),
        simulated: head.simulated,
      });
    }
  }
  return { lines, names, sources, government, year };
}

function published(line: Line, source: string, measure: Measure, version: string | null): EditionLine {
  const { unit, activity, account, fund, month, document, date, amount, sheet, row, column } = line;
  const ofVersion = measure === 'budget' || measure === 'plan' ? version : null;
  const rest = { month: month ?? null, document: document ?? null, date: date ?? null };
  return { source, measure, version: ofVersion, unit, activity, account, fund, ...rest, amount, sheet, row, column };
}

/** Writes the template-form files of an edition; they are what a second import reads. */
function exported(content: EditionContent): string[] {
  const below = mkdtempSync(join(folder, 'export-'));
  return [...filesOf(content)].flatMap(([path, bytes]) => {
    if (!path.startsWith('statements/')) return [];
    const at = join(below, basename(path));
    writeFileSync(at, bytes);
    return [at];
  });
}

/** The same as .xlsx: of the files that are made from an edition when it is published. */
async function exportedSheets(content: EditionContent): Promise<string[]> {
  const { dir, hash } = await writeEdition(mkdtempSync(join(folder, 'editions-')), content, temporaryKey());
  const statements = join(writeData(openEdition(dir, hash)), 'statements');
  return readdirSync(statements).map((name) => join(statements, name));
}

/** What must be the same; the place is now in the exported file. */
function keys(lines: readonly EditionLine[]): string[] {
  return lines
    .map(({ measure, version, unit, activity, account, fund, month, document, date, amount }) =>
      [measure, version, unit, activity, account, fund, month, document, date, amount].join('|'),
    )
    .sort();
}

function contentOf({ lines, names, sources, government, year }: Read): EditionContent {
  const asOf =
    sources
      .flatMap((source) => source.asOf ?? [])
      .toSorted()
      .at(-1) ?? isoDate(year, 12, 31);
  const version = sources.find((source) => source.kind === 'budget')?.version ?? null;
  const head = { number: 1, publishedAt: '2026-11-12T02:30:00.000Z', basis: null, note: '', previous: null };
  return {
    government,
    year,
    asOf,
    version,
    ...head,
    names,
    sources,
    lines,
    months: [],
    progress: [],
    days: [],
    bands: defaultBands,
    official: [],
  };
}

const real = join(dirname(dirname(import.meta.dirname)), 'shared', 'data');
const files: readonly { name: string; lines: number }[] = [
  { name: 'rekap5_buru_2025_perubahan.xlsx', lines: 5194 },
  { name: 'register_buru_2026_jan.xlsx', lines: 0 },
];

describe('an edition, exported, can be imported again', () => {
  it('with the same lines: a simulated city of every kind of statement', async () => {
    const content = sampleContent(4, { units: 12 });
    const first = exported(content);
    expect(first).toHaveLength(7);
    const again = await readAll(first, { government: content.government.code });
    expect(keys(again.lines)).toEqual(keys(content.lines));
    expect(again.sources.every(({ simulated }) => simulated)).toBe(true);
    const sheets = await exportedSheets(content);
    expect(sheets).toHaveLength(7);
    const fromSheets = await readAll(sheets, { government: content.government.code });
    expect(keys(fromSheets.lines)).toEqual(keys(content.lines));
    expect(fromSheets.sources.map(({ asOf, version, basis }) => [asOf, version, basis])).toEqual(
      again.sources.map(({ asOf, version, basis }) => [asOf, version, basis]),
    );
  });

  it('with the same lines: real figures of five OPD', async () => {
    const [murni = '', , register = '', , plan = ''] = writeBuruFiles();
    for (const [paths, lines] of [
      [[murni, plan], 808 + 792],
      [[register], 208],
    ] as const) {
      const imported = await readAll(paths);
      expect(imported.lines).toHaveLength(lines);
      const again = await readAll(exported(contentOf(imported)));
      expect(keys(again.lines)).toEqual(keys(imported.lines));
      const fromSheets = await readAll(await exportedSheets(contentOf(imported)));
      expect(keys(fromSheets.lines)).toEqual(keys(imported.lines));
    }
  });

  it.skipIf(!existsSync(join(real, 'README.md')))('with the same lines: 2 real files of ../shared/data', async () => {
    expect(files).toHaveLength(2);
    for (const { name, lines } of files) {
      const imported = await readAll([join(real, name)]);
      expect(imported.lines.length, name).toBeGreaterThanOrEqual(Math.max(lines, 100));
      const again = await readAll(exported(contentOf(imported)));
      expect(keys(again.lines), name).toEqual(keys(imported.lines));
    }
  });
});
