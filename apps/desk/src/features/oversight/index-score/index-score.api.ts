import { dayInJakarta, fiscalYear, yearOf } from '@sipkadin/budget';
import { codeNames, getGovernment, unitNames, years } from '@sipkadin/ledger';
import { indexTerms, unitIndexes } from '@sipkadin/monitor';
import { ofGovernment } from '../../../rights/trpc.ts';
import { kept } from '../../monitor/kept.ts';

export const indexRouter = {
  /** The index of every OPD in the latest year, with the terms it is made of; amounts as sen in text, scores in tenths of a point. */
  list: ofGovernment.query(async ({ ctx, input: { government } }) => {
    const { read } = ctx.ledger;
    const today = dayInJakarta(ctx.now());
    const year = (await years(read, government)).findLast((one) => one <= yearOf(today)) ?? fiscalYear(yearOf(today));
    const {
      indexWeights: weights,
      indexFreeRevisions: freeRevisions,
      indexFreeDeviation: freeDeviation,
    } = await getGovernment(read, government);
    const limits = { freeRevisions, freeDeviation };
    const { standing, units } = await kept(read, government, `index|${government}|${year}|${today}`, (read) =>
      unitIndexes(read, { government, year, today, weights, limits }),
    );
    const names = await unitNames(read, { government, year });
    const { activity } = await codeNames(read, [...standing.sources]);
    return {
      ...{ year, month: standing.month, asOf: standing.asOf, begun: standing.begun, simulated: standing.simulated },
      ...{ terms: indexTerms, weights, limits },
      units: units.map(({ code, total, weight, missing, scores, months, figures, output, ...one }) => ({
        ...{ code, name: names.get(code) ?? code, total: tenths(total), weight, missing, ...one },
        scores: Object.fromEntries(indexTerms.map((term) => [term, tenths(scores[term])])) as Record<
          (typeof indexTerms)[number],
          number | null
        >,
        months: months.map(({ month, planned, paid, deviation }) => ({
          month,
          planned: String(planned),
          paid: String(paid),
          deviation: Number(deviation),
        })),
        figures: { realization: text(figures.realization), plan: text(figures.plan) },
        output: output.map((one) => ({ ...one, name: activity.get(one.activity) ?? one.activity })),
      })),
    };
  }),
};

const tenths = (score: bigint | null) => (score === null ? null : Number(score));
const text = (amount: bigint | null) => (amount === null ? null : String(amount));
