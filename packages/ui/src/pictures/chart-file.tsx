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

export type Picture =
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

/** Quiet links to the chart as a picture and as a table of exact amounts. */
export function ChartLinks({ chart, language }: { chart: ChartFile; language: Language }) {
  const files = use(ChartFiles);
  if (files === undefined) return null;
  files.keep?.(chart);
  const links = ['PNG', 'SVG', 'CSV'].flatMap((form) => {
    const href = files.address(`${chart.id}.${form.toLowerCase()}`);
    return href === undefined ? [] : [{ form, href }];
  });
  if (links.length === 0) return null;
  return (
    <p className="chart-files">
      {words(language).chartFiles}
      {links.map(({ form, href }) => (
        <a key={form} href={href} aria-label={`${form}: ${chart.title}`} rel="nofollow">
          {form}
        </a>
      ))}
    </p>
  );
}
