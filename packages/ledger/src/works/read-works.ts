import {
  type Code,
  type Contract,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type Obstacle,
  opdOf,
  type Target,
  type WorksKind,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { contractsOf, obstaclesOf, type StoredRow, targetsOf } from './works-rows.ts';

/** What one upload says of contracts, obstacles or targets. */
export interface WorksOfUpload {
  id: string;
  seq: number;
  upload: string;
  kind: WorksKind;
  year: FiscalYear;
  asOf: IsoDate | null;
  rows: number;
  covers: string[];
  simulated: boolean;
}

/** The works of these uploads, in the order in which they were stored. */
export async function worksOfUploads(read: Reading, uploads: readonly string[]): Promise<WorksOfUpload[]> {
  if (uploads.length === 0) return [];
  const rows = await read.selectFrom('works').selectAll().where('upload', 'in', uploads).orderBy('seq').execute();
  const covers = await unitsOf(
    read,
    rows.map(({ seq }) => Number(seq)),
  );
  return rows.map(({ seq, id, upload, kind, year, as_of, row_count, simulated }) => ({
    ...{ id, seq: Number(seq), upload, kind, year: fiscalYear(Number(year)), asOf: as_of, rows: Number(row_count) },
    covers: covers.get(Number(seq)) ?? [],
    simulated: Number(simulated) === 1,
  }));
}

/** The units that each of these works covers, by its number. */
export async function unitsOf(read: Reading, seqs: readonly number[]): Promise<Map<number, string[]>> {
  const covers = new Map<number, string[]>();
  for (let at = 0; at < seqs.length; at += 500) {
    const part = seqs.slice(at, at + 500);
    for (const { works, unit } of await read.selectFrom('works_coverage').selectAll().where('works', 'in', part).orderBy('unit').execute())
      covers.set(Number(works), [...(covers.get(Number(works)) ?? []), unit]);
  }
  return covers;
}

/** All rows of one upload's works, in the order of the file. */
export async function worksRows(
  read: Reading,
  upload: string,
): Promise<{ contracts: Contract[]; obstacles: Obstacle[]; targets: Target[] }> {
  const seqs = (await worksOfUploads(read, [upload])).map(({ seq }) => seq);
  return {
    contracts: (await contractsOf(read, seqs)).map(({ row }) => row),
    obstacles: (await obstaclesOf(read, seqs)).map(({ row }) => row),
    targets: (await targetsOf(read, seqs)).map(({ row }) => row),
  };
}

/** A row that counts, and the upload that it came with. */
export type Sourced<Row> = Row & { upload: string };

export interface EffectiveWorks {
  contracts: Sourced<Contract>[];
  obstacles: Sourced<Obstacle>[];
  targets: Sourced<Target>[];
  simulated: boolean;
}

/**
 * The contracts, obstacles and targets that count on a day: of each kind and unit those of the verified report with the latest as-of
 * date up to that day, of several the one verified last. A report that covers an OPD replaces those of its sub-units.
 * @param query `unit`: an OPD, with its sub-units; all where it is left out
 */
export async function effectiveWorks(
  read: Reading,
  { government, year, day, unit }: { government: string; year: FiscalYear; day: IsoDate; unit?: Code | undefined },
): Promise<EffectiveWorks> {
  const counted = (await verifiedWorks(read, { government, year })).filter(({ asOf }) => asOf === null || asOf <= day);
  counted.sort((a, b) => (a.asOf ?? '').localeCompare(b.asOf ?? '') || a.verifiedAt - b.verifiedAt);
  const isWanted = (one: Code) => unit === undefined || opdOf(one) === opdOf(unit);
  const covers = await unitsOf(
    read,
    counted.map(({ seq }) => seq),
  );
  const bySeq = new Map(counted.map((one) => [one.seq, one]));
  const used = new Set<number>();
  const isCounted = ({ works, row }: StoredRow<{ unit: Code }>) => {
    const { kind } = bySeq.get(works) ?? {};
    const isOf = (covered: Code) => covered === row.unit || covered === opdOf(row.unit);
    const last = counted.findLast((one) => one.kind === kind && covers.get(one.seq)?.some(isOf));
    return isWanted(row.unit) && last?.seq === works;
  };
  const sourced = <Row extends { unit: Code }>(rows: readonly StoredRow<Row>[]) =>
    rows.filter(isCounted).map(({ works, row }): Sourced<Row> => {
      used.add(works);
      return { ...row, upload: bySeq.get(works)?.upload ?? '' };
    });
  const wanted = counted.flatMap(({ seq }) => (covers.get(seq)?.some(isWanted) ? [seq] : []));
  return {
    contracts: sourced(await contractsOf(read, wanted)),
    obstacles: sourced(await obstaclesOf(read, wanted)),
    targets: sourced(await targetsOf(read, wanted)),
    simulated: counted.some(({ seq, simulated }) => simulated && used.has(seq)),
  };
}

/**
 * Works whose upload is verified, and was not withdrawn since; an upload that goes public stays so.
 * @param query `until`: as of this step of the ledger; absent: now
 */
export async function verifiedWorks(read: Reading, { government, year, until }: { government: string; year: FiscalYear; until?: number }) {
  let query = read
    .selectFrom('works')
    .innerJoin('step', 'step.upload', 'works.upload')
    .select([
      'works.seq as seq',
      'works.id as id',
      'works.upload as upload',
      'kind',
      'as_of',
      'simulated',
      'step.step as step',
      'step.seq as at',
    ])
    .where('works.government', '=', government)
    .where('year', '=', year)
    .where('step.step', 'in', ['verified', 'published', 'withdrawn'])
    .orderBy('step.seq');
  if (until !== undefined) query = query.where('step.seq', '<=', until);
  const rows = await query.execute();
  return [...Map.groupBy(rows, ({ seq }) => Number(seq))].flatMap(([seq, steps]) => {
    const last = steps.at(-1);
    const verified = steps.find(({ step }) => step === 'verified');
    if (!last || !verified || last.step === 'withdrawn') return [];
    const { id, upload, kind, as_of, simulated } = last;
    return [{ seq, id, upload, kind, asOf: as_of, simulated: Number(simulated) === 1, verifiedAt: Number(verified.at) }];
  });
}
