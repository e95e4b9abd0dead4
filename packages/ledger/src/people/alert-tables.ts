import type { IsoInstant } from '@sipkadin/budget';
import type { Generated } from 'kysely';

/** What became of alerts; append-only. What holds now is computed from figures: here is when it was first seen and when no longer. */
export interface AlertEventTable {
  seq: Generated<number | bigint>;
  government: string;
  year: number | bigint;
  /** Rule, OPD and subject: one event until it ends. */
  key: string;
  event: 'seen' | 'ended' | 'acknowledged';
  at: IsoInstant;
  actor: string;
  /** Of an acknowledgement. */
  note: string;
  /** JSON of what was seen; '' of the others. */
  detail: string;
}

/** People who want the weekly digest by e-mail. */
export interface DigestTable {
  person: string;
  since: IsoInstant;
}
