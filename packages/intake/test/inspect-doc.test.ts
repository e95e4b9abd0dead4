import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { readWorkbook } from '../src/intake.ts';
import { questions } from '../src/questions/list.ts';
import { shapes } from '../src/shapes/list.ts';
import { openBook } from './book.ts';

const doc = readFileSync(join(import.meta.dirname, '../../../docs/inspect.md'), 'utf8');
const input = join(import.meta.dirname, 'input');
const documented = [...doc.slice(doc.indexOf('## The report')).matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');

/** "findings[].message" for every place in a report; texts in two languages and the keys of totals are one thing each. */
function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [`${path}[]`, ...value.flatMap((item) => paths(item, `${path}[]`))];
  if (
    typeof value !== 'object' ||
    value === null ||
    path === 'totals' ||
    path.endsWith('.of.totals') ||
    path === 'mapping.draft' ||
    ('id' in value && !('letters' in value))
  )
    return [path];
  return [
    ...(path === '' || path.endsWith('[]') ? [] : [path]),
    ...Object.entries(value).flatMap(([key, inner]) => paths(inner, path === '' ? key : `${path}.${key}`)),
  ];
}

async function seen(): Promise<Set<string>> {
  const all = new Set<string>();
  for (const name of readdirSync(input)) {
    const file = readdirSync(join(input, name)).find((entry) => entry !== 'options.json') ?? '';
    const path = join(input, name, file);
    const workbook = file.endsWith('.book') ? openBook(path) : await openWorkbook(path, file);
    const options = join(input, name, 'options.json');
    const isAnswered = name.startsWith('mapped-') || name.endsWith('-each');
    const { answers = {} } = isAnswered && existsSync(options) ? JSON.parse(readFileSync(options, 'utf8')) : {};
    const mapping = answers.mapping === undefined ? {} : { mapping: JSON.stringify(answers.mapping) };
    const given = name.endsWith('-each') ? answers : mapping;
    const { report } = await readWorkbook(workbook, file, { answers: given }, { line: () => {}, restart: () => {} });
    for (const item of paths(report)) if (!/^[^.]*\[\]$/.test(item) || documented.includes(item)) all.add(item);
  }
  return all;
}

describe('docs/inspect.md', () => {
  it('describes every field of a report, and no other', async () => {
    const found = await seen();
    expect(found.size).toBeGreaterThan(45);
    expect([...found].filter((path) => !documented.includes(path))).toEqual([]);
    expect(documented.filter((path) => !found.has(path))).toEqual([]);
  });

  it('names every question with its key, and no other', () => {
    const table = doc.slice(doc.indexOf('## Answers'), doc.indexOf('## Mapping of columns'));
    const keys = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    expect(new Set(keys)).toEqual(new Set<string | undefined>(questions.map(({ key }) => key)));
  });

  it('describes every shape that is read', () => {
    expect(doc).toContain('| `mapped` |');
    for (const { name } of shapes) if (name !== 'unsupported') expect(doc).toContain(`| \`${name}\` |`);
  });
});
