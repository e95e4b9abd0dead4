import { describe, expect, it } from 'vitest';
import { progressByActivity } from '../src/format/v2/rules/progress.ts';

describe('physical progress', () => {
  const unit = '1.02.0.00.0.00.01.0000';
  const [sub1, sub2, kegiatan] = ['1.02.01.2.01.0001', '1.02.01.2.01.0002', '1.02.01.2.01'];

  it('weighs sub-activities by their budget', () => {
    const means = progressByActivity(
      [
        { unit, activity: sub1, hundredths: 5000n },
        { unit, activity: sub2, hundredths: 10_000n },
      ],
      [
        { unit, activity: sub1, amount: 300n },
        { unit, activity: sub2, amount: 100n },
      ],
    );
    expect([means.get(sub1), means.get(kegiatan), means.get('')]).toEqual([5000, 6250, 6250]);
  });

  it('weighs a report on a kegiatan by all that lies below it', () => {
    const means = progressByActivity([{ unit, activity: kegiatan, hundredths: 4000n }], [{ unit, activity: sub1, amount: 300n }]);
    expect([means.get(kegiatan), means.get(''), means.get(sub1)]).toEqual([4000, 4000, undefined]);
  });

  it('leaves out what has no budget beside what has one, and takes the plain mean where nothing has', () => {
    const reports = [
      { unit, activity: sub1, hundredths: 2000n },
      { unit, activity: sub2, hundredths: 8000n },
    ];
    expect(progressByActivity(reports, [{ unit, activity: sub1, amount: 1n }]).get('')).toBe(2000);
    expect(progressByActivity(reports, []).get('')).toBe(5000);
    expect(progressByActivity([], []).size).toBe(0);
  });

  it('is 0 or 100 % only where every report that weighs is', () => {
    const mean = (a: bigint, b: bigint) =>
      progressByActivity(
        [
          { unit, activity: sub1, hundredths: a },
          { unit, activity: sub2, hundredths: b },
        ],
        [
          { unit, activity: sub1, amount: 1n },
          { unit, activity: sub2, amount: 10n ** 15n },
        ],
      ).get('');
    expect([mean(1n, 0n), mean(9999n, 10_000n), mean(0n, 0n), mean(10_000n, 10_000n)]).toEqual([1, 9999, 0, 10_000]);
  });
});
