import type { Severity } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui';
import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useWords } from '../../../web/language.tsx';
import { workbookWords } from '../words.ts';
import { type CellAt, isNumber, keyOf, type Sheet, type SheetCell, type SheetRow, shownCell } from './cells.ts';
import { useRows } from './pages.ts';
import { columnEdges, numberWidth, rowHeight, useScrolling } from './scrolling.ts';

/** What is shown at a cell beside its content. */
export interface CellMark {
  severity?: Severity;
  /** What is read instead of the file's content. */
  corrected?: string;
}

interface GridProps {
  id: string;
  index: number;
  sheet: Sheet;
  pageRows: number;
  box: RefObject<HTMLDivElement | null>;
  active: CellAt;
  /** By `keyOf`. */
  marks: ReadonlyMap<string, CellMark>;
  onActive: (cell: CellAt) => void;
  onEdit: () => void;
  /** A key that the grid does not use. @returns whether it is used */
  onKey: (event: KeyboardEvent) => boolean;
}

const signs: Readonly<Record<Severity, string>> = { blocking: '×', warning: '!', question: '?', info: '' };

/** A sheet as a spreadsheet shows it. Only the rows and columns in view are drawn, and only their pages are asked for. */
export function Grid({ id, index, sheet, pageRows, box, active, marks, onActive, onEdit, onKey }: GridProps) {
  const { w, language } = useWords(workbookWords);
  const edges = columnEdges(sheet);
  const { height, offset, first, last, left, right, view } = useScrolling(box, sheet, edges, active);
  const { rows, complete } = useRows(id, index, { first, last, pageRows });
  const width = edges.at(-1) ?? numberWidth;
  const frozen = sheet.header.filter(({ number }) => number < first + 1);
  const columns = Array.from({ length: Math.max(0, right - left + 1) }, (_, at) => left + at);

  function onKeyDown(event: KeyboardEvent) {
    if (onKey(event)) return event.preventDefault();
    const to = moved(active, event, { sheet, page: Math.max(1, Math.floor(view.height / rowHeight) - 2 - sheet.header.length) });
    if (to !== null) onActive(to);
    else if (event.key === 'Enter' || event.key === 'F2') onEdit();
    else return;
    event.preventDefault();
  }

  const choose = (at: CellAt) => {
    box.current?.focus();
    onActive(at);
  };
  const cellOf = (row: SheetRow | undefined, number: number, column: number) => (
    <GridCell
      key={column}
      at={{ row: number, column }}
      cell={row?.cells[column]}
      mark={marks.get(keyOf({ row: number, column }))}
      isActive={active.row === number && active.column === column}
      place={{ left: edges[column] ?? 0, width: (edges[column + 1] ?? 0) - (edges[column] ?? 0) }}
      onChoose={choose}
      onEdit={onEdit}
    />
  );
  const rowOf = (number: number, row: SheetRow | undefined, top: number, className: string) => (
    <div key={`${className} ${number}`} role="row" aria-rowindex={number + 1} className={className} style={{ top, width }}>
      <span role="rowheader" className={active.row === number ? 'number now' : 'number'} aria-colindex={1}>
        {number}
        {row?.hidden && <span className="sr"> ({w.hiddenRow})</span>}
      </span>
      {columns.map((column) => cellOf(row, number, column))}
    </div>
  );
  const isDrawn = active.row >= first && active.row <= last && columns.includes(active.column);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={w.grid(sheet.name, formatCount(sheet.lastRow, language))}
      aria-rowcount={sheet.lastRow + 1}
      aria-colcount={sheet.columns.length + 1}
      aria-busy={!complete}
      aria-activedescendant={isDrawn ? cellId(active) : undefined}
      style={{ '--rows': `${height + 18}px` } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div className="scrolled" style={{ height, width }}>
        <div className="layer" style={{ height: Math.min(view.height, height), width }}>
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map((number) =>
            rowOf(number, rows.get(number), number * rowHeight - offset, 'line'),
          )}
          {frozen.map((row, at) => rowOf(row.number, row, rowHeight * (at + 1), 'line frozen'))}
          <div role="row" aria-rowindex={1} className="line letters" style={{ top: 0, width }}>
            <span role="columnheader" className="number" aria-colindex={1}>
              <span className="sr">{w.row}</span>
            </span>
            {columns.map((column) => (
              <span
                key={column}
                role="columnheader"
                aria-colindex={column + 2}
                className={column === active.column ? 'letter now' : 'letter'}
                style={{ left: edges[column], width: (edges[column + 1] ?? 0) - (edges[column] ?? 0) }}
              >
                {sheet.columns[column]?.name}
                {sheet.columns[column]?.personal && <span aria-hidden> •••</span>}
              </span>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

const cellId = (at: CellAt) => `sel-${at.row}-${at.column}`;

interface CellProps {
  at: CellAt;
  cell: SheetCell | undefined;
  mark: CellMark | undefined;
  isActive: boolean;
  place: { left: number; width: number };
  onChoose: (cell: CellAt) => void;
  onEdit: () => void;
}

function GridCell({ at, cell, mark, isActive, place, onChoose, onEdit }: CellProps): ReactNode {
  const { w, language } = useWords(workbookWords);
  const shown = shownCell(cell, language);
  const classes = [
    'cell',
    isNumber(cell) && 'figure',
    mark?.severity && `mark ${mark.severity}`,
    mark?.corrected !== undefined && 'corrected',
  ];
  return (
    // The grid holds the focus: a cell is taken away when it is scrolled out of view.
    <span
      role="gridcell"
      id={cellId(at)}
      aria-colindex={at.column + 2}
      aria-selected={isActive}
      className={[...classes, isActive && 'now'].filter(Boolean).join(' ')}
      style={place}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
        onChoose(at);
      }}
      onDoubleClick={onEdit}
    >
      {mark?.severity !== undefined && (
        <>
          <span aria-hidden className="sign">
            {signs[mark.severity]}
          </span>
          <span className="sr">{w.severities[mark.severity]}: </span>
        </>
      )}
      {mark?.corrected === undefined ? (
        shown
      ) : (
        <>
          <ins>{mark.corrected === '' ? w.emptyCell : mark.corrected}</ins> {shown !== '' && <del>{shown}</del>}
        </>
      )}
    </span>
  );
}

/** The cell that a key moves to; null for another key. */
function moved({ row, column }: CellAt, event: KeyboardEvent, { sheet, page }: { sheet: Sheet; page: number }): CellAt | null {
  const far = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  const [lastRow, lastColumn] = [Math.max(1, sheet.lastRow), Math.max(0, sheet.columns.length - 1)];
  const to = (nextRow: number, nextColumn: number): CellAt => ({
    row: Math.min(lastRow, Math.max(1, nextRow)),
    column: Math.min(lastColumn, Math.max(0, nextColumn)),
  });
  switch (event.key) {
    case 'ArrowDown':
      return to(far ? lastRow : row + 1, column);
    case 'ArrowUp':
      return to(far ? 1 : row - 1, column);
    case 'ArrowRight':
      return to(row, far ? lastColumn : column + 1);
    case 'ArrowLeft':
      return to(row, far ? 0 : column - 1);
    case 'PageDown':
      return far ? null : to(row + page, column);
    case 'PageUp':
      return far ? null : to(row - page, column);
    case 'Home':
      return to(far ? 1 : row, 0);
    case 'End':
      return to(far ? lastRow : row, lastColumn);
    default:
      return null;
  }
}
