import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { apply, diff, totalsByKey } from './diff.ts';
import type { Line } from './statement.ts';

const line: fc.Arbitrary<Line> = fc.record({
  unit: fc.constantFrom('', '1.02.0.00.0.00.01.0000'),
  activity: fc.constantFrom('', '1.02.01.2.01.0001', '1.02.01.2.01.0002'),
  account: fc.constantFrom('5.1.01.01.001.00001', '5.1.02.01.001.00024', '4.1.01'),
  fund: fc.constantFrom('', '1.1.01'),
  package: fc.constantFrom('', 'a', 'a|', '|'),
  amount: fc.bigInt({ min: -50n, max: 50n }),
  sheet: fc.constant('Sheet1'),
  row: fc.integer({ min: 1, max: 9 }),
  column: fc.constant('F'),
});
const document = fc.record({ document: fc.constantFrom('', '|', '1'), date: fc.constantFrom('2025-01-01', '2025-01-02') });
const lines = fc.array(
  fc.oneof(
    line,
    fc.tuple(line, document).map(([a, b]) => ({ ...a, ...b })),
  ),
  { maxLength: 40 },
);

describe('diff', () => {
  it('leads from one set of lines to the other, and back', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(apply(totalsByKey(a), diff(a, b))).toEqual(totalsByKey(b));
        expect(apply(totalsByKey(b), diff(b, a))).toEqual(totalsByKey(a));
      }),
    );
  });

  it('of a set with itself is empty, in whatever order its lines stand', () => {
    fc.assert(fc.property(lines, (a) => diff(a, a).length === 0 && diff(a, a.toReversed()).length === 0));
  });

  it('joins: from a to c is from a to b to c', () => {
    fc.assert(
      fc.property(lines, lines, lines, (a, b, c) => {
        expect(apply(apply(totalsByKey(a), diff(a, b)), diff(b, c))).toEqual(apply(totalsByKey(a), diff(a, c)));
      }),
    );
  });

  it('names each key once, in order, and shows the line that stands in the later set', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const changes = diff(a, b);
        const keys = changes.map((change) => change.key);
        expect(keys).toEqual([...new Set(keys)].toSorted());
        for (const change of changes) expect((change.after === undefined ? a : b).includes(change.line)).toBe(true);
      }),
    );
  });

  it('keeps apart an amount of zero and no line at all', () => {
    const zero: Line = { unit: '', activity: '', account: '5', fund: '', package: '', amount: 0n, sheet: 'S', row: 1, column: 'B' };
    expect(diff([], [zero])).toMatchObject([{ before: undefined, after: 0n }]);
    expect(diff([zero], [])).toMatchObject([{ before: 0n, after: undefined }]);
  });

  it('adds duplicates up', () => {
    const one: Line = { unit: '', activity: '', account: '5', fund: '', package: '', amount: 3n, sheet: 'S', row: 1, column: 'B' };
    expect(diff([one, { ...one, row: 2 }], [{ ...one, amount: 6n }])).toEqual([]);
  });
});
