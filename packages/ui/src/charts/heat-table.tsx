import type { Language, Month } from '@sipkadin/budget';
import type { ReactNode } from 'react';
import { formatMonth, formatPoints } from '../format.ts';
import { words } from '../words/words.ts';

/** Gap to plan in tenths of a point; silent: that month is over and was not reported; ahead: it has not come, or there is nothing to compare. */
export type HeatCell = bigint | 'silent' | 'none';

export interface HeatRow {
  key: string;
  name: string;
  href?: string | undefined;
  /** Twelve, January first. */
  cells: readonly HeatCell[];
}

const months: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A real table drawn as a chart: every cell has its number, so no second table is needed. */
export function HeatTable({
  rows,
  caption,
  head,
  language,
}: {
  rows: readonly HeatRow[];
  caption: ReactNode;
  head: string;
  language: Language;
}) {
  const w = words(language);
  return (
    // A region that scrolls must be reachable by key.
    <section className="scroll" tabIndex={0} aria-label={typeof caption === 'string' ? caption : head}>
      <table className="heat">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {formatMonth(month, language, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}</th>
              {months.map((month) => {
                const cell = row.cells[month - 1] ?? 'none';
                if (cell === 'silent') {
                  return (
                    <td key={month} className="hatch">
                      <span className="sr">{w.notReported}</span>
                    </td>
                  );
                }
                if (cell === 'none') return <td key={month} className="none" />;
                return (
                  <td key={month} className={heatClass(cell)}>
                    {formatPoints(cell, language, true)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Brown is behind, blue ahead: neither red nor green, because ahead is not by itself good. */
function heatClass(tenths: bigint): string {
  const size = tenths < 0n ? -tenths : tenths;
  if (size < 5n) return 'e';
  const step = size < 30n ? 1 : size < 100n ? 2 : size < 200n ? 3 : 4;
  return `${tenths < 0n ? 'b' : 'a'}${step}`;
}
