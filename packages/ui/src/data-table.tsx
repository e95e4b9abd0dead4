import type { Language } from '@sipkadin/budget';
import { createContext, type ReactNode, use } from 'react';
import { ExactAmounts } from './amount.tsx';
import { words } from './words/words.ts';

export interface Column {
  key: string;
  label: string;
  /** Right-aligned, tabular figures. */
  number?: boolean;
  /** A link that sorts by this column. */
  sort?: { href: string; direction: 'ascending' | 'descending' | null } | undefined;
}

export interface TableRow {
  key: string;
  /** In the order of the columns; the first names the row. */
  cells: readonly ReactNode[];
  /** Indentation of the first cell, 0 to 3. */
  depth?: number;
}

interface DataTableProps {
  caption: ReactNode;
  columns: readonly Column[];
  rows: readonly TableRow[];
  foot?: readonly ReactNode[];
  /** A heading just above says the same: the caption is then for screen readers alone. */
  headed?: boolean;
  /**
   * On a phone, instead of scrolling sideways: the first cell has a line of its own with the others below it side by side; with
   * last-first the last and the others come above it; with cards each cell has a line of its own with its column's label, for many columns.
   */
  narrow?: 'stack' | 'last-first' | 'cards';
  /** Its rows are only part of a longer list: in another order they would look like the first of all. */
  fixed?: boolean;
}

/** Called with every table as it is rendered. */
export const TableSeen = createContext<(() => void) | undefined>(undefined);

/** The first rows of a list that a page shows a part of; all of them where a program reads the page (`ExactAmounts`). */
export function useShown<Row>(rows: readonly Row[], most: number): readonly Row[] {
  return use(ExactAmounts) ? rows : rows.slice(0, most);
}

/** A table in a region of its own, that alone scrolls sideways on a narrow screen. */
export function DataTable({ caption, columns, rows, foot, headed, narrow, fixed = false }: DataTableProps) {
  use(TableSeen)?.();
  const label = typeof caption === 'string' ? caption : undefined;
  return (
    // A region that scrolls must be reachable by key.
    <section className="scroll" tabIndex={0} aria-label={label ?? columns[0]?.label}>
      <table className={narrow && `narrow-${narrow}`} data-fixed={fixed ? '' : undefined}>
        <caption className={headed ? 'sr' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, number, sort }) => (
              <th key={key} scope="col" className={number ? 'number' : undefined} aria-sort={sort?.direction ?? undefined}>
                {sort === undefined ? label : <a href={sort.href}>{`${label}${mark(sort.direction)}`}</a>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, depth }) => (
            <tr key={key}>
              {cells.map((cell, index) => {
                const column = columns[index];
                const number = column?.number ? 'number' : undefined;
                return index === 0 ? (
                  <th key={column?.key} scope="row" className={depth ? `lvl${Math.min(depth, 3)}` : number}>
                    {cell}
                  </th>
                ) : (
                  <td key={column?.key} className={number} data-label={narrow === 'cards' ? column?.label : undefined}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>
              {foot.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]?.key} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    key={columns[index]?.key}
                    className={columns[index]?.number ? 'number' : undefined}
                    data-label={narrow === 'cards' ? columns[index]?.label : undefined}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function mark(direction: 'ascending' | 'descending' | null): string {
  if (direction === null) return '';
  return direction === 'ascending' ? ' ↑' : ' ↓';
}

/** "Lihat tabel": the same rows and numbers as the chart above it. */
export function PageTable({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <details className="page-table">
      <summary>{words(language).showTable}</summary>
      {children}
    </details>
  );
}
