import { type Code, type FiscalYear, type IsoDate, opdOf } from '@sipkadin/budget';
import { activityAmounts, effectiveWorks, loadFigures, type Reading } from '@sipkadin/ledger';
import { type Standing, standingOf, type UnitStanding } from '../standing.ts';
import { type IndexScore, type IndexWeights, indexScore } from './score.ts';
import {
  absorptionScore,
  contractScore,
  deviationScore,
  type IndexLimits,
  type IndexTerm,
  type MonthDeviation,
  monthDeviations,
  outputScore,
  revisionScore,
  type Score,
} from './terms.ts';

/** The index of an OPD and what each of its terms was computed from. Treasury items are left out. */
export interface UnitIndex extends IndexScore {
  code: Code;
  scores: Readonly<Record<IndexTerm, Score>>;
  /** Budget versions with a budget of this OPD. */
  versions: number;
  months: MonthDeviation[];
  figures: UnitStanding['figures'];
  /** The day up to which the OPD has reported; null: it has not. */
  asOf: IsoDate | null;
  /** Activities with a physical target and a report, in hundredths of a percent. */
  output: { activity: Code; progress: number; target: number }[];
  contracts: { signed: number; all: number };
}

/** OPD without enough terms last, the lowest index first. */
export async function unitIndexes(
  read: Reading,
  {
    government,
    year,
    today,
    weights,
    limits,
  }: { government: string; year: FiscalYear; today: IsoDate; weights: IndexWeights; limits: IndexLimits },
): Promise<{ standing: Standing; units: UnitIndex[] }> {
  const standing = await standingOf(read, { government, year, today });
  const { effective } = await loadFigures(read, { government, year, account: '5' });
  const day = standing.asOf ?? today;
  const { progress } = await activityAmounts(read, { government, year, asOf: day });
  const units: UnitIndex[] = [];
  for (const unit of standing.units) {
    const { code, figures, asOf } = unit;
    const works = await effectiveWorks(read, { government, year, unit: code, day });
    const versions = effective.versions.filter((version) => effective.budget(code, '5', version) !== undefined).length;
    const months = monthDeviations(unit.months);
    const month = Number(day.slice(5, 7));
    const output = works.targets.flatMap((target) => {
      const report = progress.find(({ unit: of, activity }) => of === opdOf(target.unit) && activity === target.activity);
      return target.month === month && report !== undefined
        ? [{ activity: target.activity, progress: report.hundredths, target: target.hundredths }]
        : [];
    });
    const signed = works.contracts.filter(({ number, signedOn }) => number !== '' || signedOn !== null).length;
    const contracts = { signed, all: works.contracts.length };
    const scores = {
      revision: revisionScore(versions, limits),
      deviation: deviationScore(months, limits),
      absorption: absorptionScore(figures),
      output: outputScore(output),
      contracts: contractScore(contracts),
    };
    units.push({ code, ...indexScore(scores, weights), scores, versions, months, figures, asOf, output, contracts });
  }
  return { standing, units: units.sort(byTotal) };
}

function byTotal(a: UnitIndex, b: UnitIndex): number {
  if (a.total === null || b.total === null) return Number(a.total === null) - Number(b.total === null) || (a.code < b.code ? -1 : 1);
  return a.total < b.total ? -1 : a.total > b.total ? 1 : a.code < b.code ? -1 : 1;
}
