import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isoDate, type Line } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineHash, lineText } from '../src/statements/lines.ts';

// As the unit "binary", which first lays out a table of a million characters.
const unit = fc
  .nat({ max: 0x10_ff_ff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map(
    (code) => String.fromCodePoint(code),
    (letter) => String(letter).codePointAt(0) ?? 0,
  );
const text = fc.oneof(
  { weight: 10, arbitrary: fc.stringMatching(/^[\d.]{0,30}$/) },
  { weight: 10, arbitrary: fc.string({ unit }) },
  { weight: 10, arbitrary: fc.constantFrom('', '|', '\n', 'é', '\ud800') },
  // More than is hashed at once; rare, for it takes as long as a thousand others.
  { weight: 1, arbitrary: fc.constant('x'.repeat(70_000)) },
);
const whole = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 9, 10, 99, 100, 999_999, 2 ** 53 - 1));
const line: fc.Arbitrary<Line> = fc.record(
  {
    unit: text,
    activity: text,
    account: text,
    fund: text,
    package: text,
    amount: fc.bigInt(-(2n ** 63n) + 1n, 2n ** 63n - 1n),
    sheet: text,
    row: whole,
    column: text,
    month: fc.integer({ min: 1, max: 12 }),
    document: text,
    date: fc.constantFrom(isoDate('2025-01-31'), isoDate('2024-02-29')),
  },
  { requiredKeys: ['unit', 'activity', 'account', 'fund', 'package', 'amount', 'sheet', 'row', 'column'] },
);

describe('the hash of lines as they come', () => {
  it('is that of their texts, and so is each seal', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), whole, (lines, from) => {
        const hash = new LineHash();
        const texts = lines.map((each, at) => lineText(from + at, each));
        expect(lines.map((each, at) => hash.add(from + at, each))).toEqual(texts.map((each) => crc32(each)));
        expect(hash.hex()).toBe(createHash('sha256').update(texts.join('')).digest('hex'));
      }),
      { seed: 20261127 },
    );
  });
});
