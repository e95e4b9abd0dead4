import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFinding, findingAreas, ruleBook } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { root, sources } from './sources.ts';

/** What tests say of findings: their sources, and the outputs of the quirks. */
const output = join(root, 'packages/intake/test/output');
const said = [
  ...sources.filter(({ path }) => /\.test\.tsx?$/.test(path) && !path.endsWith('rule-book.test.ts')).map(({ text }) => text),
  ...readdirSync(output).map((name) => readFileSync(join(output, name), 'utf8')),
];

/** Rules that no test makes fire, each with why. */
const unproduced: Readonly<Record<string, string>> = {
  'csv-unreadable': 'the reader of .csv reports nothing but open quotation marks on any input known to us; the rule is the net beneath it',
};

/** A code in a test's source, or the beginning of its English message in an output. */
function isProduced(code: (typeof ruleBook)[number]['code']): boolean {
  const message = describeFinding({ code, value: '\0', expected: '\0' }, 'en').message;
  const words = message.split(/\0|"/).toSorted((a, b) => b.length - a.length)[0] ?? '';
  return said.some((text) => new RegExp(`['"\`]${code}\\b(?!-)`).test(text) || text.includes(words));
}

describe('the rule book', () => {
  it('has rules for every step of a file’s way', () => {
    expect(ruleBook.length).toBeGreaterThanOrEqual(60);
    for (const area of Object.keys(findingAreas))
      expect(ruleBook.filter((rule) => rule.area === area).length, area).toBeGreaterThanOrEqual(4);
    expect(new Set(ruleBook.map(({ code }) => code)).size).toBe(ruleBook.length);
  });

  it('says of every rule where it comes from, in both languages', () => {
    for (const { code, source } of ruleBook) for (const text of [source.id, source.en]) expect(text, code).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('keeps questions and what cannot be read out of a government’s hands', () => {
    expect(ruleBook.filter(({ severity, fixed }) => severity === 'question' && !fixed)).toEqual([]);
    expect(ruleBook.filter(({ area, severity, fixed }) => area === 'container' && severity === 'blocking' && !fixed)).toEqual([]);
    expect(ruleBook.filter(({ fixed }) => !fixed).length).toBeGreaterThan(40);
  });

  it('has no rule that no test produces, but those with a reason', () => {
    expect(ruleBook.map(({ code }) => code).filter((code) => !isProduced(code))).toEqual(Object.keys(unproduced));
  });
});
