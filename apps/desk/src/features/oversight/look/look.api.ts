import { type Code, dayInJakarta, fiscalYear } from '@sipkadin/budget';
import { getGovernment, unitNames, years } from '@sipkadin/ledger';
import { leastPayment, worthALook } from '@sipkadin/monitor';
import { ofGovernment } from '../../../rights/trpc.ts';
import { kept } from '../../monitor/kept.ts';

const millionRupiah = 100_000_000n;

export const lookRouter = {
  /** What may be worth a look in the latest year, with the rows that show it; amounts as sen in text. */
  list: ofGovernment.query(async ({ ctx, input: { government } }) => {
    const { read } = ctx.ledger;
    const today = dayInJakarta(ctx.now());
    const year = (await years(read, government)).at(-1) ?? fiscalYear(Number(today.slice(0, 4)));
    const { procurementLimit } = await getGovernment(read, government);
    const limit = BigInt(procurementLimit) * millionRupiah;
    const found = await kept(read, government, `look|${government}|${year}|${today}`, (read) =>
      worthALook(read, { government, year, today, limit }),
    );
    const names = await unitNames(read, { government, year });
    const name = (unit: Code) => names.get(unit) ?? unit;
    return {
      ...{ year, leastPayment: String(leastPayment), limit: String(limit), simulated: found.simulated },
      unbudgeted: found.unbudgeted.map((one) => ({ ...one, name: name(one.unit), realization: String(one.realization) })),
      samePayments: found.samePayments?.map((one) => ({ ...one, name: name(one.unit), amount: String(one.amount) })) ?? null,
      bunching: found.bunching && {
        ...{ over: found.bunching.over, isCrowded: found.bunching.isCrowded },
        under: found.bunching.under.map(({ unit, object, number, value, upload, sheet, row }) => ({
          ...{ unit, name: name(unit), object, number, value: String(value), upload, sheet, row },
        })),
      },
      december: found.december && {
        ...found.december,
        found: found.december.found.map((one) => ({ ...one, name: name(one.unit), share: Number(one.share), before: Number(one.before) })),
      },
      outdatedPlans: found.outdatedPlans.map((one) => ({ ...one, name: name(one.unit) })),
    };
  }),
};
