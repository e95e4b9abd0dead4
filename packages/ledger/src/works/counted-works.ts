import { type Code, type FiscalYear, opdOf } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { unitsOf, verifiedWorks } from './read-works.ts';
import type { StoredRow } from './works-rows.ts';

/** The ledger at a step. */
export interface WorksAt {
  government: string;
  year: FiscalYear;
  sequence: number;
}

export type CountedWorks = Awaited<ReturnType<typeof verifiedWorks>>[number];

/** The verified works at a step, by as-of date, and whether a row of them counts: no later report of its kind covers its unit. */
export async function countedWorks(read: Reading, { government, year, sequence }: WorksAt) {
  const counted = await verifiedWorks(read, { government, year, until: sequence });
  counted.sort((a, b) => (a.asOf ?? '').localeCompare(b.asOf ?? '') || a.verifiedAt - b.verifiedAt);
  const covers = await unitsOf(
    read,
    counted.map(({ seq }) => seq),
  );
  const bySeq = new Map(counted.map((one) => [one.seq, one]));
  const winners = new Map<string, number | undefined>();
  const isCounted = ({ works, row: { unit } }: StoredRow<{ unit: Code }>) => {
    const kind = bySeq.get(works)?.kind;
    const key = `${kind} ${unit}`;
    if (!winners.has(key)) {
      const covering = (one: CountedWorks) => covers.get(one.seq)?.some((covered) => covered === unit || covered === opdOf(unit)) ?? false;
      winners.set(key, counted.findLast((one) => one.kind === kind && covering(one))?.seq);
    }
    return winners.get(key) === works;
  };
  return { counted, isCounted };
}
