import { accountWords, type Code, dayInJakarta, type Words } from '@sipkadin/budget';
import { listUploads, unitNames, years } from '@sipkadin/ledger';
import { positionOf, type Standing, shownFigures, shownMonths } from '@sipkadin/monitor';
import { z } from 'zod';
import { fiscalYear, ofGovernment } from '../../rights/trpc.ts';
import { statementDto } from '../uploads/upload-dto.ts';

const period = z.object({ year: fiscalYear.optional(), month: z.int().min(1).max(12).optional() });

export const monitorRouter = {
  /** Spending (akun 5) of a year up to the end of a month, from verified statements: the whole, each OPD, each month. */
  summary: ofGovernment.input(period).query(async ({ ctx, input }) => {
    const { read } = ctx.ledger;
    const today = dayInJakarta(ctx.now());
    const available = (await years(read, input.government)).toReversed();
    const year = chosenYear(available, input.year, today);
    const position = await positionOf(read, { government: input.government, year, month: input.month });
    const names = await unitNames(read, { government: input.government, year });
    return {
      ...head(position),
      ...{ year, years: available, today },
      total: shownFigures(position.total),
      before: position.before && shownFigures(position.before),
      treasury: shownFigures(position.treasury),
      months: shownMonths(position.months),
      reported: position.units.filter(({ reported }) => reported).length,
      of: position.units.length,
      units: position.units.map(({ code, figures, months, reported, lastMonth }) => ({
        ...{ code, name: names.get(code) ?? code, reported, lastMonth },
        ...shownFigures(figures),
        months: shownMonths(months),
      })),
    };
  }),

  /** One OPD: its months, its spending by kind, and the statements that its figures rest on. */
  unit: ofGovernment.input(period.extend({ unit: z.string().regex(/^[\d.]{1,40}$/) })).query(async ({ ctx, input }) => {
    const { government, unit } = input;
    const { read } = ctx.ledger;
    const available = (await years(read, government)).toReversed();
    const year = chosenYear(available, input.year, dayInJakarta(ctx.now()));
    const position = await positionOf(read, { government, year, month: input.month, unit });
    const [own] = position.units;
    const uploads = (await listUploads(read, { government })).filter(({ statements }) =>
      statements.some(({ id }) => position.sources.has(id)),
    );
    return {
      ...head(position),
      ...{ year, years: available, unit },
      name: (await unitNames(read, { government, year })).get(unit) ?? unit,
      reported: own?.reported ?? false,
      ...shownFigures(own?.figures ?? position.total),
      months: shownMonths(own?.months ?? position.months),
      accounts: [...position.accounts].map(([code, { treasury, ...figures }]) => ({
        ...{ code, treasury, name: accountName(code) },
        ...shownFigures(figures),
      })),
      sources: uploads.flatMap(({ id, fileName, receivedAt, statements }) =>
        statements
          .filter((statement) => position.sources.has(statement.id))
          .map((statement) => ({ ...statementDto(statement), uploadId: id, fileName, receivedAt })),
      ),
    };
  }),
};

function head({ month, asOf, version, basis, uncounted, simulated }: Standing) {
  return { month, asOf, version, basis, uncounted, simulated };
}

/** The year asked for, else the latest that has begun. */
function chosenYear(available: readonly number[], asked: number | undefined, today: string): number {
  const now = Number(today.slice(0, 4));
  return asked ?? available.find((year) => year <= now) ?? available[0] ?? now;
}

function accountName(code: Code): Words {
  return accountWords(code) ?? { id: code, en: code };
}
