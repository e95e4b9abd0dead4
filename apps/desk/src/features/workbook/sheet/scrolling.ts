import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { CellAt, Sheet } from './cells.ts';

export const rowHeight = 30;
export const numberWidth = 64;

/** Browsers draw no element much higher than this; the rows of a higher sheet are scrolled in larger steps. */
const mostPixels = 8_000_000;

/** Where the columns of a sheet begin, in pixels behind the row numbers, and where the last one ends. */
export function columnEdges({ columns }: Pick<Sheet, 'columns'>): number[] {
  const edges = [numberWidth];
  for (const { width } of columns) edges.push((edges.at(-1) ?? 0) + width * 9 + 20);
  return edges;
}

interface Scrolled {
  /** Height of what is scrolled. */
  height: number;
  /** Pixels of rows above the upper edge of the view. */
  offset: number;
  /** Rows and columns in view. */
  first: number;
  last: number;
  left: number;
  right: number;
  view: { width: number; height: number };
}

/** What of a sheet is in view. The active cell is brought into view whenever it is another. */
export function useScrolling(box: RefObject<HTMLDivElement | null>, sheet: Sheet, edges: readonly number[], active: CellAt): Scrolled {
  const [at, setAt] = useState({ top: 0, left: 0, width: 800, height: 400 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () =>
      setAt({ top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  const all = sheet.lastRow * rowHeight;
  const height = rowHeight + Math.min(all, mostPixels);
  const room = Math.max(1, height - at.height);
  /** Rows scrolled for each pixel of the bar. */
  const scale = all <= mostPixels ? 1 : (all + rowHeight - at.height) / room;
  const offset = at.top * scale;
  const first = Math.min(sheet.lastRow, Math.floor(offset / rowHeight) + 1);
  const columnAt = (x: number) =>
    Math.max(
      0,
      edges.findLastIndex((edge) => edge <= x),
    );
  const scrolled: Scrolled = {
    ...{ height, offset, first },
    last: Math.min(sheet.lastRow, first + Math.ceil(at.height / rowHeight)),
    left: columnAt(at.left),
    right: Math.min(sheet.columns.length - 1, columnAt(at.left + at.width)),
    view: { width: at.width, height: at.height },
  };

  /** Scrolls as little as brings the cell into view, beside the row numbers and below the frozen rows. */
  const bring = useEffectEvent(({ row, column }: CellAt) => {
    const element = box.current;
    if (!element) return;
    const frozen = rowHeight * (1 + (row > (sheet.header.at(-1)?.number ?? 0) ? sheet.header.length : 0));
    const top = row * rowHeight;
    const now = element.scrollTop * scale;
    const above = top - frozen;
    const below = top + rowHeight - element.clientHeight;
    if (now > above) element.scrollTop = above / scale;
    else if (now < below) element.scrollTop = below / scale;
    const [begin = 0, end = 0] = edges.slice(column, column + 2);
    if (element.scrollLeft > begin - numberWidth || end - begin > element.clientWidth - numberWidth)
      element.scrollLeft = begin - numberWidth;
    else if (element.scrollLeft < end - element.clientWidth) element.scrollLeft = end - element.clientWidth;
  });
  useEffect(() => bring({ row: active.row, column: active.column }), [active.row, active.column]);
  return scrolled;
}
