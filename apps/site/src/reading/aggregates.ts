import { type Code, type IsoDate, level } from '@sipkadin/budget';
import type { Decimal, Edition } from '@sipkadin/edition';

export type View = 'unit' | 'month' | 'account' | 'function' | 'fund';

/** One row of an aggregate, amounts as exact decimal text. `key` is a slug, a month or a code. */
export interface AggregateRow {
  key: string;
  code: Code;
  name: string;
  budget: Decimal | null;
  realization: Decimal | null;
  plan: Decimal | null;
  /** Of a month: the last day that realization covers, and the plan up to it; null elsewhere. */
  asOf: IsoDate | null;
  planToDay: Decimal | null;
}

const noDay = { asOf: null, planToDay: null } as const;

/** The edition that an answer comes from, so that it can be cited and checked. */
export interface Basis {
  government: { code: string; name: string };
  year: number;
  edition: number;
  hash: string;
  asOf: string;
  version: string | null;
  basis: string | null;
  audited: boolean;
  simulated: boolean;
}

export function basisOf({ manifest, hash }: Edition): Basis {
  const { government, year, number, asOf, version, basis, audited, simulated } = manifest;
  return { government, year, edition: number, hash, asOf, version, basis, audited, simulated };
}

/**
 * Spending of an edition by one dimension. A unit narrows months and accounts; functions and funds are not recorded by unit.
 * Months are cumulative; their budget is the year's. @returns undefined where there is no such unit.
 */
export function aggregate(edition: Edition, view: View, unit?: string): AggregateRow[] | undefined {
  const narrowed = unit === undefined ? undefined : edition.unit(unit);
  if (unit !== undefined && narrowed === undefined) return undefined;
  switch (view) {
    case 'unit':
      return edition
        .units()
        .filter(({ code }) => code !== '')
        .map(({ slug, code, name, budget, realization, plan }) => ({ key: slug, code, name, budget, realization, plan, ...noDay }));
    case 'month': {
      const of = narrowed === undefined ? '*' : narrowed.unit.code;
      const budget = narrowed?.unit.budget ?? edition.summary().accounts.find(({ code }) => code === '5')?.budget ?? null;
      return edition
        .months()
        .filter((row) => row.unit === of && row.account === '5')
        .toSorted((a, b) => a.month - b.month)
        .map(({ month, realization, plan, asOf, planToDay }) => ({
          ...{ key: String(month), code: '5', name: String(month), budget, realization, plan, asOf, planToDay },
        }));
    }
    case 'account': {
      const rows = narrowed?.accounts ?? edition.summary().accounts.filter(({ code }) => level(code) === 3);
      return rows
        .filter(({ code }) => code.startsWith('5'))
        .map(({ code, name, budget, realization, plan }) => ({ key: code, code, name, budget, realization, plan, ...noDay }));
    }
    case 'function':
      return edition.functions().map((row) => ({ ...row, key: row.code, ...noDay }));
    case 'fund':
      return edition.funds().map((row) => ({ ...row, key: row.code, ...noDay }));
  }
}
