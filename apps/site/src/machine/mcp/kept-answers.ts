import { LRUCache } from 'lru-cache';
import type { Finding } from '../../find-context.ts';

const mostKeptBytes = 8 * 1024 * 1024;
const longestKey = 4096;
/** It looks at the files on the disk, which can be damaged at any time. */
const neverKept = 'verify';

/** A place for the answer to one question. */
interface Place {
  /** The JSON of the answer, with the id of this question; undefined where it was not given before. */
  answer: string | undefined;
  /** @param text the JSON of the answer; kept only where it is a result without an error */
  keep: (text: string) => void;
}

/**
 * Answers to questions that were asked before. What is answered follows from the question, the day and the public editions; all are
 * forgotten when one of those two changes.
 */
export function keptAnswers() {
  const kept = new LRUCache<string, string>({ maxSize: mostKeptBytes, sizeCalculation: (result, key) => result.length + key.length });
  let of: Pick<Finding, 'editions' | 'today' | 'copiedUntil'> | undefined;

  /**
   * @param headers those that an answer depends on
   * @returns undefined for a message whose answer is never kept
   */
  return (message: object, headers: readonly string[], finding: Finding): Place | undefined => {
    if (of?.editions !== finding.editions || of.today !== finding.today || of.copiedUntil !== finding.copiedUntil) {
      kept.clear();
      of = finding;
    }
    const { id, ...question } = message as { id?: unknown; params?: { name?: unknown } };
    if (typeof id !== 'string' && !Number.isSafeInteger(id)) return undefined;
    if (question.params?.name === neverKept) return undefined;
    const key = JSON.stringify([question, headers]);
    if (key.length > longestKey) return undefined;
    const result = kept.get(key);
    const at = of;
    return {
      answer: result === undefined ? undefined : `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`,
      keep: (text) => {
        const given = JSON.parse(text) as { result?: { isError?: boolean } };
        if (given.result !== undefined && given.result.isError !== true && of === at) kept.set(key, JSON.stringify(given.result));
      },
    };
  };
}
