import type { Sen } from '@sipkadin/budget';
import type { NumberStyle } from '../table/number.ts';

/**
 * What a mapped table holds.
 * - position: a budget, a realization up to the reported day, or both, each in one column.
 * - cash-plan: the budget of each of the twelve months, a column each.
 * - monthly-realization: what was realized within each month, a column each from January on; together they are the
 *   position at the end of the last. Columns that are cumulative themselves ("s.d. Juni") are no such thing: one is mapped
 *   as the realization of a position.
 * - register: payments, each with its document and date.
 */
export const mappingKinds = ['position', 'cash-plan', 'monthly-realization', 'register'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** What a column can be mapped to, but for the months. */
export const plainTargets = [
  'unit',
  'unitName',
  'activity',
  'activityName',
  'account',
  'accountName',
  'fund',
  'fundName',
  'package',
  'document',
  'date',
  'budget',
  'realization',
] as const;

export const monthTargets = [
  'month1',
  'month2',
  'month3',
  'month4',
  'month5',
  'month6',
  'month7',
  'month8',
  'month9',
  'month10',
  'month11',
  'month12',
] as const;

export type MonthTarget = (typeof monthTargets)[number];
export type Target = (typeof plainTargets)[number] | MonthTarget;

/** Whether blanks, names and parts may come from several columns; an amount, a date and a document come from one. */
export const severalColumns: ReadonlySet<Target> = new Set<Target>([
  'unit',
  'unitName',
  'activity',
  'activityName',
  'account',
  'accountName',
  'fund',
  'fundName',
]);

/** How the columns of a table that no shape recognises are read: plain data, an answer of its own (docs/inspect.md). */
export interface Mapping {
  kind: MappingKind;
  /** The sheet that `header` is meant in; sheets with the same header are read with it. */
  sheet: string;
  /** 1-based rows of the header's first and last line; null where the table has none. */
  header: { top: number; bottom: number } | null;
  /** The first row of data where there is no header. */
  firstRow: number;
  /**
   * By target the letters of its columns. Of several the parts of a code are joined ("5 | 1 | 02"), of whole codes the
   * deepest counts. One column under unit, activity and account holds a tree: each row the code of its own level.
   */
  columns: Partial<Record<Target, string[]>>;
  /**
   * Where no column has the unit: `titles` above each table (or the sheet's name), one unit's own code for the whole
   * file, or `whole`: the figures are the whole government's.
   */
  unit: string | null;
  /** Whether a blank unit or activity means that of the row above. */
  carry: boolean;
  /** By letters, how a column of text writes numbers; a column that is not listed is inspected. */
  numbers: Record<string, NumberStyle>;
  /** In which order digits name a day. */
  dates: 'dmy' | 'mdy';
}

/** An unfinished mapping: kind and header may be missing. */
export type MappingDraft = Omit<Mapping, 'kind'> & { kind: MappingKind | null };

/** What a column of text adds up to in either way of writing numbers; the sample is the first that could be read in both. */
export interface StyleTotals {
  letters: string;
  sample: string;
  id: Sen;
  en: Sen;
}

/** Parts of a mapping that a person must still give; also `unit`, `account`, `amount`, `months`. */
export type MappingGap = 'kind' | 'unit' | 'account' | 'amount' | 'months' | 'document' | 'date';

/** The columns of amounts that a kind reads, in order. */
export function amountTargets({ kind, columns }: Pick<MappingDraft, 'kind' | 'columns'>): Target[] {
  const months = monthTargets.filter((target) => columns[target]);
  if (kind === 'cash-plan') return months;
  if (kind === 'monthly-realization') return [...(columns.budget ? (['budget'] as const) : []), ...months];
  if (kind === 'register') return columns.realization ? ['realization'] : [];
  return (['budget', 'realization'] as const).filter((target) => columns[target]);
}

/** What is missing before a table can be read. A year's plan has twelve months; months that add up begin in January. */
export function mappingGaps(draft: MappingDraft): MappingGap[] {
  const { kind, columns, unit } = draft;
  const gaps: MappingGap[] = [];
  if (kind === null) gaps.push('kind');
  if (!columns.unit && unit === null) gaps.push('unit');
  if (!columns.account) gaps.push('account');
  const months = monthTargets.map((target) => columns[target] !== undefined);
  if (kind === 'cash-plan' && months.includes(false)) gaps.push('months');
  if (kind === 'monthly-realization' && (!months[0] || months.lastIndexOf(true) !== months.filter(Boolean).length - 1)) gaps.push('months');
  if ((kind === 'position' || kind === 'register' || kind === null) && amountTargets(draft).length === 0) gaps.push('amount');
  if (kind === 'register' && !columns.document) gaps.push('document');
  if (kind === 'register' && !columns.date) gaps.push('date');
  return gaps;
}

export function isWhole(draft: MappingDraft): draft is Mapping {
  return mappingGaps(draft).length === 0;
}
