import { describeRule, isFindingCode, type Language, printedValue, type Severity, type Words } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { type Ledger, severitiesFor } from '@sipkadin/ledger';

type JudgedFinding = InspectReport['findings'][number] & {
  /** The rule's own severity, where the government gave it another. */
  ownSeverity: Severity | null;
  /** The message without this place's values: for all places of the rule. */
  general: Words;
  /** What stands there and what should, as people write it. */
  printed: { value: Words; expected: Words };
};
export type JudgedReport = Omit<InspectReport, 'findings'> & { findings: JudgedFinding[] };

const weight = { blocking: 0, question: 1, warning: 2, info: 3 };

/** A report under the severities of its upload's government, the gravest finding first. */
export async function judge(
  read: Ledger['read'],
  upload: { id: string; government: string },
  report: InspectReport,
): Promise<JudgedReport> {
  const severities = await severitiesFor(read, upload);
  const findings = report.findings.map((found): JudgedFinding => {
    const severity = severities.get(found.code);
    const general = isFindingCode(found.code) ? describeRule(found.code) : found.message;
    const said = { ...found, general, printed: { value: printed(found, 'value'), expected: printed(found, 'expected') } };
    return severity === undefined || severity === found.severity || found.severity === 'question'
      ? { ...said, ownSeverity: null }
      : { ...said, severity, ownSeverity: found.severity };
  });
  return { ...report, findings: findings.sort((a, b) => weight[a.severity] - weight[b.severity]) };
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
