import {
  type Basis,
  type BudgetVersion,
  type Choice,
  canonicalCode,
  type Finding,
  type FindingCode,
  type FiscalYear,
  finding,
  isBudgetVersion,
  isIsoDate,
  type Words,
} from '@sipkadin/budget';
import { asOfInName, periodIn, yearsIn } from '../table/dates.ts';
import { governmentIn, governmentsInName } from './places.ts';

/** What must be known of a file beyond its amounts. The keys are those that a question is answered by. */
export type Subject = 'year' | 'asOf' | 'from' | 'basis' | 'version' | 'government' | 'measure' | 'numbers' | 'sheet' | 'unit';

/**
 * Something in the file that speaks for a value. `content` is a statement (a title, a column, a head),
 * `dates` what follows from the documents' dates, `name` the file's name; `hint` decides nothing and only helps a person choose.
 */
export interface Clue {
  subject: Subject;
  value: string;
  rank: 'content' | 'dates' | 'name' | 'hint';
  sheet: string;
  ref: string;
  text: string;
}

/** Answers whose figures they are that stand beneath an OPD's name. */
export const wholeGovernment: readonly string[] = ['semua', 'whole'];

const fromName: Partial<Record<Subject, FindingCode>> = {
  year: 'year-from-file-name',
  asOf: 'as-of-from-file-name',
  basis: 'basis-from-file-name',
  version: 'version-from-file-name',
  government: 'government-from-file-name',
};

/** Clues in the titles above a table, and in the labels of its columns. */
export function cluesInTitles(titles: readonly { text: string; ref: string }[], sheet: string): Clue[] {
  const clues: Clue[] = [];
  for (const { text, ref } of titles) {
    const add = (subject: Subject, value: string) => clues.push({ subject, value, rank: 'content', sheet, ref, text });
    for (const year of yearsIn(text, true)) add('year', String(year));
    const basis = basisIn(text);
    if (basis) add('basis', basis);
    const version = versionIn(text);
    if (version) add('version', version);
    const government = governmentIn(text);
    if (government) add('government', government.code);
  }
  return clues;
}

/** Clues in the file's name. */
export function cluesInName(name: string): Clue[] {
  const clues: Clue[] = [];
  const add = (subject: Subject, value: string) => clues.push({ subject, value, rank: 'name', sheet: '', ref: '', text: name });
  for (const year of yearsIn(name, false)) add('year', String(year));
  const words = name.replace(/\.[a-z]{3,4}$/i, '').replace(/[_.-]+/g, ' ');
  const basis = basisIn(words);
  if (basis) add('basis', basis);
  const version = versionIn(words);
  if (version) add('version', version);
  for (const government of governmentsInName(words)) add('government', government.code);
  return clues;
}

/** Periods need the year first: "s.d. Juni" ends on a day of the fiscal year. */
export function periodClues(
  titles: readonly { text: string; ref: string; sheet: string; hint?: boolean }[],
  name: string,
  year: FiscalYear | undefined,
): Clue[] {
  const clues: Clue[] = [];
  for (const { text, ref, sheet, hint } of titles) {
    const period = periodIn(text, year);
    if (!period) continue;
    clues.push({ subject: 'asOf', value: period.asOf, rank: hint ? 'hint' : 'content', sheet, ref, text });
    if (period.from && !hint) clues.push({ subject: 'from', value: period.from, rank: 'content', sheet, ref, text });
  }
  const named = asOfInName(name, year);
  if (named) clues.push({ subject: 'asOf', value: named, rank: 'name', sheet: '', ref: '', text: name });
  return clues;
}

function basisIn(text: string): Basis | undefined {
  if (/\bSP2D\b/i.test(text)) return 'sp2d';
  if (/\b(?:SPJ|TBP)\b/i.test(text)) return 'spj';
  return /\bLRA\b|LAPORAN\s+REALISASI\s+ANGGARAN/i.test(text) ? 'lra' : undefined;
}

const ordinals = [
  'pertama|kesatu|i|1',
  'kedua|ii|2',
  'ketiga|iii|3',
  'keempat|iv|4',
  'kelima|v|5',
  'keenam|vi|6',
  'ketujuh|vii|7',
  'kedelapan|viii|8',
  'kesembilan|ix|9',
];

/** "Pergeseran" alone says no number and hence no version. */
export function versionIn(text: string): BudgetVersion | undefined {
  const changed = /\bperubahan\b|\bapbd[ -]?p\b|\bp[ -]?apbd\b|\bdppa\b/i.test(text);
  const shifted = /\bpergeseran\b(?:\s+(?:anggaran|apbd|ke))*\s*-?\s*([a-z]+|\d)?/i.exec(text);
  if (shifted) {
    const word = (shifted[1] ?? '').toLowerCase();
    const number = ordinals.findIndex((forms) => word !== '' && new RegExp(`^(?:${forms})$`).test(word)) + 1;
    if (number === 0) return undefined;
    return changed ? `perubahan-pergeseran-${number}` : `pergeseran-${number}`;
  }
  if (changed) return 'perubahan';
  return /\bmurni\b|\bpenetapan apbd\b/i.test(text) ? 'murni' : undefined;
}

export interface Settled {
  value: string | undefined;
  findings: Finding[];
}

/**
 * Decides one subject: the person's answer, else what the content says, else what the name says; contradicting
 * evidence and none at all become a question. `needed` false: silence is allowed.
 */
export function settle(
  subject: Subject,
  clues: readonly Clue[],
  answers: Readonly<Record<string, string>>,
  unknown: FindingCode | undefined,
  conflict: FindingCode,
  choices: readonly Choice[],
): Settled {
  const own = clues.filter((clue) => clue.subject === subject);
  const answer = answers[subject];
  if (answer !== undefined && isAnswer(subject, answer)) return { value: answer, findings: [] };
  const settled = weigh(subject, own, unknown, conflict, choices);
  if (answer === undefined) return settled;
  const wrong = finding('answer-wrong', { value: `${subject}=${answer}`, expected: answerForm[subject] ?? '' });
  return { ...settled, findings: [wrong, ...settled.findings] };
}

function weigh(
  subject: Subject,
  own: readonly Clue[],
  unknown: FindingCode | undefined,
  conflict: FindingCode,
  choices: readonly Choice[],
): Settled {
  const content = own.filter((clue) => clue.rank === 'content');
  const named = own.filter((clue) => clue.rank === 'name');
  const stated = content.length > 0 ? content : own.filter((clue) => clue.rank === 'dates');
  const values = distinct(stated);
  const names = distinct(named);
  const agrees =
    values.length === 1 && (names.length === 0 || names.includes(values[0] ?? '') || subject === 'asOf' || subject === 'basis');
  if (agrees) return { value: values[0], findings: [] };
  if (values.length === 0 && names.length === 1) {
    const code = fromName[subject];
    const [value = ''] = names;
    return { value, findings: code ? [finding(code, { value: said({ value, label: labelOf(choices, value) }) })] : [] };
  }
  const rivals = [...stated, ...named];
  if (rivals.length === 0) {
    if (!unknown) return { value: undefined, findings: [] };
    return { value: undefined, findings: [finding(unknown, { question: { key: subject, choices: withHints(choices, own) } })] };
  }
  const offered = distinct(rivals).map((value) => ({ value, label: labelOf(choices, value), evidence: evidenceFor(rivals, value) }));
  const value = offered.map((choice) => `${said(choice)} (${choice.evidence})`).join('; ');
  return { value: undefined, findings: [finding(conflict, { value, question: { key: subject, choices: offered } })] };
}

/** A value as it can stand in a sentence of either language: a name that both share, else the value itself. */
function said({ value, label }: Choice): string {
  return label.id === label.en ? label.id : value;
}

function distinct(clues: readonly Clue[]): string[] {
  return [...new Set(clues.map((clue) => clue.value))];
}

function evidenceFor(clues: readonly Clue[], value: string): string {
  const seen = clues
    .filter((clue) => clue.value === value)
    .map(({ sheet, ref, text }) => (ref === '' ? text : `${sheet}!${ref} "${text}"`));
  return [...new Set(seen)].slice(0, 3).join(', ');
}

function withHints(choices: readonly Choice[], hints: readonly Clue[]): Choice[] {
  const hinted = distinct(hints);
  const listed = choices.map((choice) =>
    hinted.includes(choice.value) ? { ...choice, evidence: evidenceFor(hints, choice.value) } : choice,
  );
  const extra = hinted
    .filter((value) => !choices.some((choice) => choice.value === value))
    .map((value) => ({ value, label: { id: value, en: value }, evidence: evidenceFor(hints, value) }));
  return [...extra, ...listed].sort((a, b) => Number(b.evidence !== undefined) - Number(a.evidence !== undefined));
}

function labelOf(choices: readonly Choice[], value: string): Words {
  return choices.find((choice) => choice.value === value)?.label ?? { id: value, en: value };
}

const answerForm: Partial<Record<Subject, string>> = {
  year: '2026',
  asOf: '2026-10-31',
  from: '2026-01-01',
  basis: 'sp2d, spj, lra',
  version: 'murni, pergeseran-1, perubahan, perubahan-pergeseran-1',
  government: '19.71',
  measure: 'budget, realization',
  numbers: 'id, en',
  unit: '1.02.0.00.0.00.01.0000, semua',
};

/** Whether a text can answer a question about a subject at all. */
export function isAnswer(subject: Subject, text: string): boolean {
  switch (subject) {
    case 'year':
      return /^20\d{2}$/.test(text);
    case 'asOf':
    case 'from':
      return isIsoDate(text);
    case 'basis':
      return isBasis(text);
    case 'version':
      return isBudgetVersion(text);
    case 'government':
      return /^\d{2}(?:\.\d{2})?$/.test(text);
    case 'measure':
      return text === 'budget' || text === 'realization';
    case 'numbers':
      return text === 'id' || text === 'en';
    case 'sheet':
      return text !== '';
    case 'unit':
      return wholeGovernment.includes(text) || canonicalCode('unit', text) !== undefined;
  }
}

export function isBasis(text: string): text is Basis {
  return text === 'sp2d' || text === 'spj' || text === 'lra';
}
