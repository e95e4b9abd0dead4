import type { UploadDetail } from '../../../web/client.ts';

const shortest = 100;
const longest = 1_000;

/**
 * How long a page waits before it asks again how an upload is: while it is read a quarter of the time that it has waited
 * already, so that a small file is there in a blink and a large one costs few questions.
 * @returns milliseconds from `now` on, which is a clock's that only goes forward
 */
export function readingPace(): (upload: Pick<UploadDetail, 'job' | 'state'>, now: number) => number {
  let began: number | undefined;
  return ({ job, state }, now) => {
    if (job === null || job.stage === 'failed') {
      began = undefined;
      return state === 'received' ? 1_500 : 15_000;
    }
    began ??= now;
    return Math.min(longest, Math.max(shortest, (now - began) / 4));
  };
}
