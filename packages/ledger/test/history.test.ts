import { type Finding, type FindingCode, fiscalYear, type IsoDate, isoDate, type Line, monthEnd, toDecimal } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { addGovernment, historyFindings, keepReport, receiveUpload, submitUpload, verifyUpload } from '../src/index.ts';
import {
  budget,
  databases,
  health,
  line,
  puskesmas,
  school,
  snapshot,
  statement,
  storing,
  type TestLedger,
  type TestStatement,
} from './databases.ts';

const goods = '5.1.02.01.001.00024';
const assets = '5.2.02.01.001.00001';
const brief = ({ code, ref, value, expected, more }: Finding) =>
  [code, ref, value, expected, more === undefined ? '' : `+${more}`].filter((text) => text !== '').join(' | ');
const end = (month: number): IsoDate => monthEnd(2025, month);

describe.each(databases)('history on $name', ({ name, open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  }, 60_000);
  afterEach(() => test.end());

  /** What is found when these arrive as one file, and its id. */
  async function arrive(...statements: TestStatement[]): Promise<{ id: string; found: Finding[] }> {
    return storing(test, statements, async (tx, add) => {
      const { id } = await receiveUpload(tx, { government: '19.71', fileName: 'x', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
      await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
      await add(id);
      const found = await historyFindings(tx, id);
      see(found);
      return { id, found };
    });
  }
  async function verified(...statements: TestStatement[]): Promise<Finding[]> {
    const { id, found } = await arrive(...statements);
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    return found;
  }
  const found = async (...statements: TestStatement[]) => (await arrive(...statements)).found.map(brief);

  it('is nothing where there is none', async () => {
    expect(await found(budget([line(health, goods, 100n)]))).toEqual([]);
    expect(await found(snapshot(end(5), [line(health, goods, 900n)]))).toEqual([]);
  });

  it('sees figures that fall, with the row, by unit and jenis, and those that are gone', async () => {
    await verified(snapshot(end(1), [line(health, goods, 10_000n), line(health, assets, 500n), line(school, goods, 700n)]));
    expect(
      await found(
        snapshot(end(2), [line(school, goods, 800n), line(health, goods, 9_000n, { row: 12, column: 'H' })], { covers: [health, school] }),
      ),
    ).toEqual([
      `cumulative-falls | H12 | ${health} 5.1.02: 90.00 | 2025-01-31: 100.00`,
      `cumulative-falls | ${health} 5.2.02: 0.00 | 2025-01-31: 5.00`,
    ]);
    // Revenue was not spoken of, and so does not fall.
    expect(await found(snapshot(end(2), [line(health, '4.1.02.01.001.00001', 5n)]))).toEqual([]);
  });

  it('sees months and units that are missing, and units that are new', async () => {
    await verified(
      snapshot(end(1), [line(health, goods, 10n), line(puskesmas, goods, 5n), line(school, goods, 7n)], {
        covers: [health, school, '1.03.0.00.0.00.01.0000'],
      }),
    );
    expect(
      await found(
        snapshot(end(4), [line(health, goods, 11n), line('2.10.0.00.0.00.01.0000', goods, 1n, { row: 9 })], {
          covers: [health, '1.03.0.00.0.00.01.0000', '2.10.0.00.0.00.01.0000'],
        }),
      ),
    ).toEqual([
      'unit-new | F9 | 2.10.0.00.0.00.01.0000',
      `unit-missing | ${school} | 2025-01-31`,
      `unit-dropped | ${puskesmas} | 2025-01-31`,
      'month-missing | 2025-01-31 | 2025-02, 2025-03',
    ]);
    // One department's own file misses nobody.
    expect(await found(snapshot(end(2), [line(school, goods, 8n)]))).toEqual([]);
  });

  it('holds realization against the budget that counts, in another file', async () => {
    await verified(budget([line(health, goods, 100n), line(school, goods, 50n)]));
    await verified(budget([line(health, goods, 80n)], 'perubahan'));
    expect(await found(snapshot(end(3), [line(health, goods, 90n, { row: 7 })]))).toEqual([
      'realization-above-counted-budget | F7 | 0.90 | 0.80',
    ]);
    expect(await found(snapshot(end(3), [line(health, goods, 80n)]))).toEqual([]);
    // A file with its own budget was compared when it was read; a unit without any has nothing to be held against.
    expect(await found(budget([line(health, goods, 90n)], 'perubahan'), snapshot(end(3), [line(health, goods, 90n)]))).toEqual([]);
    expect(await found(snapshot(end(3), [line(puskesmas, goods, 90n)]))).toEqual(
      expect.not.arrayContaining([expect.stringContaining('above')]),
    );
    const paid = (from: string, to: string, amount: bigint) => {
      const asOf = isoDate(to);
      return statement({ kind: 'register', from: isoDate(from), asOf }, [line(health, goods, amount, { date: asOf, document: 'D1' })]);
    };
    await verified(paid('2025-01-01', '2025-01-31', 50n));
    expect(await found(paid('2025-02-01', '2025-02-28', 31n))).toEqual(['realization-above-counted-budget | F2 | 0.81 | 0.80']);
    expect(await found(paid('2025-03-01', '2025-03-31', 30n))).toEqual(['month-missing | 2025-01-31 | 2025-02']);
  });

  it('knows accounts and sub kegiatan that no version of the budget has', async () => {
    await verified(budget([line(health, goods, 100n), line(health, '5.2', 50n)]));
    await verified(budget([line(health, goods, 100n, { activity: '1.02.01.2.01.0002' })], 'perubahan'));
    const other = '5.1.02.01.001.00025';
    expect(
      await found(
        snapshot(
          end(1),
          [
            line(health, goods, 1n),
            line(health, assets, 1n),
            line(puskesmas, other, 1n, { row: 5 }),
            line(health, goods, 1n, { activity: '1.02.01.2.01.0002' }),
            line(health, goods, 1n, { activity: '1.02.01.2.01.0009', row: 8 }),
          ],
          { covers: [health] },
        ),
      ),
    ).toEqual([
      `unit-new | F5 | ${puskesmas}`,
      `realization-above-counted-budget | F2 | 0.01 | 0.00`,
      `account-not-in-budget | F5 | ${other}`,
      'activity-not-in-budget | F8 | 1.02.01.2.01.0009',
    ]);
  });

  it('holds a new budget and a cash plan against what there is', async () => {
    await verified(budget([line(health, goods, 1200n)]));
    await verified(budget([line(health, goods, 1300n)], 'perubahan'));
    await verified(snapshot(end(6), [line(health, goods, 700n)]));
    expect(await found(budget([line(health, goods, 600n, { row: 3 })], 'pergeseran-1'))).toEqual([
      'budget-below-realization | F3 | 6.00 | 7.00',
      'version-older | pergeseran-1 | perubahan',
    ]);
    const plan = (version: string, amount: bigint) =>
      statement(
        { kind: 'cash-plan', version },
        Array.from({ length: 12 }, (_, at) => line(health, goods, amount, { month: at + 1, row: 4 })),
      );
    expect(await found(plan('perubahan', 110n))).toEqual(['cash-plan-not-budget | F4 | 13.20 | 13.00']);
    expect(await found(plan('murni', 100n))).toEqual(['version-older | murni | perubahan']);
  });

  it('sees a month that spends more than three times as much as those before', async () => {
    await verified(snapshot(end(2), [line(health, goods, 200n)]));
    expect(await found(snapshot(end(3), [line(health, goods, 501n, { row: 3 })]))).toEqual(['spending-jumps | F3 | 3.01 | 1.00']);
    expect(await found(snapshot(end(3), [line(health, goods, 500n)]))).toEqual([]);
  });

  it('sees names that changed, and a copy under another date', async () => {
    await verified(snapshot(end(1), [line(health, goods, 200n)]));
    const again = snapshot(end(2), [line(health, goods, 200n)]);
    expect(await found(again)).toEqual(['same-as-before | 2025-02-28 | 2025-01-31']);
    const called = {
      ...snapshot(end(2), [line(health, goods, 210n)]),
      names: [{ kind: 'account' as const, code: goods, printed: '5.1.02.01.01.0024', name: 'Belanja lain' }],
    };
    expect(await found(called)).toEqual([`name-changed | 5.1.02.01.01.0024 "Belanja lain" | Rekening ${goods}`]);
    const louder = { ...called, names: [{ kind: 'account' as const, code: goods, printed: goods, name: `REKENING ${goods}` }] };
    expect(await found(louder)).toEqual([]);
  });

  it('sees physical progress that falls, or is more than there is', async () => {
    const progress = (asOf: IsoDate, amount: bigint, row: number) =>
      statement({ kind: 'progress', asOf, basis: undefined }, [line(health, '', amount, { row })]);
    await verified(progress(end(1), 5_000n, 2));
    expect(await found(progress(end(2), 4_950n, 3))).toEqual(['progress-falls | F3 | 49.50% | 50.00%']);
    expect(await found(progress(end(2), 10_001n, 4))).toEqual(['progress-too-high | F4 | 100.01% | 100.00%']);
    expect(await found(progress(end(2), 5_000n, 4))).toEqual([]);
  });

  it('sees dates that cannot be, without any history', async () => {
    expect(await found(snapshot('2026-02-28', [line(health, goods, 1n)], { year: fiscalYear(2026) }))).toEqual([
      'as-of-future | 2026-02-28 | 2026-01-05',
    ]);
    expect(await found(snapshot('2024-12-31', [line(health, goods, 1n)], { year: fiscalYear(2024) }))).toEqual([
      'year-closed | 2024 | 2025-06-30',
    ]);
  });

  it('lists some places and counts the others', async () => {
    const units = Array.from({ length: 25 }, (_, at) => `1.02.0.00.0.00.01.00${String(at + 10)}`);
    const lines = (amount: bigint): Line[] => units.map((unit) => line(unit, goods, amount));
    await verified(snapshot(end(1), lines(10n), { covers: [health] }));
    const all = (await arrive(snapshot(end(2), lines(9n), { covers: [health] }))).found;
    expect([all.length, all.at(-1)?.more]).toEqual([20, 5]);
  });

  const drawn = fc.array(
    fc.record({
      unit: fc.constantFrom(health, puskesmas, school),
      account: fc.constantFrom(goods, assets),
      amount: fc.bigInt(0n, 10n ** 12n),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const linesOf = (items: readonly { unit: string; account: string; amount: bigint }[]) =>
    items.map(({ unit, account, amount }) => line(unit, account, amount));
  const covers = [health, school];
  const about = (codes: readonly FindingCode[], all: readonly Finding[]) => all.filter(({ code }) => codes.includes(code)).map(brief);

  it('falls exactly where a plain comparison falls; the same again finds nothing new; the same under a new date is a copy', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (january, february) => {
        await test.end();
        test = await open();
        await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
        expect(await verified(snapshot(end(1), linesOf(january), { covers }))).toEqual([]);
        expect((await arrive(snapshot(end(1), linesOf(january), { covers }))).found).toEqual([]);
        const copy = (await arrive(snapshot(end(2), linesOf(january), { covers }))).found;
        const money = january.some(({ amount }) => amount > 0n);
        expect(copy.map(({ code }) => code)).toEqual(money ? ['same-as-before'] : []);

        const sum = (items: typeof january, unit: string, account: string) =>
          items.filter((item) => item.unit === unit && item.account === account).reduce((total, { amount }) => total + amount, 0n);
        const keys = [...new Set(january.map(({ unit, account }) => `${unit} ${account.slice(0, 6)}`))].toSorted();
        const falls = keys.flatMap((key) => {
          const [unit = '', jenis = ''] = key.split(' ');
          const account = jenis === goods.slice(0, 6) ? goods : assets;
          const [then, now] = [sum(january, unit, account), sum(february, unit, account)];
          const reports = february.some((item) => item.unit === unit);
          return reports && now < then ? [`${key}: ${toDecimal(now)} | 2025-01-31: ${toDecimal(then)}`] : [];
        });
        const first = await verified(snapshot(end(2), linesOf(february), { covers }));
        expect(about(['cumulative-falls'], first).map((text) => text.replace(/^cumulative-falls \| (?:F2 \| )?/, ''))).toEqual(falls);
        const again = (await arrive(snapshot(end(2), linesOf(february), { covers }))).found.map(brief);
        expect(again.filter((text) => !first.map(brief).includes(text))).toEqual([]);
      }),
      { numRuns: name === 'SQLite' ? 25 : 3, seed: Number(process.env['SEED'] ?? 1971) },
    );
  });
});

findsWhatIsListed('history');
