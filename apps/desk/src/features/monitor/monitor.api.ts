import { accountWords, type Code, dayInJakarta, type Words } from '@sipkadin/budget';
import { statementSources, unitNames, years } from '@sipkadin/ledger';
import { type Standing, standingOf } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { statementDto } from '../uploads/upload-dto.ts';
import { figuresDto, monthsDto, tenths, unitDto } from './monitor-dto.ts';

const period = z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12).optional() });

export const monitorRouter = {
  /** Spending (akun 5) of a year up to the end of a month, from verified statements: the whole, each OPD, each month. */
  summary: ofGovernment.input(period).query(async ({ ctx, input }) => {
    const { read } = ctx.ledger;
    const today = dayInJakarta(ctx.now());
    const available = (await years(read, input.government)).toReversed();
    const year = chosenYear(available, input.year, today);
    const standing = await standingOf(read, { government: input.government, year, today, month: input.month });
    const names = await unitNames(read, { government: input.government, year });
    return {
      ...head(standing),
      ...{ year, years: available, today },
      total: figuresDto(standing.total),
      gap: tenths(standing.gap),
      gapBefore: tenths(standing.gapBefore),
      treasury: figuresDto(standing.treasury),
      months: monthsDto(standing.months),
      units: standing.units.map((unit) => ({ ...unitDto(unit), name: names.get(unit.code) ?? unit.code })),
    };
  }),

  /** One OPD: its months, its spending by kind, and the statements that its figures rest on. */
  unit: ofGovernment.input(period.extend({ unit: z.string().regex(/^[\d.]{1,40}$/) })).query(async ({ ctx, input }) => {
    const { government, unit } = input;
    const { read } = ctx.ledger;
    const available = (await years(read, government)).toReversed();
    const today = dayInJakarta(ctx.now());
    const year = chosenYear(available, input.year, today);
    const standing = await standingOf(read, { government, year, today, month: input.month, unit });
    const [own] = standing.units;
    const sources = await statementSources(read, [...standing.sources]);
    return {
      ...head(standing),
      ...{ year, years: available, unit },
      name: (await unitNames(read, { government, year })).get(unit) ?? unit,
      unitAsOf: own?.asOf ?? null,
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
  }),
};

function head({ month, asOf, version, basis, uncounted, simulated, bands }: Standing) {
  return { month, asOf, version, basis, uncounted, simulated, bands };
}

/** The year asked for, else the latest that has begun. */
function chosenYear(available: readonly number[], asked: number | undefined, today: string): number {
  const now = Number(today.slice(0, 4));
  return asked ?? available.find((year) => year <= now) ?? available[0] ?? now;
}

function accountName(code: Code): Words {
  return accountWords(code) ?? { id: code, en: code };
}
