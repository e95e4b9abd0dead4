import type { Sen } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTotals, type TotalCheck, type TotalRow } from './check-totals.ts';

/** A table of sections, the total of each above or below its lines; and a total of the whole. */
const amount = fc.bigInt(1n, 10n ** 15n);
const tables = fc.record({
  sections: fc.array(fc.array(amount, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
  totals: fc.constantFrom('above', 'below', 'none'),
  whole: fc.constantFrom('above', 'below', 'none'),
});
type Table = typeof tables extends fc.Arbitrary<infer T> ? T : never;

const sum = (amounts: readonly Sen[]) => amounts.reduce((all, each) => all + each, 0n);

/** The rows in their order: a line's amount, or what a total states. */
function rowsOf({ sections, totals, whole }: Table): { line?: Sen; total?: Sen }[] {
  const total = { total: sum(sections.flat()) };
  const rows = sections.flatMap((section) => {
    const [own, lines] = [{ total: sum(section) }, section.map((line) => ({ line }))];
    return [...(totals === 'above' ? [own] : []), ...lines, ...(totals === 'below' ? [own] : [])];
  });
  return [...(whole === 'above' ? [total] : []), ...rows, ...(whole === 'below' ? [total] : [])];
}

function check(rows: readonly { line?: Sen; total?: Sen }[], change = (row: TotalRow) => row, lost = 0n, before = 0n): TotalCheck[] {
  const totals: TotalRow[] = [];
  const running: Sen[][] = [];
  let all = 0n;
  for (const [at, { line = 0n, total }] of rows.entries()) {
    all += line;
    if (total === undefined) continue;
    totals.push(change({ row: at, stated: [total], cut: running.length, labelled: true, shifted: false }));
    running.push([all]);
  }
  return checkTotals(totals, { total: [all], running, before: [before], lost: [lost] });
}

describe('total rows without a code', () => {
  it('are right where each states its section or the whole, above or below the lines', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const checks = check(rowsOf(table));
        expect(checks.filter(({ stated, computed, kind }) => stated !== computed || kind === 'codeless')).toEqual([]);
        expect(checks).toHaveLength(rowsOf(table).filter(({ total }) => total !== undefined).length);
      }),
    );
  });

  it('are found where one states another amount, and no other is', () => {
    fc.assert(
      fc.property(tables, fc.nat(), (table, which) => {
        const rows = rowsOf(table);
        const totals = rows.flatMap(({ total }, at) => (total === undefined ? [] : [at]));
        const wrong = totals[which % Math.max(1, totals.length)];
        const off = 10n ** 17n;
        const checks = check(rows, (row) => (row.row === wrong ? { ...row, stated: [(row.stated[0] ?? 0n) + off] } : row));
        expect(checks.filter(({ guilty }) => guilty).map(({ row }) => row.row)).toEqual(wrong === undefined ? [] : [wrong]);
      }),
    );
  });

  const rows = [{ line: 100n }, { line: 50n }, { total: 157n }];
  const bare = (row: TotalRow) => ({ ...row, labelled: false });

  it('that count money whose code is missing are listed and not found again', () => {
    expect(check(rows, undefined, 7n)).toMatchObject([{ kind: 'total', stated: 157n, computed: 150n, guilty: false }]);
    expect(check(rows)).toMatchObject([{ kind: 'total', stated: 157n, computed: 150n, guilty: true }]);
  });

  it('of the last sheet may be of all sheets or of their own', () => {
    expect(check(rows, undefined, 0n, 7n)).toMatchObject([{ kind: 'total', computed: 157n, guilty: false }]);
    expect(check([{ line: 157n }, { total: 157n }], undefined, 3n, 7n)).toMatchObject([{ kind: 'total', computed: 157n, guilty: false }]);
  });

  it('without a label are sums only of the whole table, else money whose code is missing', () => {
    expect(check([{ line: 100n }, { line: 50n }, { total: 150n }], bare)).toMatchObject([{ kind: 'total', guilty: false }]);
    const section = [{ line: 100n }, { total: 100n }, { line: 50n }];
    expect(check(section, bare)).toMatchObject([{ kind: 'codeless' }]);
    expect(check(section)).toMatchObject([{ kind: 'section', guilty: false }]);
  });
});
