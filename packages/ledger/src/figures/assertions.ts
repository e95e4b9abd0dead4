import { type BudgetVersion, type Code, type IsoDate, isWithin, netInto, opdOf, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { coversUnit } from './coverage.ts';
import { type EffectiveStatements, isOfOneScope } from './effective.ts';
import { type FigureRow, type Figures, type FiguresQuery, loadFigures, rollups } from './figures.ts';
import type { Verified } from './verified-statements.ts';

/** An amount of one account, in sen. */
interface OfAccount {
  account: Code;
  amount: Sen;
}

/** What a coarser statement states of an account, and what the lines that count add up to; sen. */
export interface Difference {
  account: Code;
  stated: Sen;
  counted: Sen;
}

/** A statement's amounts of one unit and akun that do not count, held against those of the finer one that does. */
export interface Assertion {
  /** Ids of the coarser statement and of the finer one that counts for the unit. */
  statement: string;
  counting: string;
  measure: 'budget' | 'realization';
  version: BudgetVersion | null;
  asOf: IsoDate | null;
  /** An OPD or sub-unit; '' for a summary. */
  unit: Code;
  akun: string;
  stated: Sen;
  counted: Sen;
  /** Accounts of the coarser statement that differ; empty where both are equal to the sen. */
  differences: Difference[];
}

/** A total that a coarser statement states for the whole government. */
export interface StatedTotal {
  statement: string;
  measure: 'budget' | 'realization';
  version: BudgetVersion | null;
  account: Code;
  amount: Sen;
}

/**
 * Where a coarser statement differs from a finer one: of each account that the coarser one has, what lies within it; and what the
 * finer one has besides.
 */
export function differencesOf(coarse: readonly OfAccount[], fine: readonly OfAccount[]): Difference[] {
  const sums = new Map<Code, Difference>();
  const at = (account: Code) => {
    const known = sums.get(account) ?? { account, stated: 0n, counted: 0n };
    sums.set(account, known);
    return known;
  };
  for (const { account, amount } of coarse) at(account).stated += amount;
  // The deepest account that the coarser one has.
  const accounts = [...sums.keys()].sort((a, b) => b.length - a.length);
  for (const { account, amount } of fine) {
    const within = accounts.find((own) => isWithin(account, own)) ?? account;
    at(within).counted += netInto(within, account, amount);
  }
  return [...sums.values()].filter(({ stated, counted }) => stated !== counted).sort((a, b) => (a.account < b.account ? -1 : 1));
}

/** Whether a row's unit is one that is covered: itself, or a sub-unit of the OPD. */
export const isOfUnit = (row: Code, unit: Code) => row === unit || (unit !== '' && opdOf(row) === unit);

const total = (akun: string, rows: readonly OfAccount[]) =>
  rows.reduce<Sen>((sum, { account, amount }) => sum + netInto(akun, account, amount), 0n);

const measures = { budget: 'budget', realization: 'realization' } as const;

/** Everything that finer statements of a year are held against: budgets of every version, and the realization of the query's day. */
export async function assertionsOf(read: Reading, query: FiguresQuery): Promise<Assertion[]> {
  return (await heldAgainst(read, query, await loadFigures(read, query))).assertions;
}

/** The assertions, and the totals of those among the coarser statements that cover everything that counts. */
export async function heldAgainst(
  read: Reading,
  query: FiguresQuery,
  { effective, rows }: Figures,
): Promise<{ assertions: Assertion[]; totals: StatedTotal[] }> {
  const held = effective.held();
  if (held.length === 0) return { assertions: [], totals: [] };
  const coarse = Map.groupBy(
    await rollups(read, [...new Set(held.map(({ statement }) => statement.seq))], query),
    ({ statement }) => statement,
  );
  const assertions = held.flatMap(({ statement, unit, akun, counting }): Assertion[] => {
    const measure = measureOf(statement);
    const version = measure === 'budget' ? statement.version : null;
    const isThere = (row: { unit: Code; account: Code }) => isOfUnit(row.unit, unit) && row.account.startsWith(akun);
    const stated = (coarse.get(statement.seq) ?? []).filter(isThere);
    const counted = rows.filter((row) => row.measure === measure && row.version === version && isThere(row));
    return [
      {
        ...{ statement: statement.id, counting: counting.id, measure, version, asOf: statement.asOf, unit, akun },
        ...{ stated: total(akun, stated), counted: total(akun, counted), differences: differencesOf(stated, counted) },
      },
    ];
  });
  const parts = new Map(held.map(({ statement, akun }) => [`${statement.seq}|${akun}`, { statement, akun }]));
  const totals = [...parts.values()].flatMap(({ statement, akun }): StatedTotal[] => {
    if (!isOfAll(statement, akun, rows, effective)) return [];
    const measure = measureOf(statement);
    const own = (coarse.get(statement.seq) ?? []).filter(({ account }) => account.startsWith(akun));
    return own.map(({ account, amount }) => ({ statement: statement.id, measure, version: statement.version, account, amount }));
  });
  return { assertions, totals };
}

const measureOf = ({ kind }: Verified) => measures[kind === 'budget' ? 'budget' : 'realization'];

/** Whether a statement covers all that counts in an akun, for the same version or day. */
function isOfAll(statement: Verified, akun: string, rows: readonly FigureRow[], { statements }: EffectiveStatements): boolean {
  const measure = measureOf(statement);
  const ids = new Set(statements.flatMap((other) => (isOfOneScope(statement, other) ? [other.id] : [])));
  return rows.every(
    (row) =>
      row.measure !== measure ||
      !row.account.startsWith(akun) ||
      (measure === 'budget' && row.version !== statement.version) ||
      (ids.has(row.statement) && coversUnit(statement, row.unit, akun)),
  );
}
