import type { IsoDate, Language, Sen } from '@sipkadin/budget';
import { createContext, use } from 'react';
import type { CurveMark, CurveMonth } from '../charts/curve-table.tsx';
import { words } from '../words/words.ts';

/** One line of a chart of rows: what is printed, and the bar that is drawn, as parts of its whole width. */
export interface PictureRow {
  name: string;
  value: string;
  detail: string;
  /** Drawn in order, each from one share of the width to another (0 to 1). */
  bar: readonly { kind: 'track' | 'fill' | 'over' | 'silent' | 'rise' | 'fall'; from: number; to: number }[];
  /** Where the plan's mark is, as a share of the width. */
  tick?: number | undefined;
}

export interface PictureKey {
  kind: 'track' | 'fill' | 'over' | 'silent' | 'tick';
  text: string;
}

/** A value that a strip or a line names. */
export interface NamedValue {
  value: number;
  text: string;
}

/** What is drawn of a dot strip; numbers are for drawing alone. */
export interface PictureStrip {
  near: readonly number[];
  others: readonly number[];
  own: NamedValue | undefined;
  named: NamedValue | undefined;
  median: NamedValue | undefined;
  nearMedian: number | undefined;
  tick: (value: number) => string;
  key: readonly { kind: 'own' | 'named' | 'near' | 'others' | 'median' | 'near-median'; text: string }[];
}

/** A row with lines of its own: each point as shares of the width and of the height, 0 to 1; a gap begins a new run. */
export interface PictureLines {
  name: string;
  value: string;
  detail: string;
  lines: readonly { isDashed: boolean; isStrong: boolean; runs: readonly (readonly (readonly [x: number, y: number])[])[] }[];
  mark: readonly [x: number, y: number] | undefined;
}

export type Picture =
  | ({ kind: 'strip' } & PictureStrip)
  | { kind: 'lines'; rows: readonly PictureLines[] }
  | { kind: 'rows'; rows: readonly PictureRow[]; key: readonly PictureKey[] }
  | { kind: 'curve'; months: readonly CurveMonth[]; budget: Sen | null; year: number; marks: readonly CurveMark[] };

/** A cell of the chart's CSV: an amount stays exact; null is no data. */
export type ChartCell = string | Sen | IsoDate | null;

/** What a chart shows, for a picture of its own and for a table of its exact amounts. */
export interface ChartFile {
  /** Unique within the page, of a-z, 0-9 and hyphens; part of the address of its files. */
  id: string;
  /** The sentence or heading that it has on the page. */
  title: string;
  sub?: string | undefined;
  picture: Picture;
  table: { columns: readonly string[]; rows: readonly (readonly ChartCell[])[] };
}

/** What a chart needs to be told to have files. */
export type ChartHead = Pick<ChartFile, 'id' | 'title' | 'sub'>;

interface ChartFiles {
  /** @param file `kurva.svg`. @returns undefined where the page has no addresses for files */
  address: (file: string) => string | undefined;
  /** Called with every chart of the page as it is rendered. */
  keep?: (chart: ChartFile) => void;
}

/** Set around pages whose charts have files; without it charts have no links to them. */
export const ChartFiles = createContext<ChartFiles | undefined>(undefined);

/** A chart whose file is made only where it is asked for. */
interface LaterFile extends ChartHead {
  make: () => ChartFile;
}

interface ChartLinksProps {
  chart: ChartFile | LaterFile;
  language: Language;
  /** What the links are called after, for reading voices; the chart's title where it is left out. */
  name?: string;
}

/** Quiet links to the chart as a picture and as a table of exact amounts. */
export function ChartLinks({ chart, language, name = chart.title }: ChartLinksProps) {
  const files = use(ChartFiles);
  if (files === undefined) return null;
  files.keep?.('make' in chart ? chart.make() : chart);
  const links = ['PNG', 'SVG', 'CSV'].flatMap((form) => {
    const href = files.address(`${chart.id}.${form.toLowerCase()}`);
    return href === undefined ? [] : [{ form, href }];
  });
  if (links.length === 0) return null;
  return (
    <p className="chart-files">
      {words(language).chartFiles}
      {links.map(({ form, href }) => (
        <a key={form} href={href} aria-label={`${form}: ${name}`} rel="nofollow">
          {form}
        </a>
      ))}
    </p>
  );
}
