import {
  type Basis,
  type BudgetVersion,
  type Code,
  type FiscalYear,
  type IsoDate,
  type Month,
  monthEnd,
  monthOf,
  opdOf,
  type Sen,
} from '@sipkadin/budget';
import { figuresByAccount, figuresByUnit, loadFigures, type Reading, unitNames } from '@sipkadin/ledger';

/** Budget and realization in sen; null: not budgeted, or not reported, which is not zero. */
interface LraAmounts {
  budget: Sen | null;
  realization: Sen | null;
}

/** The realization of a year up to a month by account and by OPD, from verified reports, as it is exported. */
export interface Lra {
  year: FiscalYear;
  month: Month;
  version: BudgetVersion | null;
  basis: Basis;
  /** The latest day that a counted report covers; null: nothing was reported. */
  asOf: IsoDate | null;
  simulated: boolean;
  /** Akun, kelompok and jenis in the order of their codes; akun 6 is net financing. Treasury items included. */
  accounts: (LraAmounts & { code: Code })[];
  /** Spending by OPD, with the last day of its report; null: it has not reported. A report before the month is its last known one. */
  units: (LraAmounts & { code: Code; name: string; asOf: IsoDate | null; isOfMonth: boolean })[];
}

export async function lraOf(
  read: Reading,
  { government, year, month }: { government: string; year: FiscalYear; month: Month },
): Promise<Lra> {
  const query = { government, year, asOf: monthEnd(year, month) };
  const { effective, rows } = await loadFigures(read, { ...query, account: '5' });
  const accounts = [];
  for (const parts of [1, 2, 3] as const)
    for (const [code, { budget, realization }] of await figuresByAccount(read, query, parts)) accounts.push({ code, budget, realization });
  const names = await unitNames(read, { government, year });
  const days = new Map<Code, IsoDate>();
  for (const { unit } of rows) {
    const day = effective.ownDay(unit, '5');
    if (unit !== '' && day !== undefined && day > (days.get(opdOf(unit)) ?? '')) days.set(opdOf(unit), day);
  }
  const units = [...(await figuresByUnit(read, query))].flatMap(([code, { budget, realization }]) => {
    const asOf = days.get(code) ?? null;
    return code === ''
      ? []
      : [{ code, name: names.get(code) ?? code, budget, realization, asOf, isOfMonth: asOf !== null && monthOf(asOf) === month }];
  });
  const dated = [...days.values()].sort();
  return {
    ...{ year, month, version: effective.version, basis: effective.basis, asOf: dated.at(-1) ?? null, units },
    simulated: effective.statements.some(({ simulated }) => simulated),
    accounts: accounts.sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}
