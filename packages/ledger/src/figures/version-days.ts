import { type BudgetVersion, dayInJakarta, type FiscalYear, type IsoDate, versionRank } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { verified } from './verified-statements.ts';

export interface VersionDay {
  version: BudgetVersion;
  /** The day on which the first budget of this version was verified: from then on it was known. */
  day: IsoDate;
  /** The ledger's step of that verification. */
  sequence: number;
}

/** From when each version of a year's budget was known, in the order of the versions. A year that was brought in later has later days. */
export async function versionDays(read: Reading, query: { government: string; year: FiscalYear }): Promise<VersionDay[]> {
  const rows = await verified(read, query).where('kind', '=', 'budget').select('step.at').execute();
  const first = new Map<BudgetVersion, VersionDay>();
  for (const { version, at, verified: sequence } of rows)
    if (version !== null && !first.has(version)) first.set(version, { version, day: dayInJakarta(at), sequence: Number(sequence) });
  return [...first.values()].sort((a, b) => versionRank(a.version) - versionRank(b.version));
}

/**
 * The last step of any upload that holds something of the years before one: as long as it is the same, so are their figures. 0: none.
 */
export async function lastStepOfYears(read: Reading, { government, before }: { government: string; before: FiscalYear }): Promise<number> {
  const last = await read
    .selectFrom('statement')
    .innerJoin('step', 'step.upload', 'statement.upload')
    .select(({ fn }) => fn.max('step.seq').as('last'))
    .where('statement.government', '=', government)
    .where('year', '<', before)
    .executeTakeFirst();
  return Number(last?.last ?? 0);
}
