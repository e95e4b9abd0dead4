import { ancestor, type Code, type FiscalYear, type IsoDate, opdOf, worksAndMoney } from '@sipkadin/budget';
import { activityAmounts, codeNames, type Reading } from '@sipkadin/ledger';
import { activityLevels, activityNodes } from '../activities/activity-nodes.ts';
import { openObstacles } from '../obstacles/open-obstacles.ts';
import { calendarOf } from '../reporting/calendar.ts';
import { type Standing, standingOf } from '../standing.ts';
import { worksOf } from '../works.ts';
import { type AlertLimits, contractSignals, promiseSignals, reportSignals, type Signal, spendingSignals, worksSignals } from './signals.ts';

/** The rules that hold on a day, from verified figures, reports and works; of the year whose reports are awaited. */
export interface AlertState {
  year: FiscalYear;
  /** The day that the spending that is judged is of; null: nothing was reported. */
  asOf: IsoDate | null;
  names: ReadonlyMap<Code, string>;
  simulated: boolean;
  signals: Signal[];
}

export async function alertState(
  read: Reading,
  { government, today, limits }: { government: string; today: IsoDate; limits: AlertLimits },
): Promise<AlertState> {
  const { year, units } = await calendarOf(read, { government, today });
  const standing = await standingOf(read, { government, year, today });
  const codes = units.map(({ code }) => code);
  const signals = [...spendingSignals(standing, limits), ...reportSignals(units, today, limits)];
  for (const unit of codes) {
    const { contracts } = await worksOf(read, { government, year, unit, day: today });
    signals.push(...contractSignals(contracts, { today, year }, limits));
  }
  const obstacles = await openObstacles(read, { government, year, day: today });
  signals.push(...promiseSignals(obstacles, limits));
  const advances = new Set(obstacles.flatMap(({ cause, unit, activity }) => (cause === 'advance' ? [`${opdOf(unit)}|${activity}`] : [])));
  signals.push(...worksSignals(await paidAhead(read, { government, year, standing, advances })));
  return { year, asOf: standing.asOf, simulated: standing.simulated, names: new Map(units.map(({ code, name }) => [code, name])), signals };
}

/** Kegiatan of which more is paid than built, on the day of the spending that is judged. */
async function paidAhead(
  read: Reading,
  { government, year, standing, advances }: { government: string; year: FiscalYear; standing: Standing; advances: ReadonlySet<string> },
) {
  if (standing.asOf === null) return [];
  const { amounts, progress } = await activityAmounts(read, { government, year, asOf: standing.asOf, groupedOn: standing.asOf });
  const { activity: names } = await codeNames(read, [...new Set(amounts.flatMap(({ sources }) => [...sources.budget]))]);
  const days = new Map(standing.units.map(({ code, asOf }) => [code, asOf]));
  const parts = activityLevels.kegiatan;
  const advanced = new Set([...advances].map((key) => `${key.split('|')[0]}|${ancestor(key.split('|')[1] ?? '', parts)}`));
  return [...Map.groupBy(amounts, ({ unit }) => unit)].flatMap(([unit, own]) => {
    const reports = progress.filter((report) => report.unit === unit);
    return activityNodes(own, reports, { parts, within: '', isReported: true }).flatMap((node) => {
      const { kind, lead } = worksAndMoney({ ...node, isAdvanceOnly: advanced.has(`${unit}|${node.code}`) });
      return kind !== 'money-ahead' || lead === null
        ? []
        : [{ unit, activity: node.code, name: names.get(node.code) ?? node.code, lead, day: days.get(unit) ?? null }];
    });
  });
}
