import { type Line, opdOf } from '@sipkadin/budget';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  addStatements,
  figuresByAccount,
  keepReport,
  ledgerPosition,
  receiveUpload,
  submitUpload,
  verifyUpload,
} from '../src/index.ts';
import type { NewStatement } from '../src/statements.ts';
import { databases, health, line, puskesmas, school, statement, type TestLedger } from './databases.ts';

/** A statement as the model knows it: what it says, not how it is stored. */
interface Said {
  kind: 'budget' | 'realization' | 'register';
  version: 'murni' | 'perubahan';
  basis: 'sp2d' | 'lra';
  month: 1 | 2 | 3;
  /** '' alone is a summary of the whole government. */
  units: string[];
  amounts: { unit: string; akun: '4' | '5'; amount: bigint; day: number }[];
}

const end = { 1: '2025-01-31', 2: '2025-02-28', 3: '2025-03-31' } as const;
const accounts = { '4': '4.1.01', '5': '5.1.02' } as const;

const said: fc.Arbitrary<Said> = fc
  .record({
    kind: fc.constantFrom<Said['kind']>('budget', 'realization', 'register'),
    version: fc.constantFrom<Said['version']>('murni', 'perubahan'),
    basis: fc.constantFrom<Said['basis']>('sp2d', 'sp2d', 'lra'),
    month: fc.constantFrom<Said['month']>(1, 2, 3),
    units: fc.constantFrom<string[]>([health], [school], [health, puskesmas], [puskesmas], [health, school], ['']),
    picks: fc.array(
      fc.record({
        unit: fc.nat(1),
        akun: fc.constantFrom<'4' | '5'>('4', '5'),
        amount: fc.bigInt(1n, 10n ** 17n),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  .map(({ picks, units, ...rest }) => ({
    ...rest,
    units,
    amounts: picks.map((pick) => ({ ...pick, unit: units[pick.unit % units.length] ?? '' })),
  }));

/** Which units a statement of these units speaks for: an OPD for all of its own, a sub-unit alone for itself. */
function speaksFor(units: readonly string[], unit: string): boolean {
  if (units.includes('')) return unit === '';
  return unit !== '' && (units.includes(unit) || units.includes(opdOf(unit)));
}

const hasAkun = (one: Said, akun: string) => one.amounts.some((amount) => amount.akun === akun);
const last = <T>(items: readonly T[]) => items.at(-1);

/** The rule of docs/architecture.md, said the slow way: for every unit and akun, look for the one statement that counts. */
function model(all: readonly Said[]): Record<string, { budget: bigint | null; realization: bigint | null }> {
  const units = ['', health, puskesmas, school];
  const version = all.some(({ kind, version: one }) => kind === 'budget' && one === 'perubahan') ? 'perubahan' : 'murni';
  const days = all.filter(({ kind, basis }) => kind !== 'budget' && basis === 'sp2d').map(({ month }) => end[month]);
  const asOf = last(days.toSorted());
  const found: Record<string, Record<'budget' | 'realization', { unit: string; amount: bigint }[]>> = {
    '4': { budget: [], realization: [] },
    '5': { budget: [], realization: [] },
  };
  for (const akun of ['4', '5']) {
    for (const unit of units) {
      const sum = (one: Said | undefined, day?: number) => {
        const own = (one?.amounts ?? []).filter(
          (amount) => amount.unit === unit && amount.akun === akun && (day === undefined || amount.day === day),
        );
        return own.length === 0 ? undefined : own.reduce((total, { amount }) => total + amount, 0n);
      };
      const speaking = all.filter((one) => hasAkun(one, akun) && speaksFor(one.units, unit));
      const budget = sum(last(speaking.filter((one) => one.kind === 'budget' && one.version === version)));
      if (budget !== undefined) found[akun]?.budget.push({ unit, amount: budget });
      if (asOf === undefined) continue;
      const ofBasis = speaking.filter(({ kind, basis }) => kind !== 'budget' && basis === 'sp2d');
      const snapshots = ofBasis.filter(({ kind }) => kind === 'realization');
      const latest = Math.max(0, ...snapshots.map(({ month }) => month));
      const snapshot = last(snapshots.filter(({ month }) => month === latest));
      if (snapshot !== undefined) {
        const realized = sum(snapshot);
        if (realized !== undefined) found[akun]?.realization.push({ unit, amount: realized });
        continue;
      }
      for (const month of [1, 2, 3] as const) {
        const register = last(ofBasis.filter((one) => one.kind === 'register' && one.month === month));
        for (let day = 1; day <= 28; day++) {
          const paid = sum(register, day);
          if (paid !== undefined) found[akun]?.realization.push({ unit, amount: paid });
        }
      }
    }
  }
  const result: Record<string, { budget: bigint | null; realization: bigint | null }> = {};
  for (const [akun, measures] of Object.entries(found)) {
    const total = (measure: 'budget' | 'realization') => {
      const own = measures[measure].filter(({ unit }) => unit !== '');
      const counted = own.length > 0 ? own : measures[measure];
      return counted.length === 0 ? null : counted.reduce((sum, { amount }) => sum + amount, 0n);
    };
    const sums = { budget: total('budget'), realization: total('realization') };
    if (sums.budget !== null || sums.realization !== null) result[akun] = sums;
  }
  return result;
}

function stored({ kind, version, basis, month, units, amounts }: Said): NewStatement {
  const lines: Line[] = amounts.map(({ unit, akun, amount, day }) =>
    line(
      unit,
      accounts[akun],
      amount,
      kind === 'register' ? { date: `2025-0${month}-${String(day).padStart(2, '0')}`, document: 'D' } : {},
    ),
  );
  const covers = units.includes('') ? [] : units;
  if (kind === 'budget') return statement({ kind, version, covers }, lines);
  return statement({ kind, basis, covers, asOf: end[month], ...(kind === 'register' ? { from: `2025-0${month}-01` } : {}) }, lines);
}

describe.each(databases)('what counts on $name', ({ name, open }) => {
  let test: TestLedger | undefined;
  afterEach(() => test?.end());

  it('is what the rule says, for any statements in any order, then and at every moment before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 7 }), async (all) => {
        await test?.end();
        test = await open();
        const { ledger } = test;
        await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
        const positions: number[] = [];
        for (const one of all) {
          await ledger.transact(async (tx) => {
            const { id } = await receiveUpload(tx, { government: '19.71', fileName: 'x', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
            await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
            await addStatements(tx, id, [stored(one)]);
            await submitUpload(tx, id, 'clerk');
            await verifyUpload(tx, id, 'verifier');
          });
          positions.push(await ledgerPosition(ledger.read));
        }
        for (const [index, position] of positions.entries()) {
          const figures = await figuresByAccount(ledger.read, { government: '19.71', year: 2025, position }, 1);
          const sums = Object.fromEntries([...figures].map(([akun, { budget, realization }]) => [akun, { budget, realization }]));
          expect(sums).toEqual(model(all.slice(0, index + 1)));
        }
      }),
      { numRuns: name === 'SQLite' ? 60 : 8, seed: Number(process.env['SEED'] ?? 1971) },
    );
  });
});
