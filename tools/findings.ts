import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FindingRule, findingRules, type Severity } from '../packages/budget/src/finding-rules.ts';

const headings: Readonly<Record<Severity, string>> = {
  question: 'Questions: the file does not say, so a person is asked',
  blocking: 'Blocking: cannot be submitted until it is mended',
  warning: 'Warnings: need a look, never a rejection',
  info: 'For the record',
};

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** docs/findings.md: every rule of the one list, by severity and code, in both languages. */
export function findingsPage(): string {
  const rules = Object.entries<FindingRule>(findingRules);
  const sections = Object.entries(headings).map(([severity, heading]) => {
    const rows = rules
      .filter(([, rule]) => rule.severity === severity)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, { message, remedy }]) =>
          `| \`${code}\` | ${cell(message.id)} *${cell(remedy.id)}* | ${cell(message.en)} *${cell(remedy.en)}* |`,
      );
    return [`## ${heading}`, '', '| code | Bahasa Indonesia | English |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return [
    '# Findings',
    '',
    `What reading a file can say: ${rules.length} findings, each with a code that does not change, what is wrong, and *what to do*.`,
    '`{value}` stands for what was found, `{expected}` for what was expected. Made from `packages/budget/src/finding-rules.ts` by `npm run format`.',
    '',
    ...sections,
  ].join('\n');
}

export const findingsPath = join(import.meta.dirname, '../docs/findings.md');

if (import.meta.main) writeFileSync(findingsPath, findingsPage());
