import { bySeverity, describeRule, isFindingCode, type Language, printedValue, type Severity, type Words } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { type Ledger, severitiesFor } from '@sipkadin/ledger';

type JudgedFinding = InspectReport['findings'][number] & {
  /** The rule's own severity, where the government gave it another. */
  ownSeverity: Severity | null;
  /** The message without this place's values: for all places of the rule. */
  general: Words;
  /** The value found and the value expected, as people write them. */
  printed: { value: Words; expected: Words };
};
export type JudgedReport = Omit<InspectReport, 'findings'> & { findings: JudgedFinding[] };

/** A report with each finding's severity as its upload's government has set it (`severitiesFor`), the gravest finding first. */
export async function withSeverityOverrides(
  read: Ledger['read'],
  upload: { id: string; government: string },
  report: InspectReport,
): Promise<JudgedReport> {
  const severities = await severitiesFor(read, upload);
  const findings = report.findings.map((found): JudgedFinding => {
    const severity = severities.get(found.code);
    const general = isFindingCode(found.code) ? describeRule(found.code) : found.message;
    const described = { ...found, general, printed: { value: printed(found, 'value'), expected: printed(found, 'expected') } };
    return severity === undefined || severity === found.severity || found.severity === 'question'
      ? { ...described, ownSeverity: null }
      : { ...described, severity, ownSeverity: found.severity };
  });
  return { ...report, findings: findings.sort(bySeverity) };
}

/** An earlier version may have kept a code that is no longer one. */
function printed({ code, value, expected }: InspectReport['findings'][number], which: 'value' | 'expected'): Words {
  const text = (language: Language) =>
    isFindingCode(code) ? printedValue({ code, value, expected }, which, language) : { value, expected }[which];
  return { id: text('id'), en: text('en') };
}

/** Whether a finding keeps the upload from being submitted. */
export function isBlocked({ findings }: Pick<InspectReport, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'blocking');
}
