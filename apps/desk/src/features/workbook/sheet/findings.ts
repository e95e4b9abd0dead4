import { bySeverity } from '@sipkadin/budget';
import type { UploadDetail } from '../../../web/client.ts';
import { type CellAt, cellNamed, type Sheet } from './cells.ts';

type Finding = NonNullable<UploadDetail['report']>['findings'][number];

/** A finding that has a place on a sheet. */
export interface SheetFinding {
  finding: Finding;
  at: CellAt;
}

/** The findings of a report with a place on a sheet, from the top down. A finding without a sheet is about the first one that was read. */
export function findingsOn(sheet: Sheet, report: UploadDetail['report']): SheetFinding[] {
  if (report === null) return [];
  const found = report.findings.flatMap((finding) => {
    const name = finding.sheet === '' ? report.sheetsUsed[0] : finding.sheet;
    const at = name === sheet.name && finding.ref !== '' ? cellNamed(finding.ref, sheet) : null;
    return at === null ? [] : [{ finding, at }];
  });
  return found.sort((a, b) => a.at.row - b.at.row || a.at.column - b.at.column || bySeverity(a.finding, b.finding));
}
