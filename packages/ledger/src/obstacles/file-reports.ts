import type { Code, FiscalYear, IsoDate, Obstacle } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { unitsOf, verifiedWorks } from '../works/read-works.ts';
import { obstaclesOf } from '../works/works-rows.ts';
import { withObstacleIds } from './file-obstacle-id.ts';

/** A verified report of obstacles, with the ids by which its rows are recognised in other reports. */
export interface ObstacleReport {
  upload: string;
  asOf: IsoDate;
  covers: Code[];
  simulated: boolean;
  rows: (Obstacle & { id: string })[];
}

/** The reports of a year up to a day that are verified and not withdrawn: the earliest as-of date first, of one date the one verified last at the end. */
export async function obstacleReports(
  read: Reading,
  { government, year, day }: { government: string; year: FiscalYear; day: IsoDate },
): Promise<ObstacleReport[]> {
  const counted = (await verifiedWorks(read, { government, year })).flatMap(({ asOf, ...works }) =>
    works.kind === 'obstacle' && asOf !== null && asOf <= day ? [{ ...works, asOf }] : [],
  );
  counted.sort((a, b) => a.asOf.localeCompare(b.asOf) || a.verifiedAt - b.verifiedAt);
  const seqs = counted.map(({ seq }) => seq);
  const covers = await unitsOf(read, seqs);
  const rows = Map.groupBy(await obstaclesOf(read, seqs), ({ works }) => works);
  return counted.map(({ seq, upload, asOf, simulated }) => {
    const own = withObstacleIds(
      year,
      (rows.get(seq) ?? []).map(({ row }) => row),
    );
    return { upload, asOf, covers: covers.get(seq) ?? [], simulated, rows: own };
  });
}
