import { wordsOf } from '../scope/scope-question.ts';
import { versionIn } from '../table/budget-version.ts';
import { lastMonthIn, yearsIn } from '../table/dates.ts';

/** By what the names of sheets tell them apart: each names another year, version of the budget, or month. */
export interface ApartByName {
  key: 'year' | 'version' | 'month';
  /** By the sheet's name. */
  values: ReadonlyMap<string, string>;
}

/** @returns undefined for fewer than two sheets, and where one of them names neither, or the same as another */
export function apartByName(names: readonly string[]): ApartByName | undefined {
  const year = (name: string) => (yearsIn(name, false).length === 1 ? yearsIn(name, false)[0]?.toString() : undefined);
  const version = (name: string) => versionIn(wordsOf(name));
  const month = (name: string) => lastMonthIn(wordsOf(name).replace(/\s+20\d\d$/, ''))?.toString();
  for (const [key, of] of [['version', version] as const, ['year', year] as const, ['month', month] as const]) {
    const values = new Map(names.flatMap((name) => (of(name) === undefined ? [] : [[name, of(name) ?? ''] as const])));
    if (names.length > 1 && values.size === names.length && new Set(values.values()).size === names.length) return { key, values };
  }
  return undefined;
}
