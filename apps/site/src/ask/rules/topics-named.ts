import type { AskIndex } from '../index/ask-index.ts';
import { isSameWord, tokensOf, wordsOf } from './tokens.ts';

/** Topics whose name begins with a word of a question, in either language. */
export function topicsNamed({ topics }: AskIndex, question: string): AskIndex['topics'] {
  const words = wordsOf(question);
  return topics.filter(({ id, en }) => [id, en].some((text) => words.some((word) => isSameWord(word, tokensOf(text)[0] ?? ''))));
}
