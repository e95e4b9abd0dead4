import type { Sen } from '@sipkadin/budget';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from './differences.ts';
import { depthOf, type Place, placeOf } from './place.ts';
import type { StatedRow } from './stated-row.ts';
import { type Closed, Sums } from './sums.ts';

/** A row of a made table, with the rows right beneath it. */
interface Node {
  place: Place;
  amounts: [Sen, Sen];
  children: Node[];
}

const opd = (number: number) => `1.02.2.14.0.00.0${number}.0000`;

/** Codes below one another, to the deepest account: a row for each, as in a SIPD tree report. */
const field = fc.constantFrom('1.02', '2.14');
const activity = fc.tuple(fc.constantFrom('01', '02'), fc.constantFrom('2.01', '2.02'), fc.constantFrom('0001', '0002'));
const account = fc.tuple(fc.constantFrom('5.1.02', '5.2.02'), fc.constantFrom('01', '02'), fc.constantFrom('001', '002'));
const leaf = fc.record({
  field,
  unit: fc.constantFrom(opd(1), opd(2)),
  sub: fc.constantFrom('0000', '0000', '0001', '0002'),
  activity,
  account,
  amounts: fc.tuple(fc.bigInt(10n, 10n ** 15n), fc.bigInt(10n, 10n ** 15n)),
});
type Leaf = typeof leaf extends fc.Arbitrary<infer T> ? T : never;

/** The places from the urusan down to an account. */
function pathOf({ field: bidang, unit, sub, activity: [program, kegiatan, last], account: [jenis, objek, rincian] }: Leaf): Place[] {
  const own = unit.replace(/0000$/, sub);
  const codes = [`${bidang}.${program}`, `${bidang}.${program}.${kegiatan}`, `${bidang}.${program}.${kegiatan}.${last}`];
  const deepest = codes[2] ?? '';
  const accounts = ['5', jenis.slice(0, 3), jenis, `${jenis}.${objek}`, `${jenis}.${objek}.${rincian}`];
  return [
    placeOf('', bidang.slice(0, 1), ''),
    placeOf('', bidang, ''),
    placeOf(unit, bidang, ''),
    ...(sub === '0000' ? [] : [placeOf(own, bidang, '')]),
    ...codes.map((code) => placeOf(own, code, '')),
    ...accounts.map((code) => placeOf(own, deepest, code)),
  ];
}

/** Tables in which every row but the deepest states what is beneath it. */
const tables = fc.array(leaf, { minLength: 1, maxLength: 25 }).map((leaves) => {
  const roots: Node[] = [];
  for (const each of leaves) {
    let level = roots;
    for (const place of pathOf(each)) {
      let node = level.find((other) => JSON.stringify(other.place) === JSON.stringify(place));
      if (!node) level.push((node = { place, amounts: [0n, 0n], children: [] }));
      node.amounts = [node.amounts[0] + each.amounts[0], node.amounts[1] + each.amounts[1]];
      level = node.children;
    }
  }
  return roots;
});

const rowsOf = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...rowsOf(node.children)]);

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, at) => ({ item, by: order[at % order.length] ?? 0 }))
    .sort((a, b) => a.by - b.by)
    .map(({ item }) => item);
}

const order = fc.array(fc.nat(), { minLength: 1, maxLength: 200 });

type Read = Omit<Closed<StatedRow>, 'checks'> & { checks: Check<StatedRow>[] };

function closed(sums: Sums<StatedRow>): Read {
  const read = sums.close();
  return { ...read, checks: [...read.checks].sort((a, b) => a.row.row - b.row.row || a.measure - b.measure) };
}

function read(rows: readonly Pick<StatedRow, 'place' | 'amounts' | 'role'>[]): Read {
  const sums = new Sums<StatedRow>(2);
  for (const [at, row] of rows.entries()) sums.row({ ...row, row: at + 1 });
  return closed(sums);
}

const different = ({ checks }: Read) => checks.filter(({ stated, computed }) => stated !== computed);
const guilty = ({ checks }: Read) => checks.filter((check) => check.guilty).map(({ row, measure }) => [row.place, measure]);

describe('sums of a table', () => {
  it('are those of the leaves beneath each code, in any order of the rows', () => {
    fc.assert(
      fc.property(tables, order, (roots, by) => {
        const rows = shuffled(rowsOf(roots), by);
        const table = read(rows);
        const leaves = rows.filter(({ children }) => children.length === 0);
        expect(table.leaves.map(({ place }) => place)).toEqual(leaves.map(({ place }) => place));
        expect(table.checks).toHaveLength((rows.length - leaves.length) * 2);
        expect(different(table)).toEqual([]);
        expect(table.total).toEqual([0, 1].map((at) => roots.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0n), 0n)));
      }),
    );
  });

  it('name the parent whose amount was changed, and no other', () => {
    fc.assert(
      fc.property(tables, order, fc.nat(), fc.constantFrom(-7n, 1n), (roots, by, which, change) => {
        const rows = shuffled(rowsOf(roots), by);
        const parents = rows.filter(({ children }) => children.length > 0);
        const wrong = parents[which % parents.length];
        const table = read(rows.map((row) => (row === wrong ? { ...row, amounts: [row.amounts[0], row.amounts[1] + change] } : row)));
        expect(guilty(table)).toEqual([[wrong?.place, 1]]);
        expect(different(table)).toHaveLength(1);
      }),
    );
  });

  it('name the deepest parent of a leaf whose amount was changed, and list those above it', () => {
    fc.assert(
      fc.property(tables, order, fc.nat(), fc.constantFrom(-7n, 1n), (roots, by, which, change) => {
        const rows = shuffled(rowsOf(roots), by);
        const leaves = rows.filter(({ children }) => children.length === 0);
        const wrong = leaves[which % leaves.length];
        const above = rows.filter((row) => wrong && rowsOf(row.children).includes(wrong));
        const deepest = above.toSorted((a, b) => depthOf(b.place) - depthOf(a.place))[0];
        const table = read(rows.map((row) => (row === wrong ? { ...row, amounts: [row.amounts[0] + change, row.amounts[1]] } : row)));
        expect(guilty(table)).toEqual([[deepest?.place, 0]]);
        expect(different(table)).toHaveLength(above.length);
      }),
    );
  });

  it('may be stated in parts, with the code again above each', () => {
    const inParts = ({ place, children, amounts }: Node, by: readonly number[]): Node[] => {
      if (children.length < 2 || depthOf(place) > 3) return [{ place, amounts, children }];
      const first = 1 + ((by[children.length % by.length] ?? 0) % (children.length - 1));
      return [children.slice(0, first), children.slice(first)].map((some) => ({
        place,
        amounts: [some.reduce((sum, each) => sum + each.amounts[0], 0n), some.reduce((sum, each) => sum + each.amounts[1], 0n)],
        children: some.flatMap((each) => inParts(each, by)),
      }));
    };
    fc.assert(
      fc.property(tables, order, (roots, by) => {
        const sections = shuffled(
          roots.flatMap((root) => inParts(root, by)),
          by,
        );
        expect(different(read(rowsOf(sections)))).toEqual([]);
      }),
    );
  });

  it('are the same whether the leaves come as rows or as lines, and are known at each cut', () => {
    fc.assert(
      fc.property(tables, order, fc.nat(), (roots, by, cut) => {
        const rows = shuffled(rowsOf(roots), by);
        const sums = new Sums<StatedRow>(2);
        for (const [at, row] of rows.entries()) {
          if (at === cut % rows.length) expect(sums.cut()).toBe(0);
          if (row.children.length === 0 && at % 2 === 0) sums.line(sums.at(row.place), row.amounts);
          else sums.row({ ...row, row: at + 1 });
        }
        const table = closed(sums);
        expect(table.checks.filter(({ stated, computed }) => stated !== computed)).toEqual([]);
        expect(table.total).toEqual(read(rows).total);
        const before = rows.slice(0, cut % rows.length).filter(({ children }) => children.length === 0);
        expect(table.running).toEqual([[0, 1].map((at) => before.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0n), 0n))]);
      }),
    );
  });

  const [dinas, rsud, sub] = [opd(1), opd(1).replace(/0000$/, '0001'), '1.02.01.2.01.0001'];
  const line = (unit: string, amount: Sen, code = '5.1.02.01.001.00024') => ({ place: placeOf(unit, sub, code), amounts: [amount] });

  it('of an OPD include its sub-units or are its own', () => {
    for (const stated of [150n, 100n])
      expect(
        different(read([{ place: placeOf(dinas, '1.02', ''), amounts: [stated] }, line(dinas, 100n), line(rsud, 50n)])),
        String(stated),
      ).toEqual([]);
    const wrong = read([{ place: placeOf(dinas, '1.02', ''), amounts: [151n] }, line(dinas, 100n), line(rsud, 50n)]);
    expect(different(wrong).map(({ computed }) => computed)).toEqual([150n]);
  });

  it('of financing are what comes in less what goes out', () => {
    const account = (code: string, amount: Sen, role?: 'total') => ({
      place: placeOf('', '', code),
      amounts: [amount],
      ...(role && { role }),
    });
    const rows = [account('6', 60n), account('6.1', 100n), account('6.1.01', 100n), account('6.2', 40n), account('6.2.02', 40n)];
    const table = read([...rows, account('6', 60n, 'total')]);
    expect(different(table)).toEqual([]);
    expect(table.checks).toHaveLength(4);
    expect(table.leaves.map(({ place }) => place.account)).toEqual(['6.1.01', '6.2.02']);
    // A wrong child of what goes out explains its parent's difference with the sign turned.
    const wrong = read([...rows.slice(0, 4), account('6.2.02', 39n)]);
    expect(different(wrong).map(({ stated, computed }) => stated - computed)).toEqual([-1n, 1n]);
    expect(guilty(wrong)).toEqual([[placeOf('', '', '6.2'), 0]]);
  });

  it('take a row without any amount for no parent of what is blank beneath it', () => {
    const rows = [
      { place: placeOf(dinas, sub, '5.1.02'), amounts: [100n] },
      { place: placeOf(dinas, sub, '5.1.02.01'), amounts: [null] },
    ];
    expect(read(rows).leaves.map(({ row }) => row)).toEqual([1, 2]);
    expect(read([...rows, line(dinas, 100n)]).leaves.map(({ row }) => row)).toEqual([3]);
    const blank = rows.map((row) => ({ ...row, amounts: [null] }));
    expect(read(blank).leaves.map(({ row }) => row)).toEqual([2]);
  });

  it('of an account over all activities are those of each', () => {
    const rows = ['', '1.02.01.2.01.0001', '1.02.01.2.01.0002'].map((activity, at) => ({
      place: placeOf(dinas, activity, '5.1.02'),
      amounts: [[150n, 100n, 50n][at] ?? null],
    }));
    expect(read(rows).leaves.map(({ row }) => row)).toEqual([2, 3]);
    expect(different(read(rows))).toEqual([]);
  });

  it('that differ are explained by all that differs beneath them, whatever its form', () => {
    const rows = [
      { place: placeOf('', '1.02', ''), amounts: [167n] },
      { place: placeOf(dinas, '1.02.01', ''), amounts: [110n] },
      { place: placeOf(dinas, '1.02.01.2.01', ''), amounts: [101n] },
      line(dinas, 100n),
      { place: { ...placeOf(rsud, '', '5'), field: '1.02' }, amounts: [57n] },
      { place: { ...placeOf(rsud, '', '5.1'), field: '1.02' }, amounts: [50n] },
    ];
    expect(different(read(rows)).map(({ stated, computed }) => stated - computed)).toEqual([17n, 10n, 1n, 7n]);
    expect(guilty(read(rows)).map(([place]) => rows.findIndex((row) => row.place === place))).toEqual([1, 2, 4]);
  });

  it('go by the order where the code of a program is mistyped and has nothing beneath it', () => {
    const mistyped = (amount: Sen) =>
      read([{ place: placeOf(dinas, '1.02.02', ''), amounts: [amount] }, line(dinas, 100n), line(dinas, 30n)]);
    expect(mistyped(130n).leaves.map(({ row }) => row)).toEqual([2, 3]);
    expect(mistyped(130n).checks).toMatchObject([{ stated: 130n, computed: 130n }]);
    // The order knows the lines, not what a kegiatan between them states.
    const [program, ...lines] = [{ place: placeOf(dinas, '1.02.02', ''), amounts: [130n] }, line(dinas, 100n), line(dinas, 30n)];
    const between = read([program, { place: placeOf(dinas, '1.02.01.2.01', ''), amounts: [131n] }, ...lines]);
    expect(between.leaves.map(({ row }) => row)).toEqual([3, 4]);
    // What it states is then money that would be lost: it stays a leaf, which its reader refuses.
    expect(mistyped(131n).leaves.map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('go by the order where the code of an account is mistyped and the sum above is right without it', () => {
    const account = (code: string, amount: Sen) => ({ place: placeOf('', '', code), amounts: [amount] });
    const rows = (belanja: Sen) => [account('5', belanja), account('5.2.02', 500n), account('5.1.02.01', 300n), account('5.1.02.02', 200n)];
    expect(read(rows(500n)).leaves.map(({ row }) => row)).toEqual([3, 4]);
    expect(read(rows(500n)).mistyped).toMatchObject([{ row: { row: 2 }, first: { account: '5.1.02.01' } }]);
    // Else it is money of its own that happens to be as much as what is below it.
    for (const table of [rows(1000n), rows(999n), rows(500n).slice(1)]) {
      expect(read(table).mistyped).toEqual([]);
      expect(read(table).total[0]).toBe(1000n);
    }
  });

  it('of rows that may have lost their account are sums where each code of their level has one that adds up', () => {
    const second = opd(2);
    const unsure = (unit: string, amount: Sen) => ({ place: placeOf(unit, '', ''), amounts: [amount], role: 'unsure' as const });
    const rows = [line(dinas, 100n), line(dinas, 100n), line(second, 7n)];
    expect(read([...rows, unsure(dinas, 200n), unsure(second, 7n)])).toMatchObject({ rejected: [], total: [207n, 0n] });
    expect(read([...rows, unsure(dinas, 200n)]).rejected).toHaveLength(1);
    expect(read([...rows, unsure(dinas, 100n), unsure(second, 7n)]).rejected).toMatchObject([{ amounts: [100n] }]);
    expect(read([...rows, unsure(dinas, 200n), unsure(second, 7n), unsure(second, 7n)]).rejected).toHaveLength(3);
  });
});
