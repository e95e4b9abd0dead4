import type { Reading } from '../database/database.ts';
import { worksOfUploads } from './read-works.ts';
import { contractsOf, obstaclesOf, rowsHash, targetsOf } from './works-rows.ts';

const readers = { contract: contractsOf, obstacle: obstaclesOf, target: targetsOf };

/** Works whose rows or head are not as they were stored. @param recorded details of the trail's `works-stored`, by the works' id */
export async function changedWorks(
  read: Reading,
  recorded: ReadonlyMap<string, Record<string, unknown>>,
): Promise<{ id: string; government: string; upload: string; problem: 'line-changed' | 'lines-missing' | 'head-changed' }[]> {
  const changed: Awaited<ReturnType<typeof changedWorks>> = [];
  const heads = await read.selectFrom('works').select(['id', 'seq', 'upload', 'government', 'rows_hash']).orderBy('seq').execute();
  for (const { id, seq, upload, government, rows_hash: stored } of heads) {
    const works = (await worksOfUploads(read, [upload])).find((one) => one.seq === Number(seq));
    if (!works) continue;
    const { kind, year, asOf, rows: count, covers } = works;
    const rows = (await readers[kind](read, [works.seq])).map(({ row }) => row);
    const was = recorded.get(id);
    const sameHead =
      was?.['rowsHash'] === stored && was['kind'] === kind && was['year'] === year && was['asOf'] === asOf && was['rows'] === count;
    const problem =
      rows.length !== count ? 'lines-missing' : rowsHash(rows, covers) !== stored ? 'line-changed' : sameHead ? undefined : 'head-changed';
    if (problem !== undefined) changed.push({ id, government, upload, problem });
  }
  // A head that is gone takes its rows out of sight.
  for (const [id, was] of recorded)
    if (!heads.some((head) => head.id === id)) changed.push({ id, government: '', upload: String(was['upload']), problem: 'head-changed' });
  return changed;
}
