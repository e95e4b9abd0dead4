import type { Fields } from '../../table/classify-columns.ts';
import type { Column } from '../../table/header.ts';

/** Which kelompok a group of columns holds; 'total' over groups is an assertion, 'all' is a table without groups. */
export type Group = '5.1' | '5.2' | '5.3' | '5.4' | 'total' | 'all';

/** A column of amounts in a tree report. */
export type TreeAmounts = Column & { kind: 'budget' | 'realization'; group: Group };

export function treeColumns({ measures }: Fields): TreeAmounts[] {
  return measures.flatMap(({ measure, column }): TreeAmounts[] =>
    measure === 'unknown' ? [] : [{ ...column, kind: measure, group: groupOf(column.lines.slice(0, -1).join(' ')) }],
  );
}

/** Within a measure each group has one column. */
export function isRepeat(column: TreeAmounts, at: number, columns: readonly TreeAmounts[]): boolean {
  return columns.findIndex((other) => other.kind === column.kind && other.group === column.group) !== at;
}

function groupOf(text: string): Group {
  if (/\bOPERASI\b/.test(text)) return '5.1';
  if (/\bMODAL\b/.test(text)) return '5.2';
  if (/\bTIDAK TERDUGA\b|\bBTT\b/.test(text)) return '5.3';
  if (/\bTRANSFER\b/.test(text)) return '5.4';
  return /\b(?:TOTAL|JUMLAH)\b/.test(text) ? 'total' : 'all';
}
