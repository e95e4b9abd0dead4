import { type Code, isoDate, netInto, opdOf, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { coversUnit, separateUnits, withSeparateUnits } from '../figures/coverage.ts';
import type { EffectiveStatements } from '../figures/effective.ts';
import { type FigureRow, loadFigures, rollups } from '../figures/figures.ts';
import { granularities } from '../figures/granularity.ts';
import { getGovernment } from '../governments.ts';
import { type StatementRow, statementsOf } from '../statements/statements.ts';
import { unitsIn } from './codes.ts';
import { isOutdone } from './counting.ts';
import { akunOf } from './notices.ts';

/**
 * One change that a person confirms before it counts:
 * - `total-falls`, `total-rises`: the total of an akun, of all units or of one OPD, moves past the government's limit;
 * - `unit-vanishes`: a unit that has amounts now has none in the file that replaces them;
 * - `unit-new`: an OPD that no verified file of the government has named, so that its amounts are added.
 */
export interface LargeChange {
  kind: 'total-falls' | 'total-rises' | 'unit-vanishes' | 'unit-new';
  statement: string;
  /** '' for all units together. */
  unit: Code;
  akun: Code;
  /** Sen; akun 6 is net. */
  before: Sen;
  after: Sen;
}

/**
 * What verifying an upload would change so much that it may be an error, the biggest difference first; from roll-ups, not from lines.
 * [] where nothing of the year counts yet, for physical progress, and for an upload without statements.
 */
export async function largeChanges(read: Reading, upload: string): Promise<LargeChange[]> {
  const changes: LargeChange[] = [];
  for (const statement of (await statementsOf(read, [upload])).get(upload) ?? []) {
    if (statement.head.kind === 'progress') continue;
    const { changeLimit } = await getGovernment(read, statement.government);
    changes.push(...(await changesOf(read, statement, BigInt(changeLimit))));
  }
  const size = ({ before, after }: LargeChange) => distance(before, after);
  return changes.sort((a, b) => (size(a) > size(b) ? -1 : size(a) < size(b) ? 1 : 0));
}

type Totals = Map<Code, Map<Code, Sen>>;

async function changesOf(read: Reading, { id, government, head }: StatementRow, limit: bigint): Promise<LargeChange[]> {
  const { kind, year, basis } = head;
  const seq = Number(id.slice(1));
  const figures = await loadFigures(read, {
    ...{ government, year, asOf: (kind === 'realization' && head.asOf) || isoDate(year, 12, 31) },
    ...(basis === undefined ? {} : { settings: { name: '', basis } }),
  });
  const { effective } = figures;
  if (effective.statements.length === 0) return [];
  const fine = (await granularities(read, [seq])).get(seq) ?? new Map();
  // Where a finer statement counts, this one changes nothing.
  const counts = (row: { unit: Code; account: Code }) => !isOutdone(effective, head, fine, row.unit, akunOf(row.account));
  const own = (await rollups(read, [seq], { government, year })).filter(counts);
  const akun = new Set(own.map(({ account }) => akunOf(account)));
  const stored = { seq, covers: new Set(head.covers), accounts: [...akun].join('') };
  const [coverage] = await withSeparateUnits(read, [stored], separateUnits(effective.statements));
  const covered = (row: FigureRow) =>
    coverage !== undefined && counts(row) && akun.has(akunOf(row.account)) && coversUnit(coverage, row.unit, akunOf(row.account));
  const rows = [...figures.rows, ...figures.official];
  const replaced = rows.filter((row) => covered(row) && isReplaced(row, head, effective));
  const sides = { before: totalsOf(replaced), after: totalsOf(own) };
  const grown = kind === 'realization' ? budgetOf(rows.filter(covered), effective) : undefined;

  const changes: LargeChange[] = [];
  const add = (change: Omit<LargeChange, 'statement'>) => void changes.push({ ...change, statement: id });
  for (const one of akun) {
    const [before, after] = [sum(sides.before, one), sum(sides.after, one)];
    if (before !== undefined && after !== undefined) {
      if (falls(before, after, limit)) add({ kind: 'total-falls', unit: '', akun: one, before, after });
      else if (rises(before, after, limit, grown?.get(one))) add({ kind: 'total-rises', unit: '', akun: one, before, after });
    }
    const opd = new Set([...sides.before.keys()].map(opdOf));
    for (const unit of opd) {
      const [then, now] = [sum(sides.before, one, unit), sum(sides.after, one, unit)];
      // The only OPD is the whole file; one without any row has vanished.
      if (then === undefined || now === undefined || opd.size === 1 || !falls(then, now, limit)) continue;
      add({ kind: 'total-falls', unit, akun: one, before: then, after: now });
    }
    for (const [unit, amounts] of sides.before) {
      const amount = amounts.get(one) ?? 0n;
      if (unit !== '' && amount !== 0n && !sides.after.has(unit))
        add({ kind: 'unit-vanishes', unit, akun: one, before: amount, after: 0n });
    }
  }
  const known = await knownOpd(read, government, seq);
  for (const unit of new Set([...sides.after.keys()].map(opdOf))) {
    if (unit === '' || known.has(unit)) continue;
    for (const one of akun) {
      const after = sum(sides.after, one, unit);
      if (after !== undefined) add({ kind: 'unit-new', unit, akun: one, before: 0n, after });
    }
  }
  return changes;
}

/** Whether a row that counts now would count no more: of a budget the same version, or the one before where it is the first of its own. */
function isReplaced({ measure, version, statement }: FigureRow, head: StatementRow['head'], effective: EffectiveStatements): boolean {
  const { kind, from, asOf } = head;
  if (kind === 'budget') {
    const compared = effective.versions.find((one) => one === head.version) ?? effective.version;
    return measure === 'budget' && version === compared;
  }
  // A plan of one day replaces no other: where there is a plan by month, that one is used.
  if (kind === 'cash-plan') return measure === 'plan' && asOf === undefined;
  if (measure !== 'realization') return false;
  if (kind === 'realization') return true;
  // A register replaces the payments of its own period only.
  const register = effective.statements.find((one) => one.id === statement);
  return register?.kind === 'register' && register.from === (from ?? null) && register.asOf === (asOf ?? null);
}

function totalsOf(rows: readonly { unit: Code; account: Code; amount: Sen }[]): Totals {
  const totals: Totals = new Map();
  for (const { unit, account, amount } of rows) {
    const ofUnit = totals.get(unit) ?? new Map<Code, Sen>();
    totals.set(unit, ofUnit);
    const akun = akunOf(account);
    ofUnit.set(akun, (ofUnit.get(akun) ?? 0n) + netInto(akun, account, amount));
  }
  return totals;
}

/** Of one OPD or of all units; undefined where there is no row. */
function sum(totals: Totals, akun: Code, opd?: Code): Sen | undefined {
  let total: Sen | undefined;
  for (const [unit, amounts] of totals) {
    const amount = amounts.get(akun);
    if (amount !== undefined && (opd === undefined || opdOf(unit) === opd)) total = (total ?? 0n) + amount;
  }
  return total;
}

/** The budget by akun, as far as the statement covers it. */
function budgetOf(rows: readonly FigureRow[], effective: EffectiveStatements): Map<Code, Sen> {
  const budget = totalsOf(rows.filter(({ measure, version }) => measure === 'budget' && version === effective.version));
  return new Map(
    ['4', '5', '6'].flatMap((akun) => [[akun, sum(budget, akun)] as const].flatMap(([one, all]) => (all ? [[one, all]] : []))),
  );
}

const absolute = (amount: Sen) => (amount < 0n ? -amount : amount);
const distance = (before: Sen, after: Sen) => absolute(after - before);

/** @param limit percent of what was there before */
function falls(before: Sen, after: Sen, limit: bigint): boolean {
  return after < before && distance(before, after) * 100n > absolute(before) * limit;
}

/** Realization grows from report to report: its rise is measured in percent of the budget, where that is known. */
function rises(before: Sen, after: Sen, limit: bigint, budget: Sen | undefined): boolean {
  return after > before && distance(before, after) * 100n > absolute(budget ?? before) * limit;
}

/** OPD that verified statements of the government name, whatever their year. */
async function knownOpd(read: Reading, government: string, except: number): Promise<Set<Code>> {
  const statements = await read
    .selectFrom('statement')
    .select('seq')
    .where('government', '=', government)
    .where('seq', '!=', except)
    .where('upload', 'in', ({ selectFrom }) => selectFrom('step').select('upload').where('step', '=', 'verified'))
    .execute();
  const units = await unitsIn(
    read,
    statements.map(({ seq }) => Number(seq)),
  );
  return new Set([...units].map(opdOf));
}
