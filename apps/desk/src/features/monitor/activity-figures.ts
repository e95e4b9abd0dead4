import type { Code, FiscalYear, IsoDate } from '@sipkadin/budget';
import { activityAmounts, codeNames, type Reading } from '@sipkadin/ledger';
import { kept } from './kept.ts';

export type ActivityFigures = Awaited<ReturnType<typeof activityFigures>>;

/** Amounts and physical progress of every sub kegiatan of a government's year up to a day, by OPD, with the names of activities. */
export function activityFigures(read: Reading, query: { government: string; year: FiscalYear; asOf: IsoDate }) {
  return kept(read, query.government, `activities|${query.government}|${query.year}|${query.asOf}`, async (read) => {
    const { amounts, progress } = await activityAmounts(read, { ...query, groupedOn: query.asOf });
    const statements = new Set(amounts.flatMap(({ sources }) => [...sources.budget, ...sources.realization]));
    const { activity: names } = await codeNames(read, [...statements]);
    return { amounts: Map.groupBy(amounts, ({ unit }): Code => unit), progress: Map.groupBy(progress, ({ unit }): Code => unit), names };
  });
}
