import type { IsoDate, IsoInstant } from '@sipkadin/budget';
import { lastMeeting, unitNames } from '@sipkadin/ledger';
import { changesOf, followedObstacles, standingOf } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { kept } from '../kept.ts';
import { amountText } from '../monitor-dto.ts';
import { monthBefore, type Period, periodAsked } from '../period-asked.ts';

/**
 * What became known between the ends of two days, from what was verified by then.
 * @param chosen absent: the day of the last meeting, else a month ago
 * @param to absent: now
 */
export async function changesSince(
  { ledger: { read }, now, government }: DeskContext & GovernmentGrant,
  { year: asked, from: chosen, to }: Pick<Period, 'year'> & { from?: IsoDate | undefined; to?: IsoDate | undefined },
) {
  const { year, today } = await periodAsked(read, { government, year: asked, now });
  const meeting = await lastMeeting(read, government, today);
  const from = chosen ?? meeting ?? monthBefore(today);
  return kept(read, government, `changes|${government}|${year}|${from}|${to ?? ''}|${today}`, async (read) => {
    const standing = (at: IsoInstant | undefined) => standingOf(read, { government, year, today, at });
    const [before, after] = [await standing(endOf(from)), await standing(to === undefined ? undefined : endOf(to))];
    const obstacles = await followedObstacles(read, { government, year, day: to ?? today });
    const later = (day: IsoDate | null) => day !== null && day > from;
    const names = await unitNames(read, { government, year });
    const { month, version, realization, budget, behind, reported, judged } = changesOf(before, after);
    const named = <U extends { unit: string }>(unit: U) => ({ ...unit, name: names.get(unit.unit) ?? unit.unit });
    const texts = ({ before: earlier, after: later }: typeof realization) => ({ before: amountText(earlier), after: amountText(later) });
    return {
      ...{ from, to: to ?? today, isMeeting: from === meeting, month, version, bands: after.bands },
      ...{ realization: texts(realization), budget: texts(budget), behind: texts(behind) },
      obstacles: {
        opened: obstacles.filter(({ openedOn }) => later(openedOn)).length,
        ended: obstacles.filter(({ endedOn }) => later(endedOn)).length,
        moved: obstacles.filter(({ promises }) => promises.slice(1).some(({ saidOn }) => later(saidOn))).length,
      },
      ...{ reported: reported.map(named), judged: judged.map(named) },
    };
  });
}

/** The last instant of a day in Jakarta. */
function endOf(day: IsoDate): IsoInstant {
  return new Date(`${day}T23:59:59.999+07:00`).toISOString();
}
