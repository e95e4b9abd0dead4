import { type Code, isWithin, level } from '@sipkadin/budget';
import { type Money, total } from '../../reading/money.ts';
import type { AskIndex } from '../index/ask-index.ts';
import { type Entry, entryKinds, type Known, knownOf, type Place } from '../index/entries.ts';
import { best, type Match, matching } from './match.ts';
import {
  asksForCount,
  asksWhy,
  closestTo,
  contractWords,
  ofContracts,
  type PageTopic,
  perResident,
  topicOf,
  type Unanswered,
} from './phrases.ts';
import { type NamedRegion, regionAsked } from './region-asked.ts';
import { general, weak } from './synonyms.ts';
import { termAsked } from './term-asked.ts';
import { isYear, subjectOf, tokensOf, wordsOf } from './tokens.ts';

/** A found entry, or an account within one OPD or sub-unit. */
export interface Found {
  entry: Entry;
  /** The account that was asked for within the place `entry`; undefined: all of the entry. */
  account: Entry | undefined;
  /** Of an activity that several OPD have, and of several sub-units: how many, and `money` is their sum. undefined: of one. */
  places: number | undefined;
  /** Of sub-units of which only some have the account that is asked for: how many there are. */
  ofPlaces?: number;
  money: Money;
}

/**
 * What an edition says to a question. figure: the first is what was asked for, `others` fit as well. several: many things have the word
 * and none covers the others. region: another region is named; isWhole: nothing but its spending is asked for. page: a page answers it.
 * term: a word is explained, with the figure it stands for where there is one. none: nothing fits all words; `near` fit some and are no answer.
 */
export type Answer = { years: readonly number[]; isPerResident: boolean } & (
  | { kind: 'figure'; found: Found; others: readonly Found[]; count: number }
  | { kind: 'several'; found: readonly Found[]; count: number }
  | { kind: 'region'; regions: readonly NamedRegion[]; isWhole: boolean }
  | { kind: 'page'; topic: PageTopic }
  | { kind: 'term'; slug: string; found: Found | undefined }
  | { kind: 'none'; why: Unanswered; near: readonly Found[]; topic: PageTopic | undefined }
  | { kind: 'empty' }
);

const mostListed = 12;
const mostOfSeveral = 40;
const mostNear = 4;

/** With these alone, all spending is asked for. */
const ofSpending = new Set(['anggaran', 'anggarannya', 'belanja', 'pengeluaran', 'budget', 'spending', 'spend', 'spent']);

/**
 * Answers a question in the reader's own words from one edition alone. Every word that names a subject must be found in what is
 * answered, as it is, as a synonym, or with one letter mistyped: where one is not, nothing is answered.
 */
export function ask(index: AskIndex, question: string): Answer {
  const named = regionAsked(index, question);
  if (named === undefined) return askOfEdition(index, question);
  const about = { years: yearsIn(question), isPerResident: perResident(wordsOf(question)).isPerResident };
  const isWhole = named.rest.length === 0 && !about.isPerResident;
  const ofRegion: Answer = { kind: 'region', regions: named.regions, isWhole, ...about };
  if (named.regions.some(({ code }) => code === index.government)) {
    // Its own name says nothing of the subject.
    const own = ask(index, named.without);
    return own.kind === 'empty' ? { kind: 'page', topic: 'spending', ...about } : own;
  }
  if (named.isSpelledOut) return ofRegion;
  const own = askOfEdition(index, question);
  const isOwn = isWhole ? own.kind === 'figure' && hasAllWords(index, question, own.found.entry) : own.kind !== 'none';
  return isOwn ? own : ofRegion;
}

/** Whether an entry that is no contract has each word of the subject as it was written. */
function hasAllWords(index: AskIndex, question: string, { kind, names }: Entry): boolean {
  const match = matching(knownOf(index));
  const subject = subjectOf(wordsOf(question));
  return kind !== 'contract' && kind !== 'company' && names.some((name) => match.hasExactly(subject, name));
}

function askOfEdition(index: AskIndex, question: string): Answer {
  const { isPerResident, tokens } = perResident(wordsOf(question));
  const about = { years: yearsIn(question), isPerResident };
  if (tokens.length === 0 && !isPerResident) return { kind: 'empty', ...about };
  const known = knownOf(index);
  const whole = (code: Code) => foundAt(known, code);
  const explained = ({ account }: { account: Code | undefined }) => (account === undefined ? undefined : whole(account));
  const term = termAsked(tokens);
  if (term?.isExplanation === true) return { kind: 'term', slug: term.slug, found: explained(term), ...about };
  const subject = subjectOf(tokens);
  if (asksForCount(question)) return { kind: 'none', why: 'count', near: nearly(known, subject), topic: undefined, ...about };
  const topic = topicOf(tokens);
  if (topic?.isWhole === true && !isPerResident) return { kind: 'page', topic: topic.topic, ...about };
  if (subject.length === 0) {
    const spending = isPerResident ? whole('5') : undefined;
    if (spending !== undefined) return { kind: 'figure', found: spending, others: [], count: 1, ...about };
    if (term !== undefined) return { kind: 'term', slug: term.slug, found: explained(term), ...about };
    if (tokens.some((token) => ofSpending.has(token))) return { kind: 'page', topic: 'spending', ...about };
    return { kind: 'none', why: 'words', near: [], topic: topic?.topic, ...about };
  }
  const all = ofContracts(tokens) ? contractsNamed(known, subject) : answersTo(known, subject, tokens);
  if (asksWhy(tokens)) return { kind: 'none', why: 'why', near: all.slice(0, mostNear), topic: undefined, ...about };
  const [first, ...others] = all;
  if (first !== undefined && isOneOfSeveral(known, subject, all))
    return { kind: 'several', found: all.slice(0, mostOfSeveral), count: all.length, ...about };
  if (first !== undefined) return { kind: 'figure', found: first, others: others.slice(0, mostListed), count: all.length, ...about };
  if (term !== undefined) return { kind: 'term', slug: term.slug, found: explained(term), ...about };
  const closest = closestTo(tokens);
  const near = closest === undefined ? nearly(known, subject) : answersTo(known, subjectOf(wordsOf(closest.instead)), []).slice(0, 1);
  return { kind: 'none', why: closest?.why ?? 'words', near, topic: topic?.topic, ...about };
}

/**
 * Whether the first of these was found by one word that others have as well, and covers none of them: to give one amount would be to
 * choose one. So it is where several of a kind fit equally well, and for words that are in many names and mean none of them.
 */
function isOneOfSeveral(known: Known, subject: readonly string[], [first, ...others]: readonly Found[]): boolean {
  const [word = ''] = subject;
  if (first === undefined || subject.length > 1 || first.places !== undefined || first.account !== undefined) return false;
  const { entry } = first;
  const isDeep = (entry.kind === 'account' && level(entry.code) > 3) || ['kegiatan', 'sub', 'fund', 'contract'].includes(entry.kind);
  const fit = matching(known).fitOf(subject);
  if (!isDeep || fit === undefined || best(fit, entry.names) >= 0.99) return false;
  const beside = others.filter(({ entry: other }) => other.kind !== entry.kind || !isWithin(other.code, entry.code));
  if (general.has(word)) return beside.length > 0;
  return beside.some(({ entry: other }) => other.kind === entry.kind && best(fit, other.names) === best(fit, entry.names));
}

/** The years that a question names, each once. */
export function yearsIn(question: string): number[] {
  return [...new Set(wordsOf(question).filter(isYear).map(Number))];
}

/** Whether an answer is of the one year that is shown: the page that compares years is of several. */
export const isOfOneYear = (answer: Answer): boolean =>
  answer.kind !== 'empty' && answer.kind !== 'region' && !(answer.kind === 'page' && answer.topic === 'years');

/** The year that a question is about: the one that it names, where it names no other. */
export function yearIn(question: string): number | undefined {
  const [year, ...others] = yearsIn(question);
  return others.length === 0 ? year : undefined;
}

function answersTo(known: Known, subject: readonly string[], tokens: readonly string[]): Found[] {
  if (subject.every((token) => weak.has(token))) return [];
  const fitting = named(known, subject, tokens);
  return fitting.length > 0 ? fitting : withinPlace(known, matching(known), subject);
}

/** What has all words in its own name. */
function named(known: Known, subject: readonly string[], tokens: readonly string[]): Found[] {
  const match = matching(known);
  return subject.every((token) => weak.has(token)) ? [] : summedOverPlaces(known, match, ranked(known, match, subject, tokens), subject);
}

/** Companies and contracts alone, where contracts are asked for by that word. */
function contractsNamed(known: Known, subject: readonly string[]): Found[] {
  const words = subject.filter((token) => !contractWords.has(token));
  const all = ranked(known, matching(known), words, []).filter(({ kind }) => kind === 'company' || kind === 'contract');
  return words.length === 0 ? [] : all.map(found);
}

function found(entry: Entry): Found {
  return { entry, account: undefined, places: undefined, money: entry.money };
}

function foundAt({ entries }: Known, code: Code): Found | undefined {
  const entry = entries.find((one) => (one.kind === 'akun' || one.kind === 'account') && one.code === code);
  return entry && found(entry);
}

const size = ({ money: { budget, realization } }: { money: Money }) => budget ?? realization ?? 0n;
const bySize = (a: { money: Money }, b: { money: Money }) => (size(b) > size(a) ? 1 : size(b) < size(a) ? -1 : 0);

function ranked(known: Known, match: Match, subject: readonly string[], tokens: readonly string[]): Entry[] {
  const fit = match.fitOf(subject);
  if (fit === undefined) return [];
  // Words as they were written count for more than what they may be a part or a misspelling of.
  const isExact = ({ names }: Entry) => subject.length > 1 && names.some((name) => match.hasExactly(subject, name));
  // "belanja modal": a word that may be a filler is none where the name has it too.
  const spoken = tokens.filter((token) => !isYear(token));
  const isSpoken = ({ names }: Entry) => spoken.length > subject.length && names.some((name) => match.hasExactly(spoken, name));
  return known.entries
    .flatMap((entry) => {
      const codeFit = subject.length === 1 && entry.code !== '' && subject[0] === entry.code && entry.kind !== 'contract' ? 1 : 0;
      const own = Math.max(codeFit, best(fit, entry.names));
      // All financing is more than what one word of its plain name says.
      if (entry.kind === 'akun' && entry.code === '6' && own < 0.99) return [];
      // One word of a long title says too little: "tua" is not asked about works in Tua Tunu.
      if (own === 0 || (entry.kind === 'contract' && subject.length < 2 && own < 0.5)) return [];
      const isByChance = entry.kind === 'subUnit' && !isSubUnitNamed(known, match, entry, subject);
      if (isByChance && subject.length === 1) return [];
      return [{ entry, score: (isByChance ? own - 1 : weight(entry, own)) + (isSpoken(entry) ? 2 : 0) + (isExact(entry) ? 1.3 : 0) }];
    })
    .toSorted(
      (a, b) => b.score - a.score || entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind) || bySize(a.entry, b.entry),
    )
    .map(({ entry }) => entry);
}

const technicalUnit = new Set(['uptd', 'upt']);

/** The word of a sub-unit's name for what it is, as its place in `words`: "kelurahan", "puskesmas". */
function sortOf({ words }: Known, { names: [name = []] }: Entry): number | undefined {
  return name.find((at) => !technicalUnit.has(words[at] ?? ''));
}

/** Whether one of the words asks for what a sub-unit is: "puskesmas", "hospital". */
function isSortAsked(known: Known, match: Match, entry: Entry, subject: readonly string[]): boolean {
  const sort = sortOf(known, entry);
  return sort !== undefined && subject.some((token) => (match.fitOf([token])?.([sort]) ?? 0) > 0);
}

/** Whether a sub-unit is meant: by the word for what it is, or by its whole name, for "pasar" does not ask about Kelurahan Pasar Padi. */
function isSubUnitNamed(known: Known, match: Match, entry: Entry, subject: readonly string[]): boolean {
  const name = (entry.names[0] ?? []).filter((at) => !technicalUnit.has(known.words[at] ?? ''));
  const share = match.fitOf(subject)?.(name) ?? 0;
  return isSortAsked(known, match, entry, subject) || Math.round(share * name.length) >= name.length - 1;
}

/** A name that is wholly what was asked for comes first; then OPD and functions, then what has the fewest words beside. */
function weight({ kind }: Entry, fit: number): number {
  return fit >= 0.99 ? 3 : fit + weights[kind];
}

const weights = {
  ...{
    akun: 1,
    unit: 1,
    subUnit: 1,
    function: 1,
    account: 0.1,
    program: 0.3,
    kegiatan: 0.15,
    sub: 0,
    fund: -0.3,
    company: 0.6,
    contract: -2.5,
  },
} satisfies Record<Entry['kind'], number>;

const isActivity = ({ kind }: Entry) => kind === 'program' || kind === 'kegiatan' || kind === 'sub';

/**
 * Where the best fit is an activity that several OPD have by the same name, or one of several sub-units, none of them is the answer:
 * their sum is ("puskesmas"), and they follow. Sub-units are added up where what they are is asked for: a puskesmas and a kelurahan that
 * are called after the same place have no sum.
 */
function summedOverPlaces(known: Known, match: Match, entries: readonly Entry[], subject: readonly string[]): Found[] {
  const [first] = entries;
  if (first === undefined) return [];
  const alike = entries.filter(
    ({ kind, name }) => kind === first.kind && (kind === 'subUnit' || (isActivity(first) && name === first.name)),
  );
  const isOneSort = alike.every((entry) => entry.kind !== 'subUnit' || isSortAsked(known, match, entry, subject));
  if (alike.length < 2 || !isOneSort) return entries.map(found);
  const all = [...alike.toSorted(bySize), ...entries.filter((entry) => !alike.includes(entry))].map(found);
  const money = total(alike.map((one) => one.money));
  const name = first.kind === 'subUnit' ? inCommon(known, alike) : first.name;
  return [{ entry: { ...first, name, code: '', place: undefined, money }, account: undefined, places: alike.length, money }, ...all];
}

/** The words that all of these names have, as the first has them: "Puskesmas Gerunggang" and "Puskesmas Melintang" have "Puskesmas". */
function inCommon({ words }: Known, entries: readonly Entry[]): string {
  const shared = (entries[0]?.names[0] ?? []).filter((word) => entries.every(({ names }) => names[0]?.includes(word)));
  const texts = new Set(shared.map((at) => words[at]));
  return (entries[0]?.name ?? '')
    .split(' ')
    .filter((text) => tokensOf(text).some((token) => texts.has(token)))
    .join(' ');
}

/** Words of which some name an OPD or a sub-unit and the others an account or an activity in it: "gaji dinas kesehatan". */
function withinPlace(known: Known, match: Match, subject: readonly string[]): Found[] {
  for (let taken = subject.length - 1; taken > 0; taken--) {
    for (const [ofPlace, rest] of [
      [subject.slice(subject.length - taken), subject.slice(0, subject.length - taken)],
      [subject.slice(0, taken), subject.slice(taken)],
    ] as const) {
      if (rest.every((token) => weak.has(token)) || isPlace(ranked(known, match, rest, [])[0])) continue;
      const owners = bestPlaces(known, match, ofPlace);
      const all = owners.length === 1 ? partsOf(known, match, owners, rest) : sumsWithin(known, match, owners, { ofPlace, rest });
      if (all.length > 0) return all;
    }
  }
  return [];
}

/** "Dinas Kesehatan, Dinas Pendidikan" asks about two, and not about what one of them does for the other. */
const isPlace = (entry: Entry | undefined) => entry?.kind === 'unit' || entry?.kind === 'function' || entry?.kind === 'subUnit';

type Owner = Entry & { place: Place };

/** The OPD or sub-unit whose name fits best; several where they fit equally well. */
function bestPlaces({ entries }: Known, match: Match, words: readonly string[]): Owner[] {
  const fit = match.fitOf(words);
  if (fit === undefined) return [];
  const places = entries.flatMap((entry) => {
    const { place } = entry;
    const own = entry.kind === 'unit' || entry.kind === 'subUnit' ? best(fit, entry.names) : 0;
    return own === 0 || place === undefined ? [] : [{ entry: { ...entry, place }, own }];
  });
  const most = Math.max(...places.map(({ own }) => own));
  return places.filter(({ own }) => own === most).map(({ entry }) => entry);
}

type Fitting = { fit: number; found: Found };

const depth = ({ found: { account } }: Fitting) => (account === undefined ? 9 : level(account.code));
const byFit = (a: Fitting, b: Fitting) => b.fit - a.fit || depth(a) - depth(b) || bySize(a.found, b.found);
const hasMoney = ({ budget, realization }: Money) => budget !== null || realization !== null;

/** The accounts and activities of a place whose names have all words, the best fit first, and the account before what lies within it. */
function partsOf(known: Known, match: Match, [owner]: readonly Owner[], words: readonly string[]): Found[] {
  const fit = match.fitOf(words);
  if (fit === undefined || owner === undefined) return [];
  const fitting = known.entries.flatMap((entry): Fitting[] => {
    const own = entry.kind === 'account' || (isActivity(entry) && entry.place === owner.place) ? best(fit, entry.names) : 0;
    if (own === 0) return [];
    if (entry.kind !== 'account') return [{ fit: own, found: found(entry) }];
    const money = known.within(owner.place, entry.code);
    return hasMoney(money) ? [{ fit: own, found: { entry: owner, account: entry, places: undefined, money } }] : [];
  });
  return fitting.toSorted(byFit).map((one) => one.found);
}

/** The sums of accounts over all sub-units of one sort ("gaji puskesmas"), where the word for that sort is what names the place. */
function sumsWithin(
  known: Known,
  match: Match,
  owners: readonly Owner[],
  { ofPlace, rest }: { ofPlace: readonly string[]; rest: readonly string[] },
): Found[] {
  const fit = match.fitOf(rest);
  const isOneSort = owners.every((owner) => owner.kind === 'subUnit' && isSortAsked(known, match, owner, ofPlace));
  const [first] = owners;
  if (fit === undefined || first === undefined || !isOneSort) return [];
  const entry: Entry = { ...first, name: inCommon(known, owners), code: '', place: undefined };
  const fitting = known.entries.flatMap((account): Fitting[] => {
    const own = account.kind === 'account' ? best(fit, account.names) : 0;
    const parts = own === 0 ? [] : owners.map(({ place }) => known.within(place, account.code)).filter(hasMoney);
    if (parts.length === 0) return [];
    return [{ fit: own, found: { entry, account, places: parts.length, ofPlaces: owners.length, money: total(parts) } }];
  });
  return fitting.toSorted(byFit).map((one) => one.found);
}

/** Words that are tried in every run. */
const mostTried = 8;

/** The best fit for each of the longest runs of words that have one: never an answer. */
function nearly(known: Known, all: readonly string[]): Found[] {
  const subject = all.slice(0, mostTried);
  const open = subject.map(() => true);
  const near: Found[] = [];
  for (let length = subject.length - 1; length > 0; length--) {
    for (let from = 0; from + length <= subject.length && near.length < mostNear; from++) {
      if (!open.slice(from, from + length).every(Boolean)) continue;
      const [first] = named(known, subject.slice(from, from + length), []);
      if (first === undefined) continue;
      near.push(first);
      open.fill(false, from, from + length);
    }
  }
  return near;
}
