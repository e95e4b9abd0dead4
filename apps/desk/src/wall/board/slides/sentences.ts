import { type IsoDate, type Language, monthEnd, type Sen } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatPointsSize, formatRatio } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';

/** The heading of every slide: the share of the budget that is spent, and the gap to the plan. */
export function verdict({ budget, realization, gap }: WallFigures, language: Language): string {
  const w = wallWords[language].board;
  const [whole, spent] = [sen(budget), sen(realization)];
  if (whole === null || whole === 0n) return w.verdict.noBudget;
  if (spent === null) return w.verdict.noRealization;
  const share = formatRatio(spent, whole, language);
  if (gap === null) return w.verdict.noPlan(share);
  if (gap === 0) return w.verdict.even(share);
  const size = formatPointsSize(BigInt(gap), language);
  return gap < 0 ? w.verdict.behind(share, size) : w.verdict.ahead(share, size);
}

/** The footer: day, basis, where the figures come from, and what they are not. */
export function dataNote({ asOf, basis, source, simulated }: WallFigures, language: Language): string {
  const w = wallWords[language].board;
  return [
    asOf === null ? w.noData : w.dataAsOf(formatDate(asOf, language, 'short')),
    basis !== null && w.basis(basis.toUpperCase()),
    source === 'verified' ? w.verified : w.edition(formatCount(source.edition, language)),
    w.unaudited,
    simulated && w.simulated,
  ]
    .filter((text) => text !== false)
    .join(' · ');
}

/** What was spent within the month of the figures; null where its month or the one before was not reported. */
export function spentInMonth({ months, month }: Pick<WallFigures, 'months' | 'month'>, of = month): Sen | null {
  const at = (one: number) => (one === 0 ? 0n : sen(months.find((candidate) => candidate.month === one)?.realization ?? null));
  const [before, end] = [at(of - 1), at(of)];
  return before === null || end === null ? null : end - before;
}

/** The days between which a month's spending lies, where they are not its first and last: "1–12 Desember". */
export function partOfMonth({ months, month, year }: WallFigures, language: Language): string {
  const asOf = months.find((one) => one.month === month)?.asOf ?? null;
  const name = formatMonth(month, language);
  return asOf === null || asOf === monthEnd(year, month) ? name : wallWords[language].board.upToDay(name, dayOf(asOf, language));
}

export function dayOf(day: IsoDate, language: Language): string {
  return formatDate(day, language, 'short');
}

const timeZone = 'Asia/Jakarta';
const clocks = {
  id: new Intl.DateTimeFormat('id-ID', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
};
const dates = {
  id: new Intl.DateTimeFormat('id-ID', { timeZone, weekday: 'long', day: 'numeric', month: 'short', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'short', year: 'numeric' }),
};

/** "09.42 WIB", in Jakarta whatever the clock of the screen is set to. */
export function clockTime(now: Date, language: Language): string {
  return `${clocks[language].format(now)} WIB`;
}

/** "Selasa, 9 Des 2025" */
export function cornerDate(now: Date, language: Language): string {
  return dates[language].format(now);
}
