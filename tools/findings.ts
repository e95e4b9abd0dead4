import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookedRule, type FindingArea, findingAreas, ruleBook } from '../packages/budget/src/findings/rule-book.ts';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const weight = { question: 0, blocking: 1, warning: 2, info: 3 };

function row({ code, severity, fixed, message, remedy, source }: BookedRule): string {
  const words = (language: 'id' | 'en') => `${cell(message[language])} *${cell(remedy[language])}* ${cell(source[language])}`;
  return `| \`${code}\` | ${severity}${fixed ? ', fixed' : ''} | ${words('id')} | ${words('en')} |`;
}

/** docs/findings.md: the rule book, by area, the gravest first, in both languages. */
export function findingsPage(): string {
  const sections = Object.entries(findingAreas).map(([area, { name }]) => {
    const rules = ruleBook
      .filter((rule) => rule.area === (area as FindingArea))
      .toSorted((a, b) => weight[a.severity] - weight[b.severity] || (a.code < b.code ? -1 : 1));
    const head = ['| code | severity | Bahasa Indonesia | English |', '|---|---|---|---|'];
    return [`## ${name.en} (${name.id}): ${rules.length}`, '', ...head, ...rules.map(row), ''].join('\n');
  });
  return [
    '# The rule book',
    '',
    `What is looked for in a file: ${ruleBook.length} rules, each with a code that does not change, what is wrong, *what to do*, and where the rule comes from.`,
    'A `question` is put to a person; `blocking` cannot be submitted until it is mended; a `warning` needs a look and is never a rejection; `info` is for the record. A government may set the severity of every rule that is not `fixed` (desk, "Aturan"); rules under "Against earlier data" are judged when the draft is stored, the others while the file is read.',
    '`{value}` is what was found, `{expected}` what was expected. Made from `packages/budget/src/findings/rules` by `npm run format`.',
    '',
    ...sections,
  ].join('\n');
}

export const findingsPath = join(import.meta.dirname, '../docs/findings.md');

if (import.meta.main) writeFileSync(findingsPath, findingsPage());
