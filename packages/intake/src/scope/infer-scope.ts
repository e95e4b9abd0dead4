import { type Choice, type Finding, type FiscalYear, finding, type StatementKind, type Words, type WorksKind } from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import { eachChoice } from '../questions/stage.ts';
import type { Clue, ScopeKey, ScopeQuestion } from './scope-question.ts';
import { scopeQuestions } from './scope-questions.ts';

export interface Title {
  text: string;
  ref: string;
  sheet: string;
  /** A label that may hint at the period and states nothing. */
  hint?: boolean;
}

const isPeriod = (key: ScopeKey) => key === 'asOf' || key === 'from';

/** Evidence in titles and labels, but for periods. */
export function cluesInTitles(titles: readonly Title[]): Clue[] {
  const questions = scopeQuestions.filter(({ key }) => !isPeriod(key));
  return titles.flatMap((title) => questions.flatMap((question) => cluesIn(question, title, undefined, false)));
}

/** Evidence in the file's name, but for periods. */
export function cluesInName(name: string): Clue[] {
  const questions = scopeQuestions.filter(({ key }) => !isPeriod(key));
  return questions.flatMap((question) => cluesInNameOf(question, name, undefined, false));
}

/** Evidence for periods. The year is settled first: "s.d. Juni" ends on a day of the fiscal year. */
export function periodClues(titles: readonly Title[], name: string, year: FiscalYear | undefined, monthsEnd: boolean): Clue[] {
  const questions = scopeQuestions.filter(({ key }) => isPeriod(key));
  const inTitles = titles.flatMap((title) =>
    questions.filter(({ key }) => title.hint !== true || key === 'asOf').flatMap((question) => cluesIn(question, title, year, monthsEnd)),
  );
  return [...inTitles, ...questions.flatMap((question) => cluesInNameOf(question, name, year, monthsEnd))];
}

/** Years, versions and last days that titles state, without those they only hint at. */
export type Stated = Readonly<Record<'year' | 'version' | 'asOf', readonly string[]>>;

export function statedIn(titles: readonly Title[], year: FiscalYear | undefined): Stated {
  const clues = [...cluesInTitles(titles), ...periodClues(titles, '', year, true)].filter(({ rank }) => rank === 'content');
  const of = (key: keyof Stated) => clues.filter(({ subject }) => subject === key).map(({ value }) => value);
  return { year: of('year'), version: of('version'), asOf: of('asOf') };
}

type Asked = (typeof scopeQuestions)[number];

function cluesIn(
  { key, inTitle, hintsIn }: Pick<ScopeQuestion<ScopeKey, unknown>, 'key' | 'inTitle' | 'hintsIn'>,
  { text, ref, sheet, hint = false }: Title,
  year: FiscalYear | undefined,
  monthsEnd: boolean,
): Clue[] {
  const stated = inTitle(text, year, monthsEnd).map(
    (value): Clue => ({ subject: key, value, rank: hint ? 'hint' : 'content', sheet, ref, text }),
  );
  if (stated.length > 0) return stated;
  return (hintsIn?.(text, year, false) ?? []).map((value): Clue => ({ subject: key, value, rank: 'hint', sheet, ref, text }));
}

function cluesInNameOf({ key, inFileName, hintsIn }: Asked, name: string, year: FiscalYear | undefined, monthsEnd: boolean): Clue[] {
  const clue =
    (rank: Clue['rank']) =>
    (value: string): Clue => ({ subject: key, value, rank, sheet: '', ref: '', text: name });
  const stated = inFileName(name, year, monthsEnd).map(clue('name'));
  return stated.length > 0 ? stated : (hintsIn?.(name, year, true) ?? []).map(clue('hint'));
}

export interface Inferred<Value> {
  value: Value | undefined;
  findings: Finding[];
}

interface Known {
  clues: readonly Clue[];
  kinds: ReadonlySet<StatementKind | WorksKind>;
  year: FiscalYear | undefined;
  answers: Answers;
  /** The values among which a person must choose, where the table is divided by them. */
  offered?: ReadonlySet<string> | undefined;
  /** Whether each of those can be read as a statement of its own. */
  isEach?: boolean;
}

/**
 * Answers a question about the file: by the person's answer, else by the content, else by the file's name. Evidence that
 * contradicts itself, and none for a required value, become a question.
 * @returns value undefined where the file has none, or while the question is open
 */
export function infer<Value>(
  question: ScopeQuestion<ScopeKey, Value>,
  { clues, kinds, year, answers, offered, isEach = false }: Known,
): Inferred<Value> {
  const need = question.need(kinds);
  if (need === 'none') return { value: undefined, findings: [] };
  const answer = answers.of(question);
  const isOffered = offered === undefined || offered.has(String(answer));
  if (answer !== undefined && isOffered) return { value: answer, findings: [] };
  const own = clues.filter(({ subject, value }) => subject === question.key && (offered === undefined || offered.has(value)));
  const relevant = question.relevant?.(own, kinds) ?? own;
  const { value, findings } = weigh(question, relevant, need === 'required', question.choices(year, own));
  return {
    value: value === undefined ? undefined : question.parse(value),
    findings: [...answers.unusable(question, [...(offered ?? [])]), ...(isEach ? findings.map(withEachChoice) : findings)],
  };
}

function withEachChoice(found: Finding): Finding {
  const { question } = found;
  return question === undefined ? found : { ...found, question: { ...question, choices: [...question.choices, eachChoice] } };
}

function weigh(
  { key, codes, contentWins = false }: ScopeQuestion<ScopeKey, unknown>,
  own: readonly Clue[],
  required: boolean,
  choices: readonly Choice[],
): Inferred<string> {
  const content = own.filter((clue) => clue.rank === 'content');
  const named = own.filter((clue) => clue.rank === 'name');
  const stated = content.length > 0 ? content : own.filter((clue) => clue.rank === 'dates');
  const values = distinct(stated);
  const names = distinct(named);
  const agree = values.length === 1 && (contentWins || names.length === 0 || names.includes(values[0] ?? ''));
  if (agree) return { value: values[0], findings: [] };
  if (values.length === 0 && names.length === 1) {
    const [value = ''] = names;
    const quoted = inSentence({ value, label: labelOf(choices, value) });
    return { value, findings: codes.fromName === undefined ? [] : [finding(codes.fromName, { value: quoted })] };
  }
  const conflicting = [...stated, ...named];
  if (conflicting.length === 0) {
    if (!required || codes.unknown === undefined) return { value: undefined, findings: [] };
    return { value: undefined, findings: [finding(codes.unknown, { question: { key, choices: withHints(choices, own) } })] };
  }
  const offered = distinct(conflicting).map((value) => ({
    value,
    label: labelOf(choices, value),
    evidence: evidenceFor(conflicting, value),
  }));
  const value = offered.map((choice) => `${inSentence(choice)} (${choice.evidence})`).join('; ');
  return { value: undefined, findings: [finding(codes.conflict, { value, question: { key, choices: offered } })] };
}

/** A value for a sentence of either language: its label where both languages share it, else the value itself. */
function inSentence({ value, label }: Choice): string {
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
