import type { Cause, IsoDate, WorksKind } from '@sipkadin/budget';

/** As in `schema.ts`: amounts are bigint sen, other integers become numbers where rows are read. */
type Whole = number | bigint;

/** What one file says of contracts, obstacles or targets: the head of its rows. Append-only, as its rows are. */
export interface WorksTable {
  seq: Whole;
  id: string;
  upload: string;
  government: string;
  kind: WorksKind;
  year: Whole;
  as_of: IsoDate | null;
  row_count: Whole;
  /** SHA-256 over its rows, and the units that it covers. */
  rows_hash: string;
  simulated: Whole;
}

export interface WorksCoverageTable {
  works: Whole;
  unit: string;
}

interface WorksRowTable {
  works: Whole;
  position: Whole;
  unit: string;
  activity: string;
  sheet: string;
  row: Whole;
}

export interface ContractTable extends WorksRowTable {
  number: string;
  signed_on: IsoDate | null;
  object: string;
  owner_estimate: bigint | null;
  value: bigint | null;
  provider: string;
  starts_on: IsoDate | null;
  ends_on: IsoDate | null;
  amendment: string;
  paid: bigint | null;
}

export interface ObstacleTable extends WorksRowTable {
  cause: Cause;
  what: string;
  follow_up: string;
  unblocker: string;
  promised_on: IsoDate | null;
  owner: string;
  may_be_public: Whole;
}

export interface PhysicalTargetTable extends WorksRowTable {
  month: Whole;
  hundredths: Whole;
}
