import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { ancestor, bidangOfUnit, type CodeKind, canonicalCode, isTreasury, isWithin, level, opdOf, parentCode } from './code.ts';
import { lineage } from './tree.ts';

/** Widths of the parts in each generation: the 2019 appendix, 2021 to 2025, 2026. */
const generations = [
  [1, 1, 2, 2, 2, 3],
  [1, 1, 2, 2, 2, 4],
  [1, 1, 2, 2, 3, 5],
] as const;
const print = (parts: readonly number[], widths: readonly number[]) =>
  parts.map((part, index) => String(part).padStart(widths[index] ?? 0, '0')).join('.');

const accountParts = fc
  .tuple(fc.integer({ min: 1, max: 9 }), ...[9, 99, 99, 99, 999].map((max) => fc.integer({ min: 0, max })))
  .chain((parts) => fc.integer({ min: 1, max: 6 }).map((depth) => parts.slice(0, depth)));
const activityParts = fc
  .tuple(...[9, 99, 99, 9, 99, 99].map((max) => fc.integer({ min: 0, max })))
  .chain((parts) => fc.constantFrom(1, 2, 3, 5, 6).map((depth) => parts.slice(0, depth)));
const unitParts = fc.tuple(...[9, 99, 9, 99, 9, 99, 99, 9999].map((max) => fc.integer({ min: 0, max })));
const anyCode: fc.Arbitrary<{ kind: CodeKind; printed: string }> = fc.oneof(
  accountParts.map((parts) => ({ kind: 'account' as const, printed: parts.join('.') })),
  accountParts.map((parts) => ({ kind: 'fund' as const, printed: parts.join('.') })),
  activityParts.map((parts) => ({ kind: 'activity' as const, printed: parts.join('.') })),
  unitParts.map((parts) => ({ kind: 'unit' as const, printed: parts.join('.') })),
);
const canonical = (kind: CodeKind, printed: string) => canonicalCode(kind, printed) ?? expect.fail(`${kind} ${printed} is a code`);

describe('codes', () => {
  it('mean the same in all three generations of widths', () => {
    fc.assert(
      fc.property(accountParts, (parts) => {
        const forms = generations.map((widths) => canonical('account', print(parts, widths)));
        expect(new Set(forms).size).toBe(1);
        expect(canonical('fund', print(parts, generations[2]))).toBe(forms[0]);
      }),
    );
    expect(canonical('account', '5.1.02.01.01.0024')).toBe('5.1.02.01.001.00024');
    expect(canonical('activity', '1.02.01.2.01.01')).toBe('1.02.01.2.01.0001');
  });

  it('have one canonical form, which is its own', () => {
    fc.assert(fc.property(anyCode, ({ kind, printed }) => canonical(kind, canonical(kind, printed)) === canonical(kind, printed)));
  });

  it('differ when any part differs', () => {
    fc.assert(
      fc.property(accountParts, accountParts, (a, b) => {
        expect(canonical('account', a.join('.')) === canonical('account', b.join('.'))).toBe(a.join('.') === b.join('.'));
      }),
    );
  });

  it('sort as text in the order of their parts as numbers, a parent before its children', () => {
    const byParts = (a: readonly number[], b: readonly number[]) => {
      for (let at = 0; at < Math.min(a.length, b.length); at++) {
        const difference = (a[at] ?? 0) - (b[at] ?? 0);
        if (difference !== 0) return Math.sign(difference);
      }
      return Math.sign(a.length - b.length);
    };
    fc.assert(
      fc.property(accountParts, accountParts, (a, b) => {
        const [x, y] = [canonical('account', a.join('.')), canonical('account', b.join('.'))];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(byParts(a, b));
      }),
    );
  });

  it('lie within their parents, level by level up to nothing', () => {
    fc.assert(
      fc.property(anyCode, ({ kind, printed }) => {
        const code = canonical(kind, printed);
        const path = lineage(kind, code);
        expect(path[0]).toBe(code);
        expect(path.length).toBe(
          kind === 'unit' ? (code.endsWith('.0000') ? 1 : 2) : level(code) === 6 && kind === 'activity' ? 5 : path.length,
        );
        for (const above of path.slice(1)) {
          expect(canonical(kind, above)).toBe(above);
          if (kind === 'unit') expect(above).toBe(opdOf(code));
          else expect(isWithin(code, above)).toBe(true);
        }
      }),
    );
  });

  it('are not within a code that is only a prefix of their text', () => {
    expect(isWithin('5.1.02', '5.1')).toBe(true);
    expect(isWithin('5.10', '5.1')).toBe(false);
    expect(isWithin('5.1', '5.1.02')).toBe(false);
    expect(isWithin('5', '')).toBe(true);
  });

  it('of an activity have no fourth level', () => {
    expect(canonicalCode('activity', '1.02.01.2')).toBeUndefined();
    expect(parentCode('activity', '1.02.01.2.01')).toBe('1.02.01');
    expect(lineage('activity', '1.02.01.2.01.0001')).toEqual(['1.02.01.2.01.0001', '1.02.01.2.01', '1.02.01', '1.02', '1']);
  });

  it.each([
    ['account', '5.1.02.01.01.0024.1'],
    ['account', '5..1'],
    ['account', '51'],
    ['account', '0.1'],
    ['account', '5,1'],
    ['account', ''],
    ['account', '5.1.a'],
    ['account', '5.1.2.1234'],
    ['unit', '1.02.2.14'],
    ['activity', 'X.XX.01'],
  ] as const)('refuse %s %j', (kind, text) => {
    expect(canonicalCode(kind, text)).toBeUndefined();
  });

  it('accept blanks around them and a dot at the end', () => {
    expect(canonicalCode('account', ' 5.1.02. ')).toBe('5.1.02');
  });

  it('cut an account to a level, and no further than it goes', () => {
    expect(ancestor('5.1.02.01.001.00024', 3)).toBe('5.1.02');
    expect(ancestor('5.1', 3)).toBe('5.1');
    expect(level('')).toBe(0);
    expect(parentCode('account', '5')).toBe('');
  });

  it('of a unit name its OPD and its fields', () => {
    expect(opdOf('1.02.2.14.0.00.01.0023')).toBe('1.02.2.14.0.00.01.0000');
    expect(opdOf('')).toBe('');
    expect(bidangOfUnit('1.02.2.14.0.00.01.0023')).toEqual(['1.02', '2.14']);
    expect(bidangOfUnit('')).toEqual([]);
  });

  it('show what belongs to the treasury', () => {
    for (const code of ['4.2.01', '5.1.05.01', '5.3', '5.4.02', '6.1.01']) expect(isTreasury(code), code).toBe(true);
    for (const code of ['4.1', '5.1', '5.1.01', '5.1.06', '5.2.04', '5']) expect(isTreasury(code), code).toBe(false);
  });
});
