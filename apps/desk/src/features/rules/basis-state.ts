import { type Basis, type FiscalYear, type IsoDate, opdOf, toDecimal } from '@sipkadin/budget';
import { type GovernmentSettings, getGovernment, type Ledger, listAudit, loadFigures, years } from '@sipkadin/ledger';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';

export const bases = ['sp2d', 'spj', 'lra'] as const satisfies readonly Basis[];

/** What is verified on a basis in a year, whether it counts or is kept beside. */
interface Kept {
  basis: Basis;
  /** OPD with realization on it. */
  units: number;
  asOf: IsoDate | null;
  /** Spending in rupiah; null where there is none. */
  spending: string | null;
}

/** The basis that counts, what is kept on each in the newest year, and who changed it when, the latest first. */
export async function basisState({ ledger: { read }, names: namesOf, government }: DeskContext & GovernmentGrant) {
  const { basis } = await getGovernment(read, government);
  const year = (await years(read, government)).at(-1) ?? null;
  const records = await listAudit(read, { government, limit: 500 });
  const changes = records.flatMap(({ action, at, actor, detail }) => {
    const { basis: to, reason } = JSON.parse(detail) as GovernmentSettings & { reason?: string };
    const isSetting = action === 'government-set' || action === 'government-added';
    return isSetting && to !== undefined ? [{ at, actor, to, reason: reason ?? '' }] : [];
  });
  const names = await namesOf(changes.map(({ actor }) => actor));
  return {
    basis,
    year,
    kept: year === null ? [] : await Promise.all(bases.map((one) => keptOn(read, { government, year, basis: one }))),
    changes: changes.map(({ actor, ...change }) => ({ ...change, by: names.get(actor) ?? actor })),
  };
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
