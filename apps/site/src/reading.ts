import { type FiscalYear, type Government, type IsoDate, type Language, parseDecimal, type Sen } from '@sipkadin/budget';
import type { Edition, Figures } from '@sipkadin/edition';
import type { UiWords } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { Paths, Standing } from './paths.ts';
import type { SiteWords } from './words.id.ts';

/** What every page is given: one edition, the words, the addresses, and what was asked. */
export interface Context {
  language: Language;
  w: SiteWords;
  ui: UiWords;
  paths: Paths;
  standing: Standing;
  government: Government;
  /** All that have published anything, the default first. */
  governments: readonly Government[];
  /** Years with an edition, latest first. */
  years: readonly FiscalYear[];
  edition: Edition;
  /** Numbers of the editions of this year, latest first. */
  numbers: readonly number[];
  /** Opens all of them, latest first. */
  every: () => Edition[];
  today: IsoDate;
  /** The one side of spending and revenue that the edition's files speak of: the other is not late or zero, it is not part of it. */
  only: 'budget' | 'realization' | undefined;
  /** How many files the edition rests on. */
  sourceCount: number;
  /** Whether the site hands out the signer's public key. */
  hasKey: boolean;
  /** Things said at the top of the page: a value that was not understood, an older edition. */
  notices: string[];
  query: ReadonlyMap<string, string>;
}

export interface Money {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

/** Decimal text of an edition as sen; null stays "no data". @throws where an edition holds what is no amount: it was damaged. */
export function sen(decimal: string | null): Sen | null {
  if (decimal === null) return null;
  const amount = parseDecimal(decimal);
  if (amount === undefined) throw new Error(`not an amount: ${decimal.slice(0, 40)}`);
  return amount;
}

export function money(figures: Figures): Money {
  return { budget: sen(figures.budget), realization: sen(figures.realization), plan: sen(figures.plan) };
}

export const nothing: Money = { budget: null, realization: null, plan: null };

/** Orders by an amount, the largest first; what has no data comes last. */
export function byLargest<T>(pick: (item: T) => Sen | null) {
  return (a: T, b: T): number => {
    const [left, right] = [pick(a), pick(b)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return left === right ? 0 : left > right ? -1 : 1;
  };
}

/** What a page hands to the layout. */
export interface Page {
  title: string;
  description: string;
  body: ReactNode;
  status?: 200 | 404;
  /** Shows figures, so it carries the six facts. */
  figures?: boolean;
  /** The same page in the other language. */
  elsewhere?: string;
  /** The same page of another year; undefined where that year may not have it. */
  inYear?: (year: FiscalYear) => string | undefined;
  /** Name of the client script's entry; pages work without it. */
  script?: 'explore';
}
