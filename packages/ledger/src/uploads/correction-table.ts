import type { IsoInstant } from '@sipkadin/budget';
import type { Generated } from 'kysely';

/** Corrections of an upload's cells; append-only, the last row of a cell counts. */
export interface CellCorrectionTable {
  seq: Generated<number | bigint>;
  upload: string;
  sheet: string;
  row: number | bigint;
  col: string;
  /** The file's own text of the cell, and what is read instead. */
  old: string;
  value: string;
  reason: string;
  actor: string;
  at: IsoInstant;
  /** 1: from here on the file's own value is read again. */
  taken_back: number | bigint;
}
