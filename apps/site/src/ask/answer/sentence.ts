import { divideRounded } from '@sipkadin/budget';
import { formatCount, formatDate, formatRatio, formatShort } from '@sipkadin/ui/format';
import { accountName, functionName } from '../../parts/account-names.ts';
import type { Entry, Known } from '../index/entries.ts';
import type { Found } from '../rules/ask.ts';
import type { Speaking } from './described.ts';

export const isOfContracts = ({ kind }: Entry) => kind === 'contract' || kind === 'company';

/** One sentence with the figure, its share of the whole, and the day that it counts to. */
export function sentence(known: Known, found: Found, speaking: Speaking): string {
  const { w, language } = speaking;
  const { budget, realization } = found.money;
  const name = nameOf(found, speaking);
  if (isOfContracts(found.entry)) return contractSentence(found, name, speaking);
  const akun = akunOf(found);
  const whole = known.entries.find(({ kind, code }) => kind === 'akun' && code === akun)?.money.budget ?? null;
  const isShare = found.entry.kind !== 'akun' && whole !== null && budget !== null;
  const share = isShare ? w.share[akun](formatRatio(budget, whole, language)) : '';
  const day = formatDate(found.entry.place?.asOf ?? known.index.asOf, language);
  if (budget === null && realization === null) return w.nothing(name);
  if (budget === null) return w.paid(name, formatShort(realization ?? 0n, language), day);
  if (realization === null) return w.planned(name, formatShort(budget, language), share);
  // Of financing, 6.1 is money received, 6.2 is money paid, and 6 is the difference of both.
  const code = found.account?.code ?? found.entry.code;
  const say = akun === '4' || (akun === '6' && code.startsWith('6.1')) ? w.bothIn : akun === '6' && code === '6' ? w.bothNet : w.both;
  return say(
    name,
    formatShort(budget, language),
    share,
    formatShort(realization, language),
    formatRatio(realization, budget, language),
    day,
  );
}

/** What contracts are worth and what was paid of them; a value that is not stated is said to be none. */
function contractSentence({ entry, money: { budget, realization } }: Found, name: string, { w, language }: Speaking): string {
  const day = entry.asOf === undefined ? '' : w.asOf(formatDate(entry.asOf, language));
  const of = entry.kind === 'company' ? w.companyContracts(name, formatCount(entry.contracts ?? 0, language)) : w.contractOf(name);
  const value = budget === null ? w.noValue : w.worth(formatShort(budget, language));
  const paid = realization === null ? '' : w.paidOf(formatShort(realization, language));
  return `${of}${value}${paid}${day}.`;
}

/** Of spending and revenue; where it is asked for and the number of people is not known, that is said. */
export function perResident(
  { index }: Known,
  { entry, account, money, ...rest }: Found,
  isAsked: boolean,
  { w, language }: Speaking,
): string[] {
  const { population } = index;
  const amount = money.budget;
  if (population === null || population.people <= 0 || amount === null) return isAsked ? [w.noPopulation] : [];
  if (isOfContracts(entry) || akunOf({ entry, account, money, ...rest }) === '6') return [];
  const each = divideRounded(amount, BigInt(population.people) * 100n) * 100n;
  return [w.perResident(formatShort(each, language), formatCount(population.people, language), String(population.year), population.source)];
}

function akunOf({ entry, account }: Found): '4' | '5' | '6' {
  const code = account?.code ?? (entry.kind === 'akun' || entry.kind === 'account' ? entry.code : '5');
  return code.startsWith('4') ? '4' : code.startsWith('6') ? '6' : '5';
}

export function nameOf({ entry, account, places, ofPlaces: all }: Found, { w, language }: Speaking, isWithPlace = true): string {
  const own = (one: Entry) =>
    one.kind === 'akun' || one.kind === 'account'
      ? accountName(one.code, one.name, language).name
      : one.kind === 'function'
        ? functionName(one.code, one.name, language)
        : one.name;
  const ofPlaces = (count: number) => (entry.kind === 'subUnit' ? w.inSubUnits : w.inPlaces)(own(entry), formatCount(count, language));
  if (account !== undefined && places !== undefined && all !== undefined && places < all)
    return w.inUnit(own(account), w.inSomeSubUnits(own(entry), formatCount(places, language), formatCount(all, language)));
  if (account !== undefined) return w.inUnit(own(account), places === undefined ? entry.name : ofPlaces(places));
  if (places !== undefined) return ofPlaces(places);
  const isOfPlace = entry.place !== undefined && !['unit', 'subUnit', 'company'].includes(entry.kind);
  return isWithPlace && isOfPlace ? w.inUnit(own(entry), entry.place?.name ?? '') : own(entry);
}
