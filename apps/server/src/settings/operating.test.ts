import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conditionCodes } from '@sipkadin/monitor/conditions';
import { expect, test } from 'vitest';
import { commands, helpOf, overview } from '../cli.ts';
import { type Setting, settings } from './settings.ts';

const operating = readFileSync(join(import.meta.dirname, '../../../../docs/operating.md'), 'utf8');

test('docs/operating.md lists every setting with its flag, default and sentence, and no other', () => {
  const rows = operating.split('\n').filter((line) => line.startsWith('| `SIPKADIN_'));
  const wanted = Object.values(settings).map(({ env, fallback, sentence, flag }: Setting) => {
    const dash = '–';
    return `| \`${env}\` | ${flag === undefined ? dash : `\`--${flag}\``} | ${fallback === '' ? dash : `\`${fallback}\``} | ${sentence.en} |`;
  });
  expect(rows).toEqual(wanted);
});

test('docs/operating.md lists every condition with its level, in the order of urgency', () => {
  const rows = [...operating.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (?:failing|attention) \|/gm)];
  const listed = rows.flatMap(([, names = '']) => names.replaceAll('`', '').split(', '));
  expect(listed).toEqual(conditionCodes);
});

test('docs/operating.md and the help name every command, and every option has its sentence in both languages', async () => {
  const section = operating.slice(operating.indexOf('## Commands'), operating.indexOf('## When'));
  for (const [name, { summary, load }] of Object.entries(commands)) {
    expect(section).toMatch(new RegExp(`^\\| \`sipkadin ${name}\\b`, 'm'));
    const { command } = await load();
    for (const language of ['id', 'en'] as const) {
      expect(overview(language)).toContain(summary[language]);
      const help = helpOf(name, summary, command, language);
      for (const [option, { sentence }] of Object.entries(command.options)) {
        expect(help).toContain(`--${option}`);
        expect(sentence[language]).toMatch(/\.$/);
      }
    }
  }
});
