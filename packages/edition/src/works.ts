import type { Cause, Code, IsoDate, IsoInstant, Month, WorksKind } from '@sipkadin/budget';

/** `works.json`: a file of contracts, obstacles or monthly targets that an edition rests on. */
export interface WorksSource {
  id: string;
  kind: WorksKind;
  fileName: string;
  /** SHA-256 of the bytes as uploaded. */
  fileHash: string;
  receivedAt: IsoInstant;
  verifiedAt: IsoInstant;
  /** The day that contracts and obstacles are of; null for targets. */
  asOf: IsoDate | null;
  rows: number;
  /** SHA-256 over its rows in the ledger. */
  rowsHash: string;
  simulated: boolean;
}

/** A row of a file of works; codes are '' where the file has none. */
interface WorksRow {
  /** Id of its source in `works.json`. */
  source: string;
  unit: Code;
  activity: Code;
  sheet: string;
  row: number;
}

/** `contracts.json`: a contract, with amounts in sen in memory and as decimal text in the file. Providers that are people are "Perorangan". */
export interface ContractOf<Amount> extends WorksRow {
  number: string;
  object: string;
  provider: string;
  /** The price that the owner estimated before the tender (HPS). */
  ownerEstimate: Amount | null;
  value: Amount | null;
  paid: Amount | null;
  signedOn: IsoDate | null;
  startsOn: IsoDate | null;
  endsOn: IsoDate | null;
  amendment: string;
}

/** `targets.json`: the physical progress planned for the end of a month, in hundredths of a percent. */
export interface PublishedTarget extends WorksRow {
  month: Month;
  hundredths: number;
}

/** `notes.json`: what holds an OPD up, in its own words, verified and meant for the public. No person is named. */
export interface PublishedNote extends Omit<WorksRow, 'source' | 'row'> {
  id: string;
  cause: Cause;
  what: string;
  followUp: string;
  /** Who can end it. */
  unblocker: string;
  promisedOn: IsoDate | null;
  /** By position. */
  owner: string;
  /** The day that it is of. */
  asOf: IsoDate;
  simulated: boolean;
  /** Id of its source in `works.json`; null where it was written on screen, then `sheet` is '' and `row` null. */
  source: string | null;
  row: number | null;
}

/** A cell of an uploaded file that was read with another value than it has; only numbers, codes and dates are told, other texts are ''. */
export interface PublishedCorrection {
  sheet: string;
  row: number;
  column: string;
  old: string;
  value: string;
  /** '' where it cannot be published. */
  reason: string;
  at: IsoInstant;
}

/** How many people live there, for amounts per resident. */
export interface Population {
  people: number;
  year: number;
  /** Who counted. */
  source: string;
}
