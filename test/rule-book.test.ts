import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingAreas, ruleBook } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { foundFolder } from './found.ts';
import { root } from './sources.ts';

/** Findings in the golden outputs of intake, "severity code place message", and what other tests list as found. */
const output = join(root, 'packages/intake/test/output');
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const found = new Set([
  ...readdirSync(output).flatMap((name) =>
    (json(join(output, name)) as { findings: string[] }).findings.map((finding) => finding.split(' ')[1] ?? ''),
  ),
  ...readdirSync(foundFolder).flatMap((name) => json(join(foundFolder, name)) as string[]),
]);

/** Rules that no test makes fire, each with why. */
const unproduced: Readonly<Record<string, string>> = {
  'csv-unreadable': 'the reader of .csv reports nothing but open quotation marks on any input known to us; the rule is the net beneath it',
};

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

  it('has no rule that no test run finds, but those with a reason', () => {
    expect([...found].filter((code) => !ruleBook.some((rule) => rule.code === code))).toEqual([]);
    expect(ruleBook.map(({ code }) => code).filter((code) => !found.has(code))).toEqual(Object.keys(unproduced));
  });
});
