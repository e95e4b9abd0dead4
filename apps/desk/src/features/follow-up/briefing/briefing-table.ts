import type { IsoDate, Language, Sen } from '@sipkadin/budget';
import type { Mark, PaperTable } from '@sipkadin/print';
import { chooseUnit, dash, formatCount, formatDate, formatInUnit, formatPoints, formatRatio, unitLabel } from '@sipkadin/ui/format';

/** A part of a whole: of money in sen, of works in hundredths of a percent and 10000. */
export interface Ratio {
  part: Sen | null;
  whole: Sen | null;
}

/** text as it is; money in sen; ratio in percent; points in tenths of a point; count and day as they are; null: no data. */
type Column = { name: string; width: number } & ({ kind: 'text' } | { kind: 'money' | 'points' | 'ratio' | 'count' | 'day' });
export type Cell = string | bigint | number | Ratio | null;

/** A table of the briefing, once: the paper prints it rounded, the workbook keeps every sen. */
export interface BriefingTable {
  /** Short, for the sheet. */
  sheet: string;
  /** The finding, as a sentence. */
  title: string;
  note: string;
  none: string;
  columns: readonly Column[];
  /** `mark` stands before the text of the column `markAt`. */
  rows: readonly { cells: readonly Cell[]; mark?: Mark }[];
  markAt?: number;
}

/** As it is printed: each column of money in the unit that its largest amount reads best in. */
export function printed(table: BriefingTable, language: Language): PaperTable {
  const units = table.columns.map(({ kind }, at) =>
    kind === 'money' ? chooseUnit(table.rows.map(({ cells }) => (typeof cells[at] === 'bigint' ? cells[at] : null))) : null,
  );
  const text = (cell: Cell, kind: Column['kind'], unit: (typeof units)[number]): string => {
    if (cell === null) return dash;
    if (typeof cell === 'object') return formatRatio(cell.part, cell.whole, language);
    if (kind === 'day') return formatDate(cell as IsoDate, language, 'short');
    if (typeof cell === 'number') return formatCount(cell, language);
    if (typeof cell === 'string') return cell;
    return kind === 'points' ? formatPoints(cell, language, true) : formatInUnit(cell, unit ?? 'rupiah', language);
  };
  return {
    ...{ title: table.title, note: table.note, none: table.none },
    columns: table.columns.map(({ name, width, kind }, at) => {
      const unit = units[at] ?? null;
      return { name: unit === null ? name : `${name} (${unitLabel(unit, language)})`, width, number: !['text', 'day'].includes(kind) };
    }),
    rows: table.rows.map(({ cells, mark }) => ({
      cells: table.columns.map(({ kind }, at) => text(cells[at] ?? null, kind, units[at] ?? null)),
      ...(mark !== undefined && table.markAt !== undefined && { mark, markAt: table.markAt }),
    })),
  };
}
