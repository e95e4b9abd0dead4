import {
  type Code,
  daysBetween,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type Month,
  monthEnd,
  monthOf,
  reportDue,
  yearOf,
} from '@sipkadin/budget';
import { getGovernment, meetingPromises, type Reading, unitNames } from '@sipkadin/ledger';
import {
  activityLevels,
  activityNodes,
  type Call,
  callList,
  type FollowUp,
  followedObstacles,
  followUpOf,
  type JudgedPromise,
  judgePromises,
  lastYearOf,
  openObstacles,
  type ReportHolder,
  reportHolders,
  type Standing,
  standingOf,
  versionsOf,
} from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { type ActivityFigures, activityFigures } from '../activity-figures.ts';
import { kept } from '../kept.ts';
import { amountText, comparableDto, figuresDto, monthsDto, tenths, unitDto, versionDto } from '../monitor-dto.ts';
import { lookBackFrom, type Period, periodAsked } from '../period-asked.ts';

/** Spending (akun 5) from verified statements: the whole, each OPD, each month; whom to call; who holds which report. */
export async function leadershipSummary(
  { ledger: { read }, now, government }: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  asked: Period,
) {
  const { year, years, today } = await periodAsked(read, { government, year: asked.year, now });
  return kept(read, government, `summary|${government}|${year}|${asked.month ?? ''}|${today}`, async (read) => {
    const query = { government, year, today, month: asked.month };
    const standing = await standingOf(read, query);
    const names = await unitNames(read, { government, year });
    const reportMonth = standing.latest === null ? lastMonthOver(year, today) : standing.month;
    const reports = await reportHolders(read, { ...query, month: reportMonth });
    const holders = new Map(reports.map((report) => [report.unit, report]));
    // Who has never reported is called once a report was due.
    const callable = standing.isAnyDue ? standing.units : standing.units.filter(({ asOf }) => asOf !== null);
    const { behind, besides, more, shortfall } = callList(callable, holders);
    const { names: activities, ...figures } = await activityFigures(read, { government, year, asOf: monthEnd(year, standing.month) });
    const reasons = reasonsOf({ standing, calls: [...behind, ...besides], figures, names: activities });
    const obstacles = await followedObstacles(read, { government, year, day: today });
    const open = obstacles.filter(({ state }) => state === 'open');
    const carried = await openObstacles(read, { government, year: fiscalYear(year - 1), day: today });
    const since = await lookBackFrom(read, government, today);
    const promises = judgePromises({ obstacles, promises: await meetingPromises(read, government, today), from: since, day: today });
    const reportOf = (unit: Code) => {
      const report = holders.get(unit);
      if (report === undefined) return null;
      const isSilent = report.state === 'missing' && standing.units.some(({ code, reporting }) => code === unit && reporting === 'silent');
      // Who never reported has been expected since January's report was due, and not only since that of this month.
      return holderDto(isSilent ? { ...report, ...sinceJanuary(year, standing.bands.reportDay, today) } : report);
    };
    const called = (call: Call) => ({
      ...{ unit: call.unit, kind: call.kind, amount: amountText(call.amount), name: names.get(call.unit) ?? call.unit },
      ...{ report: reportOf(call.unit), reason: reasons.get(call.unit) ?? null },
      followUp: followUpDto(
        followUpOf(call.unit, { obstacles: open, carried, promises, today, activity: reasons.get(call.unit)?.activity ?? null }),
        { activities, year },
      ),
    });
    return {
      ...head(standing),
      ...{ year, years, today, latest: standing.latest, begun: standing.begun, reportMonth },
      ...{ isAnyDue: standing.isAnyDue, isDecemberDue: standing.isDecemberDue },
      total: figuresDto(standing.total),
      comparable: comparableDto(standing.comparable),
      gap: tenths(standing.gap),
      gapBefore: tenths(standing.gapBefore),
      treasury: figuresDto(standing.treasury),
      months: monthsDto(standing.months),
      units: standing.units.map((unit) => ({ ...unitDto(unit), name: names.get(unit.code) ?? unit.code })),
      calls: {
        behind: behind.map(called),
        besides: besides.map(called),
        more,
        shortfall: amountText(shortfall),
        compared: standing.units.filter(({ gap }) => gap !== null).length,
      },
      reports: reports.map((report) => ({ ...holderDto(report), unit: report.unit, name: report.name })),
      versions: (await versionsOf(read, { government, year })).map(versionDto),
      promises: promiseCounts(promises, since),
      lastYear: await lastYear(read, { government, standing, year, today }),
    };
  });
}

/** The month whose report is awaited while nothing is reported: the last one that is over, else the first. */
function lastMonthOver(year: number, today: IsoDate): Month {
  if (yearOf(today) !== year) return yearOf(today) > year ? 12 : 1;
  return Math.max(1, monthOf(today) - 1);
}

export function head({ month, asOf, version, basis, uncounted, simulated, bands }: Standing) {
  return { month, asOf, version, basis, uncounted, simulated, bands };
}

function holderDto(report: ReportHolder) {
  const { state, holder, since, days } = report;
  return { state, holder, since, days };
}

interface Reasoned {
  standing: Standing;
  calls: readonly Call[];
  figures: Pick<ActivityFigures, 'amounts' | 'progress'>;
  names: ActivityFigures['names'];
}

function sinceJanuary(year: FiscalYear, reportDay: number, today: IsoDate) {
  const since = reportDue(year, 1, reportDay);
  return { since, days: Math.max(0, daysBetween(since, today)) };
}

/** Of each OPD that is called about its plan, the kegiatan that is furthest behind. */
function reasonsOf({ standing, calls, figures, names }: Reasoned) {
  const furthestOf = (unit: Code) => {
    const isReported = standing.units.some(({ code, asOf }) => code === unit && asOf !== null);
    const options = { parts: activityLevels.kegiatan, within: '', isReported };
    return activityNodes(figures.amounts.get(unit) ?? [], figures.progress.get(unit) ?? [], options)[0];
  };
  return new Map(
    calls.flatMap(({ unit, kind }) => {
      const furthest = kind === 'behind' || kind === 'within' ? furthestOf(unit) : undefined;
      if (furthest === undefined || furthest.behind === null || furthest.behind <= 0n) return [];
      const { code, behind, works } = furthest;
      return [[unit, { activity: code, name: names.get(code) ?? code, works, behind: amountText(behind) }] as const];
    }),
  );
}

function followUpDto(
  { obstacle, isOfActivity, isCarried, promise, untilDays, moved }: FollowUp,
  { activities: names, year }: { activities: ActivityFigures['names']; year: number },
) {
  const known =
    obstacle === null
      ? null
      : {
          ...{ id: obstacle.id, what: obstacle.what, cause: obstacle.cause, unblocker: obstacle.unblocker, ageDays: obstacle.ageDays },
          carriedFrom: isCarried ? year - 1 : null,
          activity: isOfActivity || obstacle.activity === '' ? null : (names.get(obstacle.activity) ?? obstacle.activity),
        };
  return { obstacle: known, promise: promise && { what: promise.what, due: promise.due, lateDays: promise.lateDays, untilDays, moved } };
}

/** Promises since the last meeting, by what became of them. */
function promiseCounts(promises: readonly JudgedPromise[], since: IsoDate) {
  const count = (result: JudgedPromise['result']) => promises.filter((one) => one.result === result).length;
  const [kept, late, moved, dropped, running] = [count('kept'), count('late'), count('moved'), count('dropped'), count('running')];
  return { since, due: kept + late + moved + dropped, kept, late, moved, dropped, running };
}

/** The same day of the year before, where it is known. */
async function lastYear(
  read: Reading,
  { government, standing, year, today }: { government: string; standing: Standing; year: number; today: IsoDate },
) {
  const month: Month = standing.month;
  const before = await standingOf(read, { government, year: fiscalYear(year - 1), today, month });
  const known = lastYearOf(before, standing.asOf);
  if (known === null) return null;
  const { asOf, isSameDay, realization, budget, reported, of } = known;
  const { completeShare } = await getGovernment(read, government);
  const isComplete = reported * 100 >= of * completeShare;
  return { asOf, isSameDay, reported, of, isComplete, realization: amountText(realization), budget: amountText(budget) };
}
