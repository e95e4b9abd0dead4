import { type Code, type Contract, type IsoDate, type IsoInstant, type Target, type WorksKind } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { pastRules } from '../figures/verified-statements.ts';
import { type CountedWorks, countedWorks, type WorksAt } from './counted-works.ts';
import { type PublicNote, publicNotes } from './public-notes.ts';
import { verifiedWorks } from './read-works.ts';
import { contractsOf, obstaclesOf, type StoredRow, targetsOf } from './works-rows.ts';

/** A file of works that an edition rests on; see `WorksSource` of an edition. */
export interface StateWorks {
  id: string;
  kind: WorksKind;
  fileName: string;
  fileHash: string;
  receivedAt: IsoInstant;
  verifiedAt: IsoInstant;
  asOf: IsoDate | null;
  rows: number;
  rowsHash: string;
  simulated: boolean;
}

/** `source`: id of the works. */
type FromFile<Row> = Row & { source: string };

export interface PublicWorks {
  works: StateWorks[];
  contracts: FromFile<Contract>[];
  targets: FromFile<Target>[];
  notes: PublicNote[];
}

/**
 * The works that count at a step of the ledger: of each kind and unit those of the verified report with the latest as-of date, of
 * several the one verified last. The same step gives the same rows for ever.
 */
export async function publicWorks(read: Reading, at: WorksAt): Promise<PublicWorks> {
  const { counted, isCounted } = await countedWorks(read, at);
  const bySeq = new Map(counted.map((one) => [one.seq, one]));
  const seqsOf = (kind: WorksKind) => counted.filter((one) => one.kind === kind).map(({ seq }) => seq);
  const placed = <Row extends { unit: Code }>(rows: readonly StoredRow<Row>[]) =>
    rows.filter(isCounted).map(({ works, row }): FromFile<Row> => ({ ...row, source: bySeq.get(works)?.id ?? '' }));
  const contracts = placed(await contractsOf(read, seqsOf('contract')));
  const targets = placed(await targetsOf(read, seqsOf('target')));
  const notes = await publicNotes(read, at);
  const used = new Set([...contracts, ...targets, ...notes].map(({ source }) => source));
  const { works, sheets } = await filesOf(
    read,
    counted.filter(({ id }) => used.has(id)),
  );
  // The one sheet of a .csv is called as its file, and published as that is.
  for (const row of [...contracts, ...targets, ...notes]) row.sheet = sheets.get(row.source ?? '')?.get(row.sheet) ?? row.sheet;
  return { works, contracts, targets, notes };
}

/** The contracts that an edition of this step holds; [] at a step before works were published. */
export async function publicContracts(read: Reading, at: WorksAt): Promise<Contract[]> {
  return (await pastRules(read, at.sequence)).has('works-apart') ? [] : (await publicWorks(read, at)).contracts;
}

/** Uploads that bring something of works into an edition; none at a step before works were published. */
export async function uploadsOfWorks(read: Reading, at: WorksAt): Promise<string[]> {
  if ((await pastRules(read, at.sequence)).has('works-apart')) return [];
  const counted = await verifiedWorks(read, { ...at, until: at.sequence });
  const obstacles = await obstaclesOf(
    read,
    counted.filter(({ kind }) => kind === 'obstacle').map(({ seq }) => seq),
  );
  const told = new Set(obstacles.flatMap(({ works, row }) => (row.mayBePublic ? [works] : [])));
  return counted.filter(({ kind, seq }) => kind !== 'obstacle' || told.has(seq)).map(({ upload }) => upload);
}

/** The files of works, and names of sheets that are published by another name, by works. */
async function filesOf(
  read: Reading,
  counted: readonly CountedWorks[],
): Promise<{ works: StateWorks[]; sheets: ReadonlyMap<string, ReadonlyMap<string, string>> }> {
  const works: StateWorks[] = [];
  const sheets = new Map<string, ReadonlyMap<string, string>>();
  for (const { seq, id, kind, asOf, simulated, verifiedAt } of counted) {
    const row = await read
      .selectFrom('works')
      .innerJoin('upload', 'upload.id', 'works.upload')
      .select(['row_count', 'rows_hash', 'file_name', 'public_name', 'hash', 'received_at'])
      .where('works.seq', '=', seq)
      .executeTakeFirstOrThrow();
    const step = await read.selectFrom('step').select('at').where('seq', '=', verifiedAt).executeTakeFirstOrThrow();
    const fileName = row.public_name === '' ? row.file_name : row.public_name;
    sheets.set(id, new Map([[row.file_name, fileName]]));
    works.push({
      ...{ id, kind, fileName, fileHash: row.hash, receivedAt: row.received_at, verifiedAt: step.at, asOf },
      ...{ rows: Number(row.row_count), rowsHash: row.rows_hash, simulated },
    });
  }
  return { works, sheets };
}
