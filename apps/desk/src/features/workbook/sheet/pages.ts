import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { trpc } from '../../../web/client.ts';
import type { SheetRow } from './cells.ts';

/** Milliseconds that the view has to rest before rows are asked for: dragging the bar passes thousands. */
const rest = 90;

/** The rows of a window of a sheet, by number, as far as they are there; `complete` once all are. */
export function useRows(
  id: string,
  sheet: number,
  { first, last, pageRows }: { first: number; last: number; pageRows: number },
): { rows: ReadonlyMap<number, SheetRow>; complete: boolean } {
  const [from, to] = [Math.floor((first - 1) / pageRows), Math.floor((Math.max(first, last) - 1) / pageRows)];
  const wanted = useRested(`${from} ${to}`);
  const [begin = 0, end = 0] = wanted.split(' ').map(Number);
  return useQueries({
    queries: Array.from({ length: end - begin + 1 }, (_, at) => ({
      ...trpc.workbook.page.queryOptions({ id, sheet, page: begin + at }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (pages) => ({
      rows: new Map(pages.flatMap(({ data }) => (data ?? []).map((row) => [row.number, row] as const))),
      complete: wanted === `${from} ${to}` && pages.every(({ data }) => data !== undefined),
    }),
  });
}

/** A value once it has not changed for a while; the first at once. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
