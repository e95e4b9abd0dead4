import type { ReadContext } from '../reading/read-context.ts';
import { version } from '../scope/version.ts';
import { versionIn } from '../table/budget-version.ts';
import { measureOfColumn } from '../table/classify-columns.ts';
import type { Candidate } from './survey.ts';

/**
 * Of budgets of several versions beside each other one column is read: the version of a column that is not read is no answer
 * to which version the file holds.
 */
export function offerVersionsOfColumns({ evidence }: ReadContext, { readable }: Candidate): void {
  const read = new Set(readable.amounts.map(({ index }) => index));
  const budgets = readable.header.columns
    .filter((column) => !column.spill && measureOfColumn(column) === 'budget')
    .map(({ index, label }) => ({ isRead: read.has(index), version: versionIn(label) }));
  const own = budgets.filter(({ isRead }) => isRead);
  const others = new Set(budgets.flatMap((column) => (column.isRead ? [] : (column.version ?? []))));
  const [only] = own;
  if (own.length !== 1 || only?.version === undefined || others.size === 0 || others.has(only.version)) return;
  const possible = version.choices(undefined, []).map(({ value }) => value);
  evidence.offer('version', [only.version, ...possible.filter((value) => !others.has(value))]);
}
