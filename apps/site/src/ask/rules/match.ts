import type { Known } from '../index/entries.ts';
import { synonyms } from './synonyms.ts';
import { isSameWord } from './tokens.ts';

/** The share of a name's words that were asked for; 0 where a word that was asked for is not in it. */
type Fit = (name: readonly number[]) => number;

/** How well names fit words of a question. */
export interface Match {
  /** @returns undefined where some word is in no name at all */
  fitOf: (subject: readonly string[]) => Fit | undefined;
  /** Whether a name has all these words exactly as they were written. */
  hasExactly: (words: readonly string[], name: readonly number[]) => boolean;
}

/** The best fit of several names. */
export function best(fit: Fit, names: readonly (readonly number[])[]): number {
  let most = 0;
  for (const name of names) most = Math.max(most, fit(name));
  return most;
}

const mostRemembered = 1000;
const made = new WeakMap<Known, Match>();

/** Which words of names an asked word may be is remembered, up to a limit, because a question tries its words many times. */
export function matching(known: Known): Match {
  const found = made.get(known) ?? makeMatch(known);
  made.set(known, found);
  return found;
}

function makeMatch({ words }: Known): Match {
  const positions = new Map(words.map((word, at) => [word, at]));
  // Words that are one begin with the same letter.
  const byLetter = Map.groupBy(words.keys(), (at) => (words[at] ?? '').charAt(0));
  const same = new Map<string, ReadonlySet<number>>();
  const sameAs = (asked: string): ReadonlySet<number> => {
    const found = same.get(asked) ?? new Set((byLetter.get(asked.charAt(0)) ?? []).filter((at) => isSameWord(asked, words[at] ?? '')));
    if (same.size >= mostRemembered) same.clear();
    same.set(asked, found);
    return found;
  };
  return {
    fitOf: (subject) => {
      // Of each word the ways in which it may be found; a way is a set of places for each of its words.
      const all = subject.map((token) =>
        waysOf(token)
          .map((way) => way.map(sameAs))
          .filter((way) => way.every(({ size }) => size > 0)),
      );
      if (all.some((ways) => ways.length === 0)) return undefined;
      const fits = new Map<readonly number[], number>();
      return (name) => {
        const fit = fits.get(name) ?? share(all, name);
        fits.set(name, fit);
        return fit;
      };
    },
    hasExactly: (asked, name) => asked.every((word) => name.includes(positions.get(word) ?? -1)),
  };
}

function share(all: readonly (readonly (readonly ReadonlySet<number>[])[])[], name: readonly number[]): number {
  const used = new Set<number>();
  for (const ways of all) {
    const way = ways.find((sets) => sets.every((set) => name.some((word) => set.has(word))));
    if (way === undefined) return 0;
    for (const set of way) for (const [at, word] of name.entries()) if (set.has(word)) used.add(at);
  }
  return name.length === 0 ? 0 : used.size / name.length;
}

/** The ways in which a word may be found: itself, or all words of one of its synonyms. */
function waysOf(token: string): readonly (readonly string[])[] {
  const other = Object.hasOwn(synonyms, token) ? synonyms[token] : undefined;
  return other === undefined ? [[token]] : [...other.map((text) => text.split(' ')), [token]];
}
