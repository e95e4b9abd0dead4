import type { Language } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';

/** The report as `inspect --json` prints it: words in one language, everything else as it is (docs/inspect.md). */
export function inspectJson(report: InspectReport, language: Language) {
  return {
    ...report,
    sheetsLeftOut: report.sheetsLeftOut.map((sheet) => ({ ...sheet, reason: sheet.reason[language] })),
    reconciliation: report.reconciliation.map((row) => ({ ...row, what: row.what[language] })),
    findings: report.findings.map((item) => ({ ...item, message: item.message[language], remedy: item.remedy[language] })),
    questions: report.questions.map(({ key, text, choices }) => ({
      key,
      text: text[language],
      choices: choices.map((choice) => ({ ...choice, label: choice.label[language] })),
    })),
  };
}
