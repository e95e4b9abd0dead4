import { accountWords, type Code, monthEnd, opdOn, type Sen, type Words, worksAndMoney } from '@sipkadin/budget';
import { activityAmounts, codeNames, getGovernment, statementSources, unitNames } from '@sipkadin/ledger';
import {
  type ActivityNode,
  aboveBudget,
  activityLevels,
  activityNodes,
  type ContractExcess,
  contractExcess,
  lastQuarterOf,
  lastQuarters,
  notStarted,
  openObstacles,
  reportHolders,
  standingOf,
  unitProgress,
  versionsOf,
  worksOf,
} from '@sipkadin/monitor';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { contractDto } from '../../uploads/reading/works-page.ts';
import { statementDto } from '../../uploads/upload-dto.ts';
import { activityFigures } from '../activity-figures.ts';
import { kept } from '../kept.ts';
import { amountText, figuresDto, monthsDto, tenths, versionDto } from '../monitor-dto.ts';
import { head } from '../overview/overview-data.ts';
import { type Period, periodAsked } from '../period-asked.ts';

/** Rows of a short list, and earlier years that are looked back on, at most. */
const [mostRows, mostYears] = [5, 5];

function quarterDto(quarter: { part: Sen; whole: Sen } | null) {
  return { part: amountText(quarter?.part ?? null), whole: amountText(quarter?.whole ?? null) };
}

/**
 * One OPD: its months, its kegiatan and spending by kind, its works, and the statements that its figures come from.
 * @throws Refusal `not-found` where the year's files do not name it
 */
export async function leadershipUnit(
  { ledger: { read }, now, government }: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  { unit: of, ...asked }: Period & { unit: Code },
) {
  const { year, years, today } = await periodAsked(read, { government, year: asked.year, now });
  const { successions } = await getGovernment(read, government);
  const end = monthEnd(year, asked.month ?? 12);
  // A former OPD leads to the one that goes on with its figures.
  const unit = opdOn(successions, end < today ? end : today)(of);
  return kept(read, government, `unit|${government}|${year}|${asked.month ?? ''}|${unit}|${today}`, async (read) => {
    const standing = await standingOf(read, { government, year, today, month: asked.month, unit });
    const [own] = standing.units;
    const names = await unitNames(read, { government, year });
    const sources = await statementSources(read, [...standing.sources]);
    const until = monthEnd(year, standing.month);
    const works = await worksOf(read, { government, year, unit, day: until < today ? until : today });
    const obstacles = await openObstacles(read, { government, year, unit, day: today });
    const isNamed = own !== undefined || names.has(unit) || works.contracts.length > 0 || obstacles.length > 0;
    if (!isNamed) throw new Refusal('not-found');
    const isReported = (own?.asOf ?? null) !== null;
    const { amounts, progress } = await activityAmounts(read, { government, year, asOf: until, groupedOn: until, unit, byAccount: true });
    const { names: activities } = await activityFigures(read, { government, year, asOf: until });
    const { account: accounts } = await codeNames(read, [...standing.sources]);
    const waiting = isReported ? notStarted(amounts) : [];
    const over = aboveBudget(amounts);
    const excesses = contractExcess(works.contracts, amounts);
    const [report] = (await reportHolders(read, { government, year, month: standing.month, today })).filter((one) => one.unit === unit);
    const earlier = years.filter((one) => one < year).slice(0, mostYears);
    return {
      ...head(standing),
      works: unitProgress(amounts, progress),
      report: report === undefined ? null : { state: report.state, holder: report.holder, days: report.days },
      notStarted: {
        count: waiting.length,
        plan: amountText(waiting.reduce((sum, { plan }) => sum + plan, 0n)),
        largest: waiting.slice(0, mostRows).map(({ activity, budget, plan }) => ({
          ...{ activity, name: activities.get(activity) ?? activity, budget: amountText(budget), plan: amountText(plan) },
        })),
      },
      above: {
        count: over.length,
        beyond: amountText(over.reduce((sum, { beyond }) => sum + beyond, 0n)),
        largest: over.slice(0, mostRows).map(({ activity, account, budget, realization, beyond }) => ({
          ...{ activity, account, name: activities.get(activity) ?? activity, accountName: accounts.get(account) ?? account },
          ...{ budget: amountText(budget), realization: amountText(realization), beyond: amountText(beyond) },
        })),
      },
      quarters: {
        planned: quarterDto(own === undefined ? null : lastQuarterOf(own.months, 'plan')),
        before: (await lastQuarters(read, { government, unit, years: earlier, groupedOn: until })).map(({ year: of, ...quarter }) => ({
          ...{ year: of, ...quarterDto(quarter) },
        })),
      },
      simulated: standing.simulated || works.simulated || obstacles.some((one) => one.simulated),
      contracts: works.contracts.map((contract, index) => ({ ...contractDto(contract), excess: excessDto(excesses[index]) })),
      obstacles: obstacles.map(
        ({ id, what, cause, followUp, unblocker, owner, activity, openedOn, ageDays, promisedOn, lateDays, promises }) => ({
          ...{
            id,
            what,
            cause,
            followUp,
            unblocker,
            owner,
            openedOn,
            ageDays,
            promisedOn,
            lateDays,
            moved: Math.max(0, promises.length - 1),
          },
          activity: activity === '' ? null : (activities.get(activity) ?? activity),
        }),
      ),
      targets: works.targets,
      versions: (await versionsOf(read, { government, year, unit, groupedOn: until })).map(versionDto),
      ...{ year, years, today, unit, latest: standing.latest },
      name: names.get(unit) ?? unit,
      joined: successions
        .filter(({ next, from }) => next === unit && from <= until)
        .map(({ old, from, basis }) => ({ code: old, name: names.get(old) ?? old, from, basis })),
      unitAsOf: own?.asOf ?? null,
      planDay: own?.planDay ?? null,
      unitDays: (own?.unitDays ?? []).map(({ unit: code, asOf }) => ({ asOf, name: names.get(code) ?? code })),
      reporting: own?.reporting ?? ('silent' as const),
      status: own?.status ?? ('silent' as const),
      gap: tenths(own?.gap ?? null),
      ...figuresDto(own?.figures ?? standing.total),
      treasury: figuresDto(standing.treasury),
      months: monthsDto(own?.months ?? standing.months),
      accounts: [...standing.accounts].map(([code, { treasury, ...figures }]) => ({
        ...{ code, treasury, name: accountName(code) },
        ...figuresDto(figures),
      })),
      sources: sources.map((source) => ({
        ...statementDto(source),
        ...{ uploadId: source.uploadId, fileName: source.fileName, receivedAt: source.receivedAt },
      })),
    };
  });
}

function excessDto(excess: ContractExcess | undefined) {
  const { aboveBudget: above = null, aboveEstimate = null, overpaid = null } = excess ?? {};
  return { aboveBudget: amountText(above), aboveEstimate: amountText(aboveEstimate), overpaid: amountText(overpaid) };
}

/** The activities of an OPD within one of them, at a level; '' is the whole OPD. */
export async function unitActivities(
  { ledger: { read }, now, government }: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  { unit, within, level, ...asked }: Period & { unit: Code; within: Code; level: keyof typeof activityLevels },
) {
  const { year, today } = await periodAsked(read, { government, year: asked.year, now });
  return kept(
    read,
    government,
    `activities-of|${government}|${year}|${asked.month ?? ''}|${unit}|${within}|${level}|${today}`,
    async (read) => {
      const standing = await standingOf(read, { government, year, today, month: asked.month, unit });
      const figures = await activityFigures(read, { government, year, asOf: monthEnd(year, standing.month) });
      const isReported = (standing.units[0]?.asOf ?? null) !== null;
      const options = { parts: activityLevels[level], within, isReported };
      const nodes = activityNodes(figures.amounts.get(unit) ?? [], figures.progress.get(unit) ?? [], options);
      const obstacles = await openObstacles(read, { government, year, unit, day: today });
      const until = monthEnd(year, standing.month);
      const { targets } = await worksOf(read, { government, year, unit, day: until < today ? until : today });
      const isAdvanceOnly = ({ code }: ActivityNode) =>
        obstacles.some(
          ({ cause, activity }) => cause === 'advance' && activity !== '' && (activity === code || activity.startsWith(`${code}.`)),
        );
      return nodes.map((node) => {
        const { code, budget, realization, plan, behind, works, sources } = node;
        const { kind, lead } = worksAndMoney({ ...node, isAdvanceOnly: isAdvanceOnly(node) });
        return {
          ...{ code, name: figures.names.get(code) ?? code, works, sources, meaning: kind, lead: tenths(lead) },
          // Of the very activity alone: a mean of those with a target would be held against the mean of others.
          target: targets.find(({ activity }) => activity === code)?.hundredths ?? null,
          ...{ ...figuresDto({ budget, realization, plan }), behind: amountText(behind) },
        };
      });
    },
  );
}

function accountName(code: Code): Words {
  return accountWords(code) ?? { id: code, en: code };
}
