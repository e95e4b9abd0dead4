import { type BudgetVersion, type Code, dayInJakarta, type FiscalYear, type IsoDate, isTreasury, type Sen } from '@sipkadin/budget';
import { loadFigures, type Reading } from '@sipkadin/ledger';

/** A version of a year's budget, as the ledger came to know it. */
export interface KnownVersion {
  version: BudgetVersion;
  /** The day on which the first file of it was verified; when it was adopted no file says. */
  knownSince: IsoDate;
  /** Spending in sen; of an OPD without its treasury items. null: the version says nothing of this OPD. */
  budget: Sen | null;
}

/** The versions of a year's budget in the order of adoption. @param query `unit`: an OPD; absent: the whole government */
export async function versionsOf(
  read: Reading,
  { government, year, unit, groupedOn }: { government: string; year: FiscalYear; unit?: Code | undefined; groupedOn?: IsoDate },
): Promise<KnownVersion[]> {
  const scope = { government, year, account: '5', ...(unit === undefined ? {} : { unit }), ...(groupedOn && { groupedOn }) };
  const { rows, effective } = await loadFigures(read, scope);
  const isOf = (covers: ReadonlySet<Code>) =>
    unit === undefined || covers.size === 0 || [...covers].some((one) => effective.opdOf(one) === unit);
  const first = new Map<BudgetVersion, number>();
  for (const { version, verifiedAt, covers } of effective.of('budget'))
    if (version !== null && isOf(covers)) first.set(version, Math.min(first.get(version) ?? verifiedAt, verifiedAt));
  const days = await daysOf(read, [...first.values()]);
  return effective.versions.flatMap((version) => {
    const knownSince = days.get(first.get(version) ?? 0);
    if (knownSince === undefined) return [];
    const own = rows.filter(
      (row) => row.measure === 'budget' && row.version === version && (unit === undefined || !isTreasury(row.account)),
    );
    return [{ version, knownSince, budget: own.length === 0 ? null : own.reduce((sum, { amount }) => sum + amount, 0n) }];
  });
}

async function daysOf(read: Reading, steps: readonly number[]): Promise<Map<number, IsoDate>> {
  if (steps.length === 0) return new Map();
  const rows = await read.selectFrom('step').select(['seq', 'at']).where('seq', 'in', steps).execute();
  return new Map(rows.map(({ seq, at }) => [Number(seq), dayInJakarta(at)]));
}
