import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, type StatementKind, toDecimal, type Works } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { type Intake, type IntakeOptions, readWorkbook } from '../src/intake.ts';
import type { MappingView } from '../src/mapping/view.ts';
import { openBook } from './book.ts';

/**
 * A folder of input/ is one quirk: the file as a clerk would name it (a .book describes an .xlsx), and the
 * answers given to it, if any. output/ holds what must come of it. Write it anew with GOLDEN=write and read the diff.
 */
const input = join(import.meta.dirname, 'input');
const output = join(import.meta.dirname, 'output');
const cases = readdirSync(input).toSorted();

describe('a quirk of a file', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(input, name);
    const file = readdirSync(folder).find((entry) => entry !== 'options.json') ?? '';
    const options: IntakeOptions = existsSync(join(folder, 'options.json'))
      ? JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8'), mappingAsText)
      : {};
    const book = file.endsWith('.book');
    const workbook = book ? openBook(join(folder, file)) : await openWorkbook(join(folder, file), file);
    const slots: string[][] = [];
    const intake = await readWorkbook(workbook, file.replace('.book', '.xlsx'), options, {
      line: (kind, line, slot = 0) => (slots[slot] ??= []).push(brief(kind, line)),
      restart: (slot = 0) => {
        slots[slot] = [];
      },
    });
    const lines = slots.length > 1 ? slots.flatMap((of, slot) => of.map((line) => `${slot}: ${line}`)) : (slots[0] ?? []);
    const result: unknown = JSON.parse(JSON.stringify(outline(intake, lines)));
    const expected = join(output, `${name}.json`);
    if (process.env['GOLDEN'] === 'write') writeFileSync(expected, `${JSON.stringify(result, null, 2)}\n`);
    expect(result).toEqual(existsSync(expected) ? JSON.parse(readFileSync(expected, 'utf8')) : 'no such output yet');
  });

  it('has a case for each, and no output without one', () => {
    expect(cases.length).toBeGreaterThan(25);
    expect(readdirSync(output).toSorted()).toEqual(cases.map((name) => `${name}.json`).toSorted());
  });
});

/** A mapping is answered as one text; here it is written out. */
function mappingAsText(key: string, value: unknown): unknown {
  return key === 'mapping' && typeof value === 'object' ? JSON.stringify(value) : value;
}

function brief(kind: StatementKind, line: Line): string {
  const more = [line.month, line.date, line.document, line.package].filter((item) => item !== undefined && item !== '').join(' ');
  const codes = [line.unit, line.activity, line.account, line.fund].filter((code) => code !== '').join(' ');
  return `${kind} ${line.sheet}!${line.column}${line.row} ${codes} = ${toDecimal(line.amount)}${more === '' ? '' : ` (${more})`}`;
}

function outline({ report, statements, works: kept }: Intake, lines: readonly string[]): unknown {
  const { findings, questions, reconciliation, sheetsLeftOut, government, mapping, works, ...rest } = report;
  return {
    ...rest,
    government: government?.code ?? null,
    ...(mapping === null ? {} : { mapping: outlineOfMapping(mapping) }),
    sheetsLeftOut: sheetsLeftOut.map(({ name, reason }) => `${name}: ${reason.en}`),
    reconciliation: reconciliation.map(
      ({ what, place, file, computed, equal }) => `${what.en}, ${place}: ${file} ${equal ? '=' : '≠'} ${computed}`,
    ),
    findings: findings.map(
      ({ code, severity, sheet, ref, message, more }) =>
        `${severity} ${code} ${sheet}!${ref} ${message.en}${more === 0 ? '' : ` +${more}`}`,
    ),
    questions: questions.map(
      ({ key, choices }) => `${key}: ${choices.map(({ value, evidence }) => (evidence ? `${value} [${evidence}]` : value)).join(', ')}`,
    ),
    ...(works.length === 0 ? {} : { works: works.map(({ kind, rows, covers }) => `${kind} ${rows} of ${covers.join(', ')}`) }),
    ...(kept.length === 0 ? {} : { kept: kept.flatMap(outlineOfWorks) }),
    names: (statements[0]?.names ?? []).map(({ code, printed, name }) =>
      code === printed ? `${code} ${name}` : `${code} (${printed}) ${name}`,
    ),
    lines,
  };
}

function outlineOfWorks({ kind, head, rows }: Works): unknown[] {
  const text = (value: unknown) => (typeof value === 'bigint' ? toDecimal(value) : value);
  const texts = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)])));
  return [`${kind} ${head.year} ${head.asOf ?? ''}`, ...texts.map((row) => JSON.stringify(row))];
}

function outlineOfMapping({ draft, confidence, rows, columns, styles, ...rest }: MappingView): unknown {
  return {
    ...rest,
    draft: JSON.stringify(draft),
    confidence: confidence.map(({ of, word }) => `${of}: ${word}`).join(', '),
    rows: rows.map(({ number, cells }) => `${number}: ${cells.join(' | ')}`),
    columns: columns.map(({ letters, label, personal, text, samples }) => {
      const seen = samples.map((sample) => (sample.amount === null ? sample.text : `${sample.text} = ${sample.amount}`)).join(', ');
      return `${letters} ${label}${personal ? ' (personal)' : ''}${text ? ' (text)' : ''}: ${seen}`;
    }),
    styles: styles.map(({ letters, sample, id, en }) => `${letters} ${sample}: ${id} ${id === en ? '=' : '≠'} ${en}`),
  };
}
