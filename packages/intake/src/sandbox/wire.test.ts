import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoDate, type Line, type StatementKind, statementKinds } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LineReceiver, LineSender } from './wire.ts';

type Sent = [StatementKind, Line] | 'restart';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const line: fc.Arbitrary<Line> = fc.record(
  {
    ...{ sheet: text, column: text, unit: text, activity: text, account: text, fund: text, package: text },
    row: fc.integer({ min: 1, max: 1_048_576 }),
    amount: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.constantFrom(isoDate('2026-01-31'), isoDate('2026-12-01')),
    document: text,
  },
  { requiredKeys: ['sheet', 'column', 'unit', 'activity', 'account', 'fund', 'package', 'row', 'amount'] },
);
const sent: fc.Arbitrary<Sent[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...statementKinds), line) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  ),
  { maxLength: 30 },
);

function receiver(): { got: Sent[]; receive: LineReceiver } {
  const got: Sent[] = [];
  return { got, receive: new LineReceiver({ line: (kind, one) => got.push([kind, one]), restart: () => got.push('restart') }) };
}

describe('lines on their way out of the child process', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wire-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function bytesOf(all: readonly Sent[]): Buffer {
    const path = join(folder, 'pipe');
    const file = openSync(path, 'w');
    const sender = new LineSender(file);
    for (const one of all) {
      if (one === 'restart') sender.restart();
      else sender.line(...one);
    }
    sender.close();
    closeSync(file);
    return readFileSync(path);
  }

  test('arrive as they were sent, however the pipe cuts them', () => {
    fc.assert(
      fc.property(sent, fc.integer({ min: 1, max: 400 }), (all, piece) => {
        const bytes = bytesOf(all);
        const { got, receive } = receiver();
        for (let at = 0; at < bytes.length; at += piece) receive.push(Buffer.from(bytes.subarray(at, at + piece)));
        expect(got).toEqual(all);
      }),
      { seed: 20261125, numRuns: 60 },
    );
  });

  test('a package name longer than a piece of the pipe arrives whole', () => {
    const long: Line = {
      sheet: 'A',
      column: 'B',
      unit: '',
      activity: '',
      account: '',
      fund: '',
      row: 1,
      amount: 1n,
      package: 'é'.repeat(100_000),
    };
    const { got, receive } = receiver();
    receive.push(bytesOf([['budget', long]]));
    expect(got).toEqual([['budget', long]]);
  });

  test.each([
    ['of no length, which would never end', [0, 0]],
    ['that ends before it begins', [0, -8]],
    ['longer than any text is', [0, 2_000_000_000]],
    ['of a kind that is none', [99, 8]],
  ])('a record %s is refused', (_, words) => {
    const bytes = Buffer.alloc(64);
    for (const [at, value] of words.entries()) bytes.writeInt32LE(value, at * 4);
    expect(() => receiver().receive.push(bytes)).toThrow(/^no record is/);
  });
});
