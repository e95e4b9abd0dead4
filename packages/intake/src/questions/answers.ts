import { type Finding, finding } from '@sipkadin/budget';
import type { Question } from './question.ts';

/** What a person answered, by the keys of the questions. */
export class Answers {
  readonly #texts: Readonly<Record<string, string>>;

  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.#texts = texts;
  }

  /** @returns the answer, undefined where there is none or one that cannot be used */
  of<Value>({ key, parse }: Question<string, Value>): Value | undefined {
    const text = this.#texts[key];
    return text === undefined ? undefined : parse(text);
  }

  /** For a question that is open: the answer that it has and that cannot be used. @param offered the values that could be, if only these */
  unusable({ key, example }: Question<string, unknown>, offered: readonly string[] = []): Finding[] {
    const text = this.#texts[key];
    const expected = offered.length > 0 ? offered.join(', ') : example;
    return text === undefined ? [] : [finding('answer-wrong', { value: `${key}=${text}`, expected })];
  }

  /** Answers to what nobody asks: a key that is misspelt would otherwise be ignored. */
  toNoQuestion(questions: readonly Pick<Question<string, unknown>, 'key'>[]): Finding[] {
    const keys = questions.map(({ key }) => key);
    const unknown = Object.keys(this.#texts).filter((key) => !keys.includes(key));
    return unknown.map((key) => finding('answer-wrong', { value: `${key}=${this.#texts[key]}`, expected: keys.join(', ') }));
  }
}
