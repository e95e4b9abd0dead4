import { type Code, dayInJakarta, fiscalYear, type IsoDate, monthOf, opdOf, toDecimal, yearOf } from '@sipkadin/budget';
import {
  lastMeeting,
  listMeetings,
  type Meeting,
  type MeetingPromise,
  meetingNotes,
  meetingPromises,
  questionsOf,
  type Reading,
  unitNames,
} from '@sipkadin/ledger';
import { followedObstacles, judgePromises, meetingOrder, reportHolders, standingOf, toReturn } from '@sipkadin/monitor';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { kept } from '../../monitor/kept.ts';
import { monthBefore } from '../../monitor/period-asked.ts';
import { chosenYear } from '../obstacles/obstacle-list.ts';
import { mustWriteFor } from '../obstacles/write-obstacle.ts';

type Asking = DeskContext & GovernmentGrant;

/**
 * The meeting that would be opened today: of the last month that enough OPD have reported. Where the year has no report yet, of the year
 * before, if it has any; else of the month before.
 */
export async function nextMeeting({ ledger: { read }, government, now }: Asking): Promise<Omit<Meeting, 'seq'>> {
  const day = dayInJakarta(now());
  const year = await chosenYear(read, government, undefined, day);
  for (const one of [year, fiscalYear(year - 1)]) {
    const { month, latest } = await kept(read, government, `standing|${government}|${one}|${day}`, (read) =>
      standingOf(read, { government, year: one, today: day }),
    );
    if (latest !== null) return { day, year: one, month };
  }
  return { day, year, month: yearOf(day) > year ? 12 : Math.max(1, monthOf(day) - 1) };
}

/** Today, on which a meeting was opened. @throws Refusal `not-found` where none was, `bad-input` for a unit that its year does not have */
export async function dayOfMeeting(read: Reading, asking: Asking, unit: Code): Promise<IsoDate> {
  const today = dayInJakarta(asking.now());
  const meeting = (await listMeetings(read, asking.government)).find(({ day }) => day === today);
  if (meeting === undefined) throw new Refusal('not-found');
  await mustWriteFor(read, asking, { year: meeting.year, unit, activity: '' });
  return today;
}

/** The meetings so far, the newest first, each with how much was promised in it; and the one that can be opened today. */
export async function meetingList(asking: Asking) {
  const { government, ledger } = asking;
  const next = await nextMeeting(asking);
  const meetings = await listMeetings(ledger.read, government);
  const promises = await meetingPromises(ledger.read, government, next.day);
  return {
    next,
    meetings: meetings.map((meeting) => ({ ...meeting, promises: promises.filter(({ madeOn }) => madeOn === meeting.day).length })),
  };
}

/** A meeting as it is read on its day, and afterwards as minutes. @throws Refusal `not-found` where none was opened on that day */
export async function meetingSession({ ledger: { read }, government, now, names: peopleNames }: Asking, day: IsoDate) {
  const meeting = (await listMeetings(read, government)).find((one) => one.day === day);
  if (!meeting) throw new Refusal('not-found');
  const today = dayInJakarta(now());
  const { year, month } = meeting;
  const standing = await kept(read, government, `standing|${government}|${year}|${month}|${day}`, (read) =>
    standingOf(read, { government, year, today: day, month }),
  );
  const obstacles = await followedObstacles(read, { government, year, day });
  const promises = await meetingPromises(read, government, day);
  const before = await lastMeeting(read, government, day);
  const earlier = promises.filter(({ madeOn }) => madeOn < day);
  const judged = judgePromises({ obstacles, promises: earlier, from: before ?? monthBefore(day), day });
  const questions = await questionsOf(read, { government, year });
  const reports = await kept(read, government, `holders|${government}|${year}|${month}|${day}`, (read) =>
    reportHolders(read, { government, year, month, today: day }),
  );
  const held = new Map(reports.map((report) => [report.unit, report]));
  const notes = await meetingNotes(read, government, day);
  const names = await unitNames(read, { government, year });
  const people = await peopleNames([...notes, ...promises].map(({ actor }) => actor));
  const ofUnit = (opd: string) => (one: { unit: string }) => opdOf(one.unit) === opd;
  return {
    ...{ day, year, month, before, isOpen: day === today },
    statuses: standing.bands.statuses,
    simulated: standing.simulated || obstacles.some(({ simulated }) => simulated),
    units: meetingOrder(standing.units, held).map((unit) => {
      const { code, figures, gap, status, asOf } = unit;
      const own = ofUnit(code);
      const note = notes.find(own);
      return {
        ...{ code, name: names.get(code) ?? code, status, asOf, gap: gap === null ? null : Number(gap) },
        ...{ budget: text(figures.budget), realization: text(figures.realization), plan: text(figures.plan) },
        behind: isBehind(unit) ? text(toReturn(unit)) : null,
        promises: judged.filter(own),
        obstacles: obstacles.filter((one) => own(one) && one.state === 'open'),
        unanswered: questions.filter((one) => own(one) && one.answers.length === 0).length,
        made: promises.filter((one) => one.madeOn === day && own(one)).map((promise) => madeDto(promise, people)),
        note: note === undefined ? null : { text: note.text, at: note.at, by: people.get(note.actor) ?? '' },
      };
    }),
  };
}

const isBehind = (unit: Parameters<typeof toReturn>[0]) => (toReturn(unit) ?? 0n) > 0n;

function madeDto({ seq, what, owner, due, at, actor }: MeetingPromise, people: ReadonlyMap<string, string>) {
  return { seq, what, owner, due, at, by: people.get(actor) ?? '' };
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : toDecimal(amount);
}
