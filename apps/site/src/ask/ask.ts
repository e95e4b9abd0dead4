import type { Edition } from '@sipkadin/edition';
import { type Money, money } from '../reading/money.ts';
import { type Entry, entriesOf, entryKinds, within } from './entries.ts';
import { type PageTopic, pagePhrases, phrases, synonyms, weak } from './synonyms.ts';
import { isSameWord, isYear, subjectOf, tokensOf } from './tokens.ts';

/** A found entry, or an account within one OPD. */
export interface Found {
  entry: Entry;
  /** The account that was asked for within the OPD `entry`; undefined: all of the entry. */
  account: Entry | undefined;
  money: Money;
}

/**
 * What an edition says to a question. figure: the first is what was asked for, `others` fit as well. page: a page answers it.
 * none: nothing fits all words; `near` fit some of them and are no answer.
 */
export type Answer = { year: number | undefined } & (
  | { kind: 'figure'; found: Found; others: readonly Found[]; count: number }
  | { kind: 'page'; topic: PageTopic }
  | { kind: 'none'; near: readonly Found[] }
  | { kind: 'empty' }
);

const mostListed = 12;

/**
 * Answers a question in the reader's own words from one edition alone. Every word that names a subject must be found in what is
 * answered, as it is, as a synonym, or with one letter mistyped: where one is not, nothing is answered.
 */
export function ask(edition: Edition, question: string): Answer {
  const tokens = asked(question);
  const year = yearIn(question);
  if (tokens.length === 0) return { kind: 'empty', year };
  const topic = topicOf(tokens);
  if (topic !== undefined && isWhole(topic, tokens)) return { kind: 'page', topic: topic.topic, year };
  const subject = subjectOf(tokens);
  if (subject.length === 0) return topic === undefined ? { kind: 'none', near: [], year } : { kind: 'page', topic: topic.topic, year };
  const fitting = subject.every((token) => weak.has(token)) ? [] : ranked(edition, subject, tokens);
  const [first, ...others] = fitting;
  if (first !== undefined) return { kind: 'figure', found: first, others: others.slice(0, mostListed), count: fitting.length, year };
  const inUnit = accountInUnit(edition, subject);
  if (inUnit !== undefined) return { kind: 'figure', found: inUnit, others: [], count: 1, year };
  if (topic !== undefined) return { kind: 'page', topic: topic.topic, year };
  return { kind: 'none', near: nearly(edition, subject), year };
}

/** The year that a question names; undefined: none. */
export function yearIn(question: string): number | undefined {
  const found = asked(question).find(isYear);
  return found === undefined ? undefined : Number(found);
}

/** The words of a question, those that mean one thing together as one. */
function asked(question: string): string[] {
  const tokens = tokensOf(question.slice(0, 200)).slice(0, 24);
  const joined: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = [3, 2, 1].find((count) => Object.hasOwn(phrases, tokens.slice(at, at + count).join(' '))) ?? 0;
    joined.push(length === 0 ? (tokens[at] ?? '') : (phrases[tokens.slice(at, at + length).join(' ')] ?? ''));
    at += Math.max(length, 1);
  }
  return joined;
}

interface Topic {
  topic: PageTopic;
  phrase: readonly string[];
}

/** The page whose longest phrase has all its words in the question, side by side. */
function topicOf(tokens: readonly string[]): Topic | undefined {
  const line = ` ${tokens.join(' ')} `;
  let best: Topic | undefined;
  for (const [topic, phrases] of Object.entries(pagePhrases) as [PageTopic, readonly string[]][]) {
    for (const text of phrases) {
      const phrase = text.split(' ');
      if (line.includes(` ${text} `) && phrase.length > (best?.phrase.length ?? 0)) best = { topic, phrase };
    }
  }
  return best;
}

/** Whether nothing but the phrase names a subject. */
function isWhole({ phrase }: Topic, tokens: readonly string[]): boolean {
  return subjectOf(tokens.filter((token) => !phrase.includes(token))).length === 0;
}

/** The ways in which a word may be found: itself, or all words of one of its synonyms. */
function waysOf(token: string): readonly (readonly string[])[] {
  const other = Object.hasOwn(synonyms, token) ? synonyms[token] : undefined;
  return other === undefined ? [[token]] : [...other.map((text) => text.split(' ')), [token]];
}

/** How well a name fits: the share of its words that were asked for; 0 where a word that was asked for is not in it. */
function fit(subject: readonly string[], name: readonly string[]): number {
  const used = new Set<number>();
  for (const token of subject) {
    const way = waysOf(token).find((words) => words.every((word) => name.some((known) => isSameWord(word, known))));
    if (way === undefined) return 0;
    for (const word of way) for (const [at, known] of name.entries()) if (isSameWord(word, known)) used.add(at);
  }
  return name.length === 0 ? 0 : used.size / name.length;
}

function ranked(edition: Edition, subject: readonly string[], tokens: readonly string[]): Found[] {
  const size = ({ money: { budget, realization } }: Entry) => budget ?? realization ?? 0n;
  // Words as they were written count for more than what they may be a part or a misspelling of.
  const isExact = ({ names }: Entry) => subject.length > 1 && names.some((name) => subject.every((token) => name.includes(token)));
  return entriesOf(edition)
    .flatMap((entry) => {
      const codeFit = subject.length === 1 && subject[0] === entry.code ? 1 : 0;
      const best = Math.max(codeFit, ...entry.names.map((name) => fit(subject, name)));
      if (best === 0) return [];
      // "belanja modal": a word that may be a filler is none where the name has it too.
      const spoken = tokens.filter((token) => !isYear(token));
      const isSpoken = spoken.length > subject.length && entry.names.some((name) => spoken.every((token) => name.includes(token)));
      return [{ entry, best, score: weight(entry, best) + (isSpoken ? 2 : 0) + (isExact(entry) ? 1.3 : 0) }];
    })
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind) ||
        (size(b.entry) > size(a.entry) ? 1 : -1),
    )
    .map(({ entry }) => ({ entry, account: undefined, money: entry.money }));
}

/** A name that is wholly what was asked for comes first; then OPD and functions, then what has the fewest words beside. */
function weight({ kind }: Entry, best: number): number {
  return best >= 0.99 ? 3 : best + { akun: 1, unit: 1, function: 1, account: 0.1, program: 0.3, kegiatan: 0.15, sub: 0, fund: -0.3 }[kind];
}

/** Words of which some name an OPD and the others an account: "gaji dinas kesehatan". */
function accountInUnit(edition: Edition, subject: readonly string[]): Found | undefined {
  const entries = entriesOf(edition);
  const [units, accounts] = [entries.filter(({ kind }) => kind === 'unit'), entries.filter(({ kind }) => kind === 'account')];
  for (let taken = subject.length - 1; taken > 0; taken--) {
    for (const [ofUnit, ofAccount] of [
      [subject.slice(subject.length - taken), subject.slice(0, subject.length - taken)],
      [subject.slice(0, taken), subject.slice(taken)],
    ] as const) {
      const unit = bestOf(units, ofUnit);
      const account = unit === undefined ? undefined : bestOf(accounts, ofAccount);
      if (unit?.unit === undefined || account === undefined) continue;
      const amounts = within(edition, unit.unit.slug, account.code);
      if (amounts.budget !== null || amounts.realization !== null) return { entry: unit, account, money: amounts };
    }
  }
  return undefined;
}

function bestOf(entries: readonly Entry[], subject: readonly string[]): Entry | undefined {
  let best: { entry: Entry; fit: number } | undefined;
  for (const entry of entries) {
    const own = Math.max(...entry.names.map((name) => fit(subject, name)));
    if (own > (best?.fit ?? 0)) best = { entry, fit: own };
  }
  return best?.entry;
}

/** What has the most of the words, for "did you mean": never an answer. */
function nearly(edition: Edition, subject: readonly string[]): Found[] {
  if (subject.length < 2) return [];
  const scored = entriesOf(edition).flatMap((entry) => {
    const count = subject.filter((token) => entry.names.some((name) => fit([token], name) > 0)).length;
    return count === 0 ? [] : [{ entry, count, share: Math.max(...entry.names.map((name) => count / Math.max(name.length, 1))) }];
  });
  return scored
    .toSorted((a, b) => b.count - a.count || b.share - a.share)
    .slice(0, 6)
    .map(({ entry }) => ({ entry, account: undefined, money: entry.money }));
}

/** Spending of the whole government, of which an amount is a share. */
export function wholeOf(edition: Edition, akun: string): Money | undefined {
  const whole = edition.summary().accounts.find(({ code }) => code === akun);
  return whole && money(whole);
}
