import { accountWords, type Code, monthEnd, type Words } from '@sipkadin/budget';
import { statementSources, unitNames } from '@sipkadin/ledger';
import { type ActivityNode, activityLevels, activityNodes, standingOf, versionsOf, worksAndMoney, worksOf } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { contractDto } from '../../uploads/reading/works-page.ts';
import { statementDto } from '../../uploads/upload-dto.ts';
import { activityFigures } from '../activity-figures.ts';
import { kept } from '../kept.ts';
import { amountText, figuresDto, monthsDto, tenths, versionDto } from '../monitor-dto.ts';
import { head } from '../overview/overview-data.ts';
import { type Period, periodAsked } from '../period-asked.ts';

/** One OPD: its months, its kegiatan and spending by kind, its works, and the statements that its figures come from. */
export async function leadershipUnit(
  { ledger: { read }, now, government }: DeskContext & GovernmentGrant,
  { unit, ...asked }: Period & { unit: Code },
) {
  const { year, years, today } = await periodAsked(read, { government, year: asked.year, now });
  return kept(read, `unit|${government}|${year}|${asked.month ?? ''}|${unit}|${today}`, async () => {
    const standing = await standingOf(read, { government, year, today, month: asked.month, unit });
    const [own] = standing.units;
    const sources = await statementSources(read, [...standing.sources]);
    const names = await unitNames(read, { government, year });
    const until = monthEnd(year, standing.month);
    const works = await worksOf(read, { government, year, unit, day: until < today ? until : today });
    return {
      ...head(standing),
      simulated: standing.simulated || works.simulated,
      contracts: works.contracts.map(contractDto),
      obstacles: works.obstacles,
      targets: works.targets,
      versions: (await versionsOf(read, { government, year, unit })).map(versionDto),
      ...{ year, years, today, unit, latest: standing.latest },
      name: names.get(unit) ?? unit,
      unitAsOf: own?.asOf ?? null,
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

/** The activities of an OPD within one of them, at a level; '' is the whole OPD. */
export async function unitActivities(
  { ledger: { read }, now, government }: DeskContext & GovernmentGrant,
  { unit, within, level, ...asked }: Period & { unit: Code; within: Code; level: keyof typeof activityLevels },
) {
  const { year, today } = await periodAsked(read, { government, year: asked.year, now });
  return kept(read, `activities-of|${government}|${year}|${asked.month ?? ''}|${unit}|${within}|${level}|${today}`, async () => {
    const standing = await standingOf(read, { government, year, today, month: asked.month, unit });
    const figures = await activityFigures(read, { government, year, asOf: monthEnd(year, standing.month) });
    const isReported = (standing.units[0]?.asOf ?? null) !== null;
    const options = { parts: activityLevels[level], within, isReported };
    const nodes = activityNodes(figures.amounts.get(unit) ?? [], figures.progress.get(unit) ?? [], options);
    const { obstacles } = await worksOf(read, { government, year, unit, day: today });
    const isAdvanceOnly = ({ code }: ActivityNode) =>
      obstacles.some(
        ({ cause, activity }) => cause === 'advance' && activity !== '' && (activity === code || activity.startsWith(`${code}.`)),
      );
    return nodes.map((node) => {
      const { code, budget, realization, plan, behind, works, sources } = node;
      const { kind, lead } = worksAndMoney({ ...node, isAdvanceOnly: isAdvanceOnly(node) });
      return {
        ...{ code, name: figures.names.get(code) ?? code, works, sources, meaning: kind, lead: tenths(lead) },
        ...{ ...figuresDto({ budget, realization, plan }), behind: amountText(behind) },
      };
    });
  });
}

function accountName(code: Code): Words {
  return accountWords(code) ?? { id: code, en: code };
}
