import { type Code, level } from '@sipkadin/budget';
import type { OriginOf } from '../../reading/origin-of.ts';
import type { Found } from '../rules/ask.ts';
import type { AnswerPaths, Speaking } from './described.ts';
import { isOfContracts } from './sentence.ts';

/** The filter of the lines that an amount is the sum of; undefined where no page lists them. */
export function originOf({ entry, account, places, money }: Found): OriginOf | undefined {
  const { kind, code, place } = entry;
  const measure = money.realization === null ? 'budget' : 'realization';
  if (isOfContracts(entry) || places !== undefined) return undefined;
  const owner = { unit: (place?.opd ?? place)?.slug, subUnit: place?.opd === undefined ? undefined : place.slug };
  if (account !== undefined) return { measure, ...owner, account: account.code };
  if (kind === 'akun' || kind === 'account') return { measure, account: code };
  if (kind === 'fund') return { measure, fund: code, account: '5' };
  if (kind === 'function') return { measure, activity: code, account: '5' };
  return { measure, ...owner, activity: kind === 'unit' || kind === 'subUnit' ? undefined : code, account: '5' };
}

/** The page that shows it, or the nearest page above it. */
export function linkOf({ entry, account, places }: Found, paths: AnswerPaths): string | undefined {
  const { kind, code, place } = entry;
  if (places !== undefined) return undefined;
  if (kind === 'akun' || kind === 'account') return accountLink(code, paths);
  if (kind === 'function') return paths.functions();
  if (kind === 'fund') return paths.funds();
  if (place === undefined) return undefined;
  const unit = (place.opd ?? place).slug;
  const isActivity = account === undefined && code !== '' && kind !== 'unit' && kind !== 'subUnit';
  if (isActivity) return paths.activity({ unit, activity: code });
  return place.opd === undefined ? paths.unit({ unit }) : paths.subUnit({ unit, subUnit: place.slug });
}

function accountLink(code: Code, paths: AnswerPaths): string | undefined {
  if (code.startsWith('4')) return paths.revenue();
  if (code.startsWith('6')) return paths.financing();
  if (code === '5') return paths.spending();
  return level(code) <= 3 ? paths.account({ account: code }) : undefined;
}

export function linksOf(found: Found, { w, paths }: Speaking): { text: string; href: string }[] {
  const [link, origin] = [linkOf(found, paths), originOf(found)];
  return [
    ...(link === undefined ? [] : [{ text: w.details, href: link }]),
    ...(origin === undefined ? [] : [{ text: w.origin, href: paths.origin(origin) }]),
  ];
}
