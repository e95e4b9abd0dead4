import { type Basis, type FiscalYear, type IsoDate, opdOf, toDecimal } from '@sipkadin/budget';
import { getGovernment, type Ledger, loadFigures, years } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';

const bases = ['sp2d', 'spj', 'lra'] as const satisfies readonly Basis[];

/** What is verified on a basis in a year, whether it counts or is kept beside. */
interface Kept {
  basis: Basis;
  /** OPD with realization on it. */
  units: number;
  asOf: IsoDate | null;
  /** Spending in rupiah; null where there is none. */
  spending: string | null;
}

/** The basis that counts, and what is verified on each in the newest year. */
export async function basisState({ ledger: { read }, government }: DeskContext & GovernmentGrant) {
  const { basis } = await getGovernment(read, government);
  const year = (await years(read, government)).at(-1) ?? null;
  const kept = year === null ? [] : await Promise.all(bases.map((one) => keptOn(read, { government, year, basis: one })));
  return { basis, year, kept };
}

async function keptOn(
  read: Ledger['read'],
  { government, year, basis }: { government: string; year: FiscalYear; basis: Basis },
): Promise<Kept> {
  const { rows, official, effective } = await loadFigures(read, { government, year, settings: { name: '', basis } });
  const own = rows.filter(({ measure, account }) => measure === 'realization' && account.startsWith('5'));
  const ofTotals = official.filter(({ measure, account }) => measure === 'realization' && account.startsWith('5'));
  const counted = own.length > 0 ? own : ofTotals;
  return {
    basis,
    units: new Set(own.flatMap(({ unit }) => (unit === '' ? [] : [opdOf(unit)]))).size,
    asOf: counted.length === 0 ? null : effective.asOf,
    spending: counted.length === 0 ? null : toDecimal(counted.reduce((sum, { amount }) => sum + amount, 0n)),
  };
}
