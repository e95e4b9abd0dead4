import type { MappingColumn, MappingDraft, Target } from '@sipkadin/intake';

/** A column to choose; a remembered mapping has no samples. */
export type ChoosableColumn = Pick<MappingColumn, 'letters' | 'label' | 'personal'> & Partial<MappingColumn>;

export const months: readonly Target[] = Array.from({ length: 12 }, (_, at) => `month${at + 1}` as Target);

/** Codes whose parts may be in neighbouring columns. */
export const spread: ReadonlySet<Target> = new Set<Target>(['unit', 'activity', 'account']);

/** The fields of each kind of table, in the order of the form. */
export function targetsOf(kind: MappingDraft['kind']): Target[] {
  const codes: Target[] = ['unit', 'unitName', 'activity', 'activityName', 'account', 'accountName', 'fund', 'package'];
  if (kind === 'cash-plan' || kind === 'monthly-realization') return [...codes, 'budget', ...months];
  if (kind === 'register') return [...codes, 'document', 'date', 'realization'];
  return [...codes, 'budget', 'realization'];
}

export function isNeeded(target: Target, kind: MappingDraft['kind']): boolean {
  if (target === 'account') return true;
  if (kind === 'register') return target === 'document' || target === 'date' || target === 'realization';
  if (kind === 'cash-plan') return months.includes(target);
  return kind === 'monthly-realization' && target === 'month1';
}

/** The draft with a target's columns from one to another, both by letters; '' for none. */
export function withColumns(draft: MappingDraft, target: Target, from: string, to: string, all: readonly ChoosableColumn[]): MappingDraft {
  const letters = all.map((column) => column.letters);
  const [first, last] = [letters.indexOf(from), letters.indexOf(to)];
  const { [target]: _, ...rest } = draft.columns;
  const chosen = first < 0 ? [] : letters.slice(first, Math.max(first, last) + 1);
  const columns = chosen.length === 0 ? rest : { ...rest, [target]: chosen };
  // The unit comes either from a column or from one choice for the whole table.
  return { ...draft, columns, unit: target === 'unit' && chosen.length > 0 ? null : draft.unit };
}

/** The draft without columns that its kind does not read. */
export function sent(draft: MappingDraft): string {
  const wanted = new Set<string>(targetsOf(draft.kind));
  const columns = Object.fromEntries(Object.entries(draft.columns).filter(([target]) => wanted.has(target)));
  return JSON.stringify({ ...draft, columns });
}
