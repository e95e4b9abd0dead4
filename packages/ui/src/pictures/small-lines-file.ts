import type { IsoDate, Sen } from '@sipkadin/budget';
import { fraction } from '../charts/pixels.ts';
import type { ChartFile, ChartHead } from './chart-file.tsx';

/** One line of several that are drawn beside each other on the same scale. */
export interface SmallLine {
  key: string;
  /** Above the line: "2025". */
  name: string;
  /** Below the line: what it comes to at its mark. */
  value: string;
  /** In order; `at` is the share of the width, 0 to 1; amounts in sen. A point without a day is where the line begins, and no data. */
  points: readonly { at: number; amount: Sen; day?: IsoDate }[];
  /** The point that `value` is of. */
  mark: { at: number; amount: Sen } | null;
  current?: boolean;
}

/** Small lines on one scale from zero as a picture and a table of their points, each with the day that it is known up to. */
export function smallLinesFile(head: ChartHead, lines: readonly SmallLine[], most: Sen): ChartFile {
  const at = ({ at: x, amount }: { at: number; amount: Sen }): [number, number] => [x, fraction(amount, most)];
  return {
    ...head,
    picture: {
      kind: 'lines',
      rows: lines.map(({ name, value, points, mark, current = false }) => ({
        ...{ name, value, detail: '' },
        lines: [{ isDashed: false, isStrong: current, runs: [points.map(at)] }],
        mark: mark === null ? undefined : at(mark),
      })),
    },
    table: {
      columns: ['nama', 'per_tanggal', 'realisasi_kumulatif'],
      rows: lines.flatMap(({ name, points }) => points.flatMap(({ day, amount }) => (day === undefined ? [] : [[name, day, amount]]))),
    },
  };
}
