import type { UploadDetail } from '../../../web/client.ts';

const shortest = 100;
const longest = 1_000;

/**
 * The polling interval of a page that shows an upload: while it is read, a quarter of the time waited so far (100 ms to 1 s),
 * so that a small file shows at once and a large one costs few requests.
 * @returns milliseconds; `now` is a monotonic clock in milliseconds
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
