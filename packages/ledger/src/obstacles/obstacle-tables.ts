import type { Cause, IsoDate, IsoInstant } from '@sipkadin/budget';
import type { Generated } from 'kysely';

/** As in `schema.ts`: integers become numbers where rows are read. */
type Whole = number | bigint;

export type ObstacleState = 'open' | 'resolved' | 'dropped';

/** What an OPD wrote about an obstacle, whole, at each change; the last row of an obstacle counts. Append-only, as all tables here. */
export interface ObstacleEntryTable {
  seq: Generated<Whole>;
  government: string;
  year: Whole;
  /** `o…` of one that was written on screen first, `f…` of one that a file named first (`fileObstacleId`). */
  obstacle: string;
  unit: string;
  activity: string;
  cause: Cause;
  what: string;
  follow_up: string;
  unblocker: string;
  promised_on: IsoDate | null;
  owner: string;
  may_be_public: Whole;
  state: ObstacleState;
  /** How it ended; '' while it is open. */
  ending: string;
  actor: string;
  at: IsoInstant;
}

/** A verifier's answer to whether an entry may become public; the last one of an obstacle counts. */
export interface ObstacleReleaseTable {
  /** From the numbers of the ledger's steps, so that an edition's sequence says whether it holds this. */
  seq: Whole;
  government: string;
  year: Whole;
  obstacle: string;
  entry: Whole;
  /** 1: public from the next edition on; 0: not, or not any more. */
  released: Whole;
  actor: string;
  at: IsoInstant;
}

export interface QuestionTable {
  seq: Generated<Whole>;
  government: string;
  year: Whole;
  unit: string;
  /** '' where it is about the OPD as such. */
  activity: string;
  obstacle: string;
  text: string;
  actor: string;
  at: IsoInstant;
}

export interface AnswerTable {
  seq: Generated<Whole>;
  government: string;
  question: Whole;
  text: string;
  actor: string;
  at: IsoInstant;
}

/** A review meeting, and the month whose figures it looked at. */
export interface MeetingTable {
  seq: Generated<Whole>;
  government: string;
  day: IsoDate;
  year: Whole;
  month: Whole;
  actor: string;
  at: IsoInstant;
}

/** What was noted of an OPD in a meeting; the last row of meeting and OPD counts. */
export interface MeetingNoteTable {
  seq: Generated<Whole>;
  government: string;
  meeting: Whole;
  unit: string;
  text: string;
  actor: string;
  at: IsoInstant;
}

/** What an OPD promised in a meeting. */
export interface MeetingPromiseTable {
  seq: Generated<Whole>;
  government: string;
  meeting: Whole;
  unit: string;
  what: string;
  /** By position, not by name. */
  owner: string;
  due: IsoDate;
  actor: string;
  at: IsoInstant;
}

/** What became of a promise; the last row of a promise counts. */
export interface PromiseOutcomeTable {
  seq: Generated<Whole>;
  government: string;
  promise: Whole;
  outcome: 'done' | 'dropped';
  /** The day on which it was done or dropped. */
  day: IsoDate;
  text: string;
  actor: string;
  at: IsoInstant;
}

export interface ObstacleTables {
  obstacle_entry: ObstacleEntryTable;
  obstacle_release: ObstacleReleaseTable;
  question: QuestionTable;
  answer: AnswerTable;
  meeting: MeetingTable;
  meeting_note: MeetingNoteTable;
  meeting_promise: MeetingPromiseTable;
  promise_outcome: PromiseOutcomeTable;
}
