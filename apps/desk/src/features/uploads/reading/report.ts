import { type FindingArea, ruleBook } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { type Ledger, readsUnit, type UploadRow } from '@sipkadin/ledger';
import { type JudgedReport, withSeverityOverrides } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import { mayHaveFile } from '../../../rights/file-access.ts';
import { fileRights } from '../../../rights/rights.ts';
import { withFileNames } from './other-reports.ts';

/** The report of reading the file; null until it was read. */
export function reportOf(upload: UploadRow): InspectReport | null {
  return upload.report as InspectReport | null;
}

const areas = new Map<string, FindingArea>(ruleBook.map(({ code, area }) => [code, area]));

/**
 * The report as the person may read it, with the severities that the government has set; null until the file was read.
 * Findings that compare a file with earlier figures quote those: they are left out of a file of other OPD than the person's. The
 * cells of a table to be mapped are left out for those who may not have the file.
 */
export async function judgedReport(
  read: Ledger['read'],
  { person, viewer, upload }: Pick<UploadGrant, 'person' | 'viewer' | 'upload'>,
): Promise<JudgedReport | null> {
  const report = reportOf(upload);
  if (report === null) return null;
  const covered = upload.statements.flatMap(({ head }) => (head.covers.length === 0 ? [''] : head.covers));
  const quotes = covered.every((unit) => readsUnit(viewer, unit));
  const findings = quotes ? report.findings : report.findings.filter(({ code }) => areas.get(code) !== 'history');
  const cells = mayHaveFile(fileRights['GET berkas/:id'], person, upload);
  return withSeverityOverrides(read, upload, {
    ...report,
    findings: await withFileNames(read, findings, viewer),
    mapping: cells ? report.mapping : withoutCells(report.mapping),
  });
}

/** A mapping with the header of the table alone. */
export function withoutCells(mapping: InspectReport['mapping']): InspectReport['mapping'] {
  return mapping && { ...mapping, rows: [], columns: mapping.columns.map((column) => ({ ...column, samples: [] })), styles: [] };
}
