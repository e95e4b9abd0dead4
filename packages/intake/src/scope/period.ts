import {
  type Choice,
  dateInWords,
  type FiscalYear,
  type IsoDate,
  isIsoDate,
  monthEnd,
  type StatementKind,
  type WorksKind,
} from '@sipkadin/budget';
import { periodIn, periodInName } from '../table/dates.ts';
import { type Clue, hasRealization, type ScopeQuestion } from './scope-question.ts';

const parse = (text: string): IsoDate | undefined => (isIsoDate(text) ? text : undefined);
const present = (value: string | undefined): string[] => (value === undefined ? [] : [value]);

/** The last day that realization, payments or physical progress cover. */
export const asOf: ScopeQuestion<'asOf', IsoDate> = {
  key: 'asOf',
  example: '2026-10-31',
  parse,
  need: (kinds) => (hasRealization(kinds) || kinds.has('progress') || kinds.has('contract') || kinds.has('obstacle') ? 'required' : 'none'),
  codes: { unknown: 'as-of-unknown', conflict: 'as-of-conflict', fromName: 'as-of-from-file-name' },
  contentWins: true,
  choices: (year) => (year === undefined ? [] : monthEnds(year)),
  inTitle(text, year, monthsEnd) {
    const period = periodIn(text, year);
    // "1 Juni s.d. 30 Juni" is of June alone, as "Bulan Juni" may be: no position up to its end.
    const isPart = period?.monthAlone === true || (period?.from !== undefined && !period.from.endsWith('-01-01'));
    return present(isPart && !monthsEnd ? undefined : period?.asOf);
  },
  inFileName(name, year, monthsEnd) {
    const { asOf: named, month } = periodInName(name, year);
    return present(monthsEnd ? (named ?? month) : named);
  },
  hintsIn: (text, year, isName) => present(isName ? periodInName(text, year).month : periodIn(text, year)?.asOf),
  relevant: (clues, kinds) => (kinds.has('register') ? outermost(clues, 'asOf') : clues),
};

/** The first day of a register of payments. */
export const from: ScopeQuestion<'from', IsoDate> = {
  key: 'from',
  example: '2026-01-01',
  parse,
  need: (kinds) => (kinds.has('register') ? 'optional' : 'none'),
  codes: { conflict: 'as-of-conflict' },
  choices: () => [],
  inTitle: (text, year) => present(periodIn(text, year)?.from),
  inFileName: () => [],
  relevant: (clues, kinds: ReadonlySet<StatementKind | WorksKind>) => (kinds.has('register') ? outermost(clues, 'from') : clues),
};

function monthEnds(year: FiscalYear): Choice[] {
  return Array.from({ length: 12 }, (_, at) => {
    const value = monthEnd(year, at + 1);
    return { value, label: { id: dateInWords(value, 'id'), en: dateInWords(value, 'en') } };
  });
}

/** Sheets of payments that are read together cover the time from the first day of any to the last of any. */
function outermost(clues: readonly Clue[], key: 'asOf' | 'from'): readonly Clue[] {
  const rank = (['content', 'dates'] as const).find((of) => clues.some((clue) => clue.rank === of));
  const own = clues.filter((clue) => clue.rank === rank);
  const bySheet = Map.groupBy(own, ({ sheet }) => sheet);
  const isClear = [...bySheet.values()].every((stated) => new Set(stated.map(({ value }) => value)).size === 1);
  if (bySheet.size < 2 || !isClear) return clues;
  const days = own.map(({ value }) => value).toSorted();
  const kept = key === 'from' ? days[0] : days.at(-1);
  return clues.filter((clue) => !own.includes(clue) || clue.value === kept);
}
