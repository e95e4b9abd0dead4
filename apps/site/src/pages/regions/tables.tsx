import { type FiscalYear, medianOf, type Ratio, type RegionMeasure, regionMeasures } from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import { type ChartFile, ChartLinks, DataTable, formatCount, formatShort, useShown } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { type Comparison, drawn, exact, placeIn, printed } from './comparison.ts';
import { type Basis, type ComparedRegion, regionsOn, yearsOf } from './figures.ts';

/** The same as the strips, in one table. */
export function Summary({ context, comparison, kind }: { context: Context; comparison: Comparison; kind: string }) {
  const { w, language } = context;
  const { column, measures } = w.regions;
  const count = (value: number) => formatCount(value, language);
  const { region, named } = comparison;
  return (
    <details>
      <summary>{w.regions.summary}</summary>
      <DataTable
        caption={w.regions.summary}
        headed
        columns={[
          { key: 'measure', label: column.measure },
          { key: 'own', label: region.name, number: true },
          ...(named ? [{ key: 'named', label: named.name, number: true }] : []),
          { key: 'median', label: column.median, number: true },
          { key: 'all', label: column.all(kind), number: true },
          { key: 'place', label: column.place, number: true },
        ]}
        rows={comparison.measures.map((measured) => {
          const say = (ratio: Ratio | undefined) => printed(measured.measure, ratio, language);
          const places = measured.own && placeIn(measured.own, measured);
          return {
            key: measured.measure,
            cells: [
              measures[measured.measure].name,
              say(measured.own),
              ...(named ? [say(measured.named)] : []),
              say(measured.median),
              say(measured.medianAll),
              places ? `${count(places.all.place)}/${count(places.all.of)}` : say(undefined),
            ],
          };
        })}
      />
    </details>
  );
}

/** So many rows of similar regions are printed. */
const mostRows = 100;

/** The similar regions with every measure, those that are nearest in spending. */
export function SimilarRegions({ context, comparison, basis }: { context: Context; comparison: Comparison; basis: Basis }) {
  const { w, language, paths } = context;
  const { region, own, named, similar } = comparison;
  const gapTo = ({ spending }: ComparedRegion) => (spending > region.spending ? spending - region.spending : region.spending - spending);
  const byGap = similar.toSorted((a, b) => (gapTo(a) < gapTo(b) ? -1 : 1));
  const nearest = useShown(byGap, mostRows);
  const rows = [own, named, ...nearest.toSorted((a, b) => a.name.localeCompare(b.name, 'id'))].filter((one) => one !== undefined);
  const shown = comparison.measures.map(({ measure }) => measure);
  const basisWords = w.regions.basis[basis === 'budget' ? 'budget' : 'year'];
  return (
    <>
      <p className="small">
        {basis === 'budget' ? w.regions.tabs.budget(String(context.reference?.content.budgets?.year)) : w.regions.tabs.year(String(basis))}
        {similar.length > nearest.length &&
          ` · ${w.regions.similarCut(formatCount(nearest.length, language), formatCount(similar.length, language))}`}
      </p>
      <DataTable
        caption={w.regions.similarTitle(region.name)}
        headed
        narrow="cards"
        columns={[
          { key: 'region', label: w.regions.column.region },
          { key: 'spending', label: w.regions.column.spending, number: true },
          ...shown.map((measure) => ({ key: measure, label: w.regions.measures[measure].name, number: true })),
        ]}
        rows={rows.map((one) => ({
          key: one.code,
          cells: [
            <a key={one.code} href={paths.region({ region: one.code })}>
              {one.name}
            </a>,
            formatShort(one.spending, language),
            ...shown.map((measure) => printed(measure, one.measures[measure], language)),
          ],
        }))}
      />
      <ul className="plain small">
        {shown.map((measure) => (
          <li key={measure}>
            <b>{w.regions.measures[measure].name}</b>: {w.regions.measures[measure].what(basisWords)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the end of a year has. */
const yearly: readonly RegionMeasure[] = regionMeasures.filter((measure) => measure !== 'grants' && measure !== 'silpa');

/** Each measure at the end of each year: this region, and the median of the regions that are similar by their budgets. */
export function Trend({ context, reference, comparison }: { context: Context; reference: Reference; comparison: Comparison }) {
  const { w, language } = context;
  const { region, similarCodes } = comparison;
  const years = yearsOf(reference).toReversed();
  const [first, last] = [years[0], years.at(-1)];
  const at = (year: FiscalYear, measure: RegionMeasure) => {
    const { regions } = regionsOn(reference, year);
    return {
      own: regions.find(({ code }) => code === region.code)?.measures[measure],
      median: medianOf(regions.flatMap((one) => (similarCodes.has(one.code) ? (one.measures[measure] ?? []) : []))),
    };
  };
  const rows = yearly.map((measure) => ({ measure, values: years.map((year) => at(year, measure)) }));
  if (first === undefined || last === undefined || !rows.some(({ values }) => values.some(({ own }) => own))) return null;
  return (
    <section>
      <h2>{w.regions.trend(String(first), String(last))}</h2>
      <p className="small">{w.regions.trendSub}</p>
      <DataTable
        caption={w.regions.trend(String(first), String(last))}
        headed
        narrow="cards"
        columns={[
          { key: 'measure', label: w.regions.column.measure },
          ...years.map((year) => ({
            key: String(year),
            label: year === reference.content.provisional ? `${year} (${w.regions.tabs.provisional})` : String(year),
            number: true,
          })),
        ]}
        rows={rows.map(({ measure, values }) => ({
          key: measure,
          cells: [
            <>
              {w.regions.measures[measure].name}
              <SmallLine
                label={w.regions.trendLine(region.name, w.regions.measures[measure].name)}
                own={values.map(({ own }) => own && drawn(measure, own))}
                median={values.map(({ median }) => median && drawn(measure, median))}
              />
            </>,
            ...values.map(({ own, median }) => (
              <>
                {printed(measure, own, language)}
                <span className="under">{printed(measure, median, language)}</span>
              </>
            )),
          ],
        }))}
      />
      <ChartLinks
        chart={{
          ...{ id: 'tahun', title: `${region.name}: ${w.regions.trend(String(first), String(last))}` },
          make: () => trendFile(context, reference, region.name, { years, rows }),
        }}
        language={language}
      />
    </section>
  );
}

interface TrendRow {
  measure: RegionMeasure;
  values: readonly { own: Ratio | undefined; median: Ratio | undefined }[];
}

/** The lines of every measure as one picture, each on a scale of its own, and their values by year. */
function trendFile(
  { w, language }: Context,
  { content }: Reference,
  name: string,
  { years, rows }: { years: readonly FiscalYear[]; rows: readonly TrendRow[] },
): ChartFile {
  const { day = null } = content.sources.find(({ kind }) => kind === 'years') ?? {};
  return {
    id: 'tahun',
    title: `${name}: ${w.regions.trend(String(years[0]), String(years.at(-1)))}`,
    sub: content.provisional === null ? w.regions.trendSub : `${w.regions.trendSub} ${w.regions.provisional(String(content.provisional))}`,
    picture: {
      kind: 'lines',
      rows: rows.map(({ measure, values }) => {
        const [own, median] = [
          values.map((one) => one.own && drawn(measure, one.own)),
          values.map((one) => one.median && drawn(measure, one.median)),
        ];
        const { runs, mark } = placed(own, median);
        const last = values.at(-1);
        return {
          ...{ name: w.regions.measures[measure].name, value: printed(measure, last?.own, language) },
          detail: w.regions.median(printed(measure, last?.median, language)),
          lines: [
            { isDashed: true, isStrong: false, runs: runs(median) },
            { isDashed: false, isStrong: true, runs: runs(own) },
          ],
          mark,
        };
      }),
    },
    table: {
      columns: ['ukuran', 'tahun', 'daerah', 'nilai_tengah_yang_mirip', 'satuan', 'sementara', 'data_per'],
      rows: rows.flatMap(({ measure, values }) =>
        years.map((year, at) => [
          ...[w.regions.measures[measure].name, String(year), exact(measure, values[at]?.own), exact(measure, values[at]?.median)],
          ...[measure === 'resident' ? 'rupiah' : 'persen', year === content.provisional ? 'ya' : 'tidak', day],
        ]),
      ),
    },
  };
}

type Points = readonly (number | undefined)[];

const [lineWidth, lineHeight] = [120, 32];

/** The points of both lines on one scale, as shares of width and height; a year without a value is a gap. */
function placed(own: Points, median: Points) {
  const all = [...own, ...median].filter((value) => value !== undefined);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const point = (value: number, index: number): readonly [number, number] => [
    index / Math.max(1, own.length - 1),
    (value - low) / (high - low || 1),
  ];
  const runs = (points: Points) => {
    const found: (readonly [number, number])[][] = [];
    for (const [index, value] of points.entries()) {
      if (value === undefined) continue;
      if (index === 0 || points[index - 1] === undefined) found.push([]);
      found.at(-1)?.push(point(value, index));
    }
    return found;
  };
  const end = own.findLastIndex((value) => value !== undefined);
  const last = own[end];
  return { runs, mark: last === undefined ? undefined : point(last, end) };
}

/** A line of a region and a dashed one of the others. */
function SmallLine({ label, own, median }: { label: string; own: Points; median: Points }) {
  const { runs, mark } = placed(own, median);
  const x = (share: number) => Math.round(4 + share * (lineWidth - 8));
  const y = (share: number) => Math.round(lineHeight - 4 - share * (lineHeight - 8));
  const path = (points: Points) =>
    runs(points)
      .map((run) => run.map(([at, level], index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(level)}`).join(''))
      .join('');
  return (
    <svg className="small-line" role="img" aria-label={label} width={lineWidth} height={lineHeight}>
      <path className="small-line-median" d={path(median)} />
      <path className="small-line-own" d={path(own)} />
      {mark && <circle className="strip-near-dot" cx={x(mark[0])} cy={y(mark[1])} r="3" />}
    </svg>
  );
}
