import type { Code } from '@sipkadin/budget';
import { accountOfTerm, terms } from '../../words/glossary.ts';
import { isFiller, tokensOf } from './tokens.ts';

/** Ways to ask what a word means; English ones whole, for "what is the budget of ..." asks for an amount. */
const openings = [
  ...[
    'apa itu',
    'apakah itu',
    'apa arti',
    'apa artinya',
    'apa maksud',
    'apa maksudnya',
    'arti',
    'maksud',
    'definisi',
    'pengertian',
    'istilah',
  ],
  ...['what is a', 'what is an', 'what is', 'what are', 'what does', 'meaning of', 'definition of', 'define', 'explain'],
];
const besides = new Set('itu dari kata yang adalah a an the of mean means meaning'.split(' '));

/** Names of terms in English, beside the official ones. */
const english: Readonly<Record<string, string>> = {
  'capital spending': 'belanja-modal',
  'operating spending': 'belanja-operasi',
  'personnel spending': 'belanja-pegawai',
  'unforeseen spending': 'btt',
  'budget ceiling': 'pagu',
  absorption: 'serapan',
  deficit: 'surplus-defisit',
  'own source revenue': 'pad',
  'cash plan': 'anggaran-kas',
  unaudited: 'belum-diaudit',
  edition: 'terbitan',
};

/** Each name of a term: "OPD, SKPD" has two, and "Anggaran kas (RAK)" too. Behind a colon are parts of it, whose amount is not that of the whole. */
const named = [
  ...terms.flatMap(({ slug, term }) =>
    term.split(':').flatMap((side, at) => side.split(/[,()]/).map((text) => ({ slug, words: tokensOf(text), isPart: at > 0 }))),
  ),
  ...Object.entries(english).map(([text, slug]) => ({ slug, words: tokensOf(text), isPart: false })),
].filter(({ words }) => words.length > 0);

/**
 * The term that a question names, where nothing else in it names a subject.
 * @returns isExplanation: whether its meaning is asked for; account: the one whose figure it stands for, undefined for none
 */
export function termAsked(tokens: readonly string[]): { slug: string; isExplanation: boolean; account: Code | undefined } | undefined {
  const line = `${tokens.join(' ')} `;
  const opening = openings.find((text) => line.startsWith(`${text} `));
  const words = tokens.slice(opening === undefined ? 0 : opening.split(' ').length).filter((token) => !besides.has(token));
  let best: (typeof named)[number] | undefined;
  for (const one of named) {
    const isNamed = one.words.every((word) => words.includes(word));
    if (isNamed && one.words.length > (best?.words.length ?? 0) && words.every((word) => one.words.includes(word) || isFiller(word)))
      best = one;
  }
  return best && { slug: best.slug, isExplanation: opening !== undefined, account: best.isPart ? undefined : accountOfTerm[best.slug] };
}
