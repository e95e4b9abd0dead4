import { expect, test } from 'vitest';
import type { UploadDetail } from '../../../web/client.ts';
import { readingPace } from './pace.ts';

test('a page asks often at first, then ever less, and anew of another reading', () => {
  const pace = readingPace();
  const at = (job: { stage: string } | null, now: number) =>
    pace({ job, state: job === null ? 'draft' : 'received' } as Pick<UploadDetail, 'job' | 'state'>, now);
  const reading = { stage: 'reading' };
  expect([5_000, 5_100, 5_800, 7_000, 60_000].map((now) => at(reading, now))).toEqual([100, 100, 200, 500, 1_000]);
  expect(at(null, 61_000)).toBe(15_000);
  expect(at(reading, 90_000)).toBe(100);
  expect(at({ stage: 'failed' }, 90_100)).toBe(1_500);
});
