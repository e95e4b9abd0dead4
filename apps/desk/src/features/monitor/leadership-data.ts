import {
  accountWords,
  type Code,
  dayInJakarta,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  monthEnd,
  type Words,
  yearOf,
} from '@sipkadin/budget';
import { statementSources, unitNames, years } from '@sipkadin/ledger';
import { type Standing, standingOf, worksOf } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { contractDto } from '../uploads/reading/works-page.ts';
import { statementDto } from '../uploads/upload-dto.ts';
import { figuresDto, monthsDto, tenths, unitDto } from './monitor-dto.ts';

/** A year up to the end of a month; absent: the latest year that has begun, and the latest month with a report. */
interface Period {
  year?: FiscalYear | undefined;
  month?: number | undefined;
}

/** Spending (akun 5) from verified statements: the whole, each OPD, each month. */
export async function leadershipSummary({ ledger: { read }, now, government }: DeskContext & GovernmentGrant, asked: Period) {
  const today = dayInJakarta(now());
  const available = (await years(read, government)).toReversed();
  const year = chosenYear(available, asked.year, today);
  const standing = await standingOf(read, { government, year, today, month: asked.month });
  const names = await unitNames(read, { government, year });
  return {
    ...head(standing),
    ...{ year, years: available, today, latest: standing.latest, isDecemberDue: standing.isDecemberDue, begun: standing.begun },
    total: figuresDto(standing.total),
    gap: tenths(standing.gap),
    gapBefore: tenths(standing.gapBefore),
    treasury: figuresDto(standing.treasury),
    months: monthsDto(standing.months),
    units: standing.units.map((unit) => ({ ...unitDto(unit), name: names.get(unit.code) ?? unit.code })),
  };
}

/** One OPD: its months, its spending by kind, and the statements that its figures come from. */
export async function leadershipUnit(
  { ledger: { read }, now, government }: DeskContext & GovernmentGrant,
  { unit, ...asked }: Period & { unit: Code },
) {
  const available = (await years(read, government)).toReversed();
  const today = dayInJakarta(now());
  const year = chosenYear(available, asked.year, today);
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
    ...{ year, years: available, unit, latest: standing.latest },
    name: names.get(unit) ?? unit,
    unitAsOf: own?.asOf ?? null,
    unitDays: (own?.unitDays ?? []).map(({ unit: code, asOf }) => ({ asOf, name: names.get(code) ?? code })),
    reporting: own?.reporting ?? ('silent' as const),
    status: own?.status ?? ('silent' as const),
    gap: tenths(own?.gap ?? null),
    ...figuresDto(own?.figures ?? standing.total),
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
}

function head({ month, asOf, version, basis, uncounted, simulated, bands }: Standing) {
  return { month, asOf, version, basis, uncounted, simulated, bands };
}

/** The year asked for, else the latest that has begun. */
function chosenYear(available: readonly FiscalYear[], asked: FiscalYear | undefined, today: IsoDate): FiscalYear {
  const now = fiscalYear(yearOf(today));
  return asked ?? available.find((year) => year <= now) ?? available[0] ?? now;
}

function accountName(code: Code): Words {
  return accountWords(code) ?? { id: code, en: code };
}
