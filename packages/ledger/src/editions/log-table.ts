type Whole = number | bigint;

/** A leaf of the log of editions; see `LogEntryRow`. */
export interface LogEntryTable {
  /** From 0, without gaps. */
  position: Whole;
  government: string;
  year: Whole;
  number: Whole;
  hash: string;
  signer: string;
}
