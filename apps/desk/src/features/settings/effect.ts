import { dayInJakarta, fiscalYear, type SettingKey, settings, toDecimal, yearOf } from '@sipkadin/budget';
import { unitNames, years } from '@sipkadin/ledger';
import { type BeforeAfter, settingsEffect } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { settingOf } from './change-setting.ts';

/** The effect of a value on the latest year that has begun; null for a setting that does not decide what is judged. @throws Refusal `bad-input` */
export async function effectOf({ ledger: { read }, now, government }: DeskContext & GovernmentGrant, key: SettingKey, value: unknown) {
  const changed = settingOf(key, value);
  if (settings[key].judges !== true) return null;
  const today = dayInJakarta(now());
  const running = fiscalYear(yearOf(today));
  const year = (await years(read, government)).findLast((one) => one <= running);
  if (year === undefined) return null;
  const { month, gap, realization, of, units } = await settingsEffect(read, { government, year, today, settings: changed });
  const names = await unitNames(read, { government, year });
  return {
    ...{ year, month, of },
    gap: both(gap, (tenths) => (tenths === null ? null : Number(tenths))),
    realization: both(realization, (sen) => (sen === null ? null : toDecimal(sen))),
    units: units.map(({ code, gap: own, ...unit }) => ({
      ...{ ...unit, code, name: names.get(code) ?? code },
      gap: both(own, (tenths) => (tenths === null ? null : Number(tenths))),
    })),
  };
}

function both<From, To>({ before, after }: BeforeAfter<From>, map: (value: From) => To): BeforeAfter<To> {
  return { before: map(before), after: map(after) };
}
