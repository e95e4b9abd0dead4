import type { CodeName } from '@sipkadin/budget';
import type { MonthRow, PublishedContract, PublishedLine, ReconciliationRow, ReportedDay, Source, SubUnitMonth } from '../../edition.ts';
import type { PublishedNote, PublishedTarget, WorksSource } from '../../works.ts';
import type { Format } from '../format.ts';
import type { Content } from '../v3/content.ts';
import { buildManifest } from '../v3/manifest.ts';
import { contentOf } from '../v3/positions.ts';
import { restoreContent } from '../v3/restore.ts';
import { buildFiles } from './build.ts';

const name = 'sipkadin-edition/4';

const built = (content: Content) => {
  const files = buildFiles(content);
  return { files, manifest: { ...buildManifest(content, files), format: name } as const };
};

/** What new editions are written in. */
export const v4: Format = {
  name,
  build: (content) => built(contentOf(content)),
  rebuild: (manifest, rows) =>
    built(
      restoreContent(manifest, {
        lines: manifest.files.flatMap(({ path }) => (path.startsWith('lines/') ? (rows(path) as PublishedLine[]) : [])),
        sources: rows('sources.json') as Source[],
        names: rows('names.json') as CodeName[],
        months: rows('months.json') as MonthRow[],
        reconciliation: rows('reconciliation.json') as ReconciliationRow[],
        reported: rows('reports.json') as ReportedDay[],
        subUnitMonths: rows('subunit-months.json') as SubUnitMonth[],
        works: rows('works.json') as WorksSource[],
        contracts: rows('contracts.json') as PublishedContract[],
        targets: rows('targets.json') as PublishedTarget[],
        notes: rows('notes.json') as PublishedNote[],
      }),
    ),
};
