import { dayInJakarta, type IsoDate, type IsoInstant, monthEnd, opdOf } from '@sipkadin/budget';
import { listEditions, meetingPromises } from '@sipkadin/ledger';
import {
  type CauseCount,
  countCauses,
  type FollowedObstacle,
  type Forecast,
  followedObstacles,
  forecastOf,
  type JudgedPromise,
  judgePromises,
  type UnitWorks,
  worksOf,
} from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { leadershipSummary } from '../../monitor/overview/overview-data.ts';
import type { Period } from '../../monitor/period-asked.ts';

/** What the paper of a meeting is made from: what the overview shows, and all that lies below it. */
export interface BriefingData {
  /** As the overview has it, for the same period. */
  summary: Awaited<ReturnType<typeof leadershipSummary>>;
  /** Names of OPD by code. */
  names: ReadonlyMap<string, string>;
  /** Open ones. */
  obstacles: readonly FollowedObstacle[];
  causes: readonly CauseCount[];
  /** The first day that promises are looked back to, as on the overview. */
  since: IsoDate;
  promises: readonly JudgedPromise[];
  contracts: readonly { unit: string; contract: UnitWorks['contracts'][number] }[];
  /** What the year is expected to come to; null: nothing is known of it. */
  forecast: Forecast | null;
  edition: { number: number; publishedAt: IsoInstant; hash: string } | null;
  simulated: boolean;
}

/** Everything of a government's month for its review, from verified data. */
export async function briefingData(
  context: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  asked: Period,
): Promise<BriefingData> {
  const { ledger, government, now } = context;
  const { read } = ledger;
  const summary = await leadershipSummary(context, asked);
  const { year } = summary;
  const today = dayInJakarta(now());
  const day = summary.asOf !== null && summary.asOf < today ? summary.asOf : today;
  const obstacles = await followedObstacles(read, { government, year, day: today });
  const open = obstacles.filter(({ state }) => state === 'open');
  const { since } = summary.promises;
  const contracts: { unit: string; contract: UnitWorks['contracts'][number] }[] = [];
  let isSimulated = summary.simulated || obstacles.some(({ simulated }) => simulated);
  for (const { code } of summary.units) {
    const works = await worksOf(read, { government, year, unit: code, day });
    contracts.push(...works.contracts.map((contract) => ({ unit: code, contract })));
    isSimulated ||= works.simulated;
  }
  const forecast = await forecastOf(read, { government, year, day: monthEnd(year, summary.month) });
  const latest = (await listEditions(read, government, year)).at(-1);
  return {
    ...{ summary, obstacles: open, causes: countCauses(open), since, contracts, forecast },
    simulated: isSimulated || (forecast?.simulated ?? false),
    names: new Map(summary.units.map(({ code, name }) => [code, name])),
    promises: judgePromises({ obstacles, promises: await meetingPromises(read, government, today), from: since, day: today }),
    edition: latest === undefined ? null : { number: latest.number, publishedAt: latest.publishedAt, hash: latest.hash },
  };
}

/** Name of the OPD that a unit belongs to. */
export const opdName = ({ names }: Pick<BriefingData, 'names'>, unit: string): string => names.get(opdOf(unit)) ?? unit;
