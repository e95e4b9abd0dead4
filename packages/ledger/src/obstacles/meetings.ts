import { type Code, type FiscalYear, fiscalYear, type IsoDate, type Month, opdOf, opdOn } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { getGovernment } from '../governments.ts';
import { type Authored, addRecorded } from './recorded-rows.ts';

/** A review meeting, and the month whose figures it looked at. */
export interface Meeting {
  seq: number;
  day: IsoDate;
  year: FiscalYear;
  month: Month;
}

export interface MeetingNote extends Authored {
  unit: Code;
  text: string;
}

export type Outcome = 'done' | 'dropped';

/** What an OPD promised in a meeting, and what became of it. */
export interface MeetingPromise extends Authored {
  seq: number;
  /** The day of the meeting. */
  madeOn: IsoDate;
  unit: Code;
  what: string;
  /** By position, not by name. */
  owner: string;
  due: IsoDate;
  outcome: (Authored & { outcome: Outcome; day: IsoDate; text: string }) | null;
}

/** Opens the meeting of a day; the one that is there stays as it is. */
export async function openMeeting(
  tx: Writing,
  { government, day, year, month }: { government: string } & Omit<Meeting, 'seq'>,
  actor: string,
): Promise<void> {
  const there = (await listMeetings(tx, government)).some((meeting) => meeting.day === day);
  if (!there) await addRecorded(tx, 'meeting', { government, day, year, month }, { actor, subject: day });
}

/** The newest first. */
export async function listMeetings(read: Reading, government: string): Promise<Meeting[]> {
  const rows = await read.selectFrom('meeting').selectAll().where('government', '=', government).orderBy('day', 'desc').execute();
  return rows.map(({ seq, day, year, month }) => ({ seq: Number(seq), day, year: fiscalYear(Number(year)), month: Number(month) }));
}

/** The day of the last meeting before a day; null where there was none. */
export async function lastMeeting(read: Reading, government: string, before: IsoDate): Promise<IsoDate | null> {
  return (await listMeetings(read, government)).find(({ day }) => day < before)?.day ?? null;
}

async function meetingOn(read: Reading, government: string, day: IsoDate): Promise<Meeting> {
  const meeting = (await listMeetings(read, government)).find((one) => one.day === day);
  if (!meeting) throw new LedgerError('not-found', day);
  return meeting;
}

/** Keeps the note of an OPD in a meeting; the earlier ones stay in the ledger. @throws LedgerError `not-found` where no meeting was opened */
export async function noteMeeting(
  tx: Writing,
  { government, day, unit, text }: { government: string; day: IsoDate; unit: Code; text: string },
  actor: string,
): Promise<void> {
  const { seq: meeting } = await meetingOn(tx, government, day);
  await addRecorded(tx, 'meeting_note', { government, meeting, unit, text }, { actor, subject: day });
}

/** @throws LedgerError `not-found` where no meeting was opened; `wrong-state` for a promise that was due before the meeting */
export async function makePromise(
  tx: Writing,
  {
    government,
    day,
    unit,
    what,
    owner,
    due,
  }: { government: string; day: IsoDate } & Pick<MeetingPromise, 'unit' | 'what' | 'owner' | 'due'>,
  actor: string,
): Promise<number> {
  const { seq: meeting } = await meetingOn(tx, government, day);
  if (due < day) throw new LedgerError('wrong-state', `${due} is before ${day}`);
  return addRecorded(tx, 'meeting_promise', { government, meeting, unit, what, owner, due }, { actor, subject: unit });
}

/** @throws LedgerError `not-found` */
export async function getPromise(
  read: Reading,
  { government, promise }: { government: string; promise: number },
): Promise<{ unit: Code; madeOn: IsoDate; outcome: Outcome | null }> {
  const row = await read
    .selectFrom('meeting_promise')
    .innerJoin('meeting', 'meeting.seq', 'meeting_promise.meeting')
    .select(['unit', 'meeting.day as madeOn'])
    .where('meeting_promise.seq', '=', promise)
    .where('meeting_promise.government', '=', government)
    .executeTakeFirst();
  if (!row) throw new LedgerError('not-found', String(promise));
  const last = await read
    .selectFrom('promise_outcome')
    .select('outcome')
    .where('promise', '=', promise)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { ...row, outcome: last?.outcome ?? null };
}

/** Says what became of a promise. @throws LedgerError `not-found` */
export async function settlePromise(
  tx: Writing,
  { government, promise, outcome, day, text }: { government: string; promise: number; outcome: Outcome; day: IsoDate; text: string },
  actor: string,
): Promise<void> {
  const { unit } = await getPromise(tx, { government, promise });
  await addRecorded(tx, 'promise_outcome', { government, promise, outcome, day, text }, { actor, subject: unit });
}

/** The last note of each OPD in the meeting of a day; [] where there was no meeting. */
export async function meetingNotes(read: Reading, government: string, day: IsoDate): Promise<MeetingNote[]> {
  const rows = await read
    .selectFrom('meeting_note')
    .innerJoin('meeting', 'meeting.seq', 'meeting_note.meeting')
    .select(['unit', 'text', 'meeting_note.actor as actor', 'meeting_note.at as at'])
    .where('meeting.government', '=', government)
    .where('meeting.day', '=', day)
    .orderBy('meeting_note.seq')
    .execute();
  return [...new Map(rows.map((row) => [row.unit, row])).values()];
}

/** The promises of all meetings up to a day, the oldest first, each with the last outcome up to that day. */
export async function meetingPromises(read: Reading, government: string, until: IsoDate): Promise<MeetingPromise[]> {
  const rows = await read
    .selectFrom('meeting_promise')
    .innerJoin('meeting', 'meeting.seq', 'meeting_promise.meeting')
    .select(['meeting_promise.seq as seq', 'meeting.day as madeOn', 'unit', 'what', 'owner', 'due'])
    .select(['meeting_promise.actor as actor', 'meeting_promise.at as at'])
    .where('meeting.government', '=', government)
    .where('meeting.day', '<=', until)
    .orderBy('meeting_promise.seq')
    .execute();
  const outcomes = await read
    .selectFrom('promise_outcome')
    .select(['promise', 'outcome', 'day', 'text', 'actor', 'at'])
    .where('government', '=', government)
    .where('day', '<=', until)
    .orderBy('seq')
    .execute();
  const last = new Map(outcomes.map(({ promise, ...outcome }) => [Number(promise), outcome]));
  const { successions } = await getGovernment(read, government);
  const belongsTo = opdOn(successions, until);
  return rows.map(({ seq, unit, ...row }) => ({
    ...row,
    // What an OPD promised is owed by the one that it is part of by then.
    unit: belongsTo(unit) === opdOf(unit) ? unit : belongsTo(unit),
    ...{ seq: Number(seq), outcome: last.get(Number(seq)) ?? null },
  }));
}
