import type { Reference } from '@sipkadin/edition';
import { type ChartFile, ChartLinks, DotStrip, formatCount, type PictureStrip } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import type { Choices } from './choices.ts';
import { type Comparison, drawn, exact, fewestSimilar, gap, type MeasuredRegion, placeIn, printed } from './comparison.ts';

interface StripsProps {
  context: Context;
  reference: Reference;
  comparison: Comparison;
  choices: Choices;
  /** "kota", or "kabupaten/kota". */
  kind: string;
  /** What the figures are and where they come from, in a line. */
  source: string;
}

/** A row for each measure: what it says in words, and where every region lies. */
export function Strips(props: StripsProps) {
  const { context, comparison, choices, kind } = props;
  const { w } = context;
  const basis = w.regions.basis[choices.basis === 'budget' ? 'budget' : 'year'];
  return (
    <>
      <ul className="key">
        <li>
          <svg aria-hidden="true" className="strip-key">
            <path className="strip-own" d="M10-3 19 6 10 15 1 6Z" />
          </svg>
          <b>{comparison.region.name}</b>
        </li>
        {comparison.named && (
          <li>
            <svg aria-hidden="true" className="strip-key">
              <path className="strip-square" d="M4 0H16V12H4Z" />
            </svg>
            {comparison.named.name}
          </li>
        )}
        <li>
          <svg aria-hidden="true">
            <circle className="strip-near-dot" cx="10" cy="6" r="4" />
          </svg>
          {w.regions.key.near}
        </li>
        <li>
          <svg aria-hidden="true">
            <circle className="strip-other-dot" cx="10" cy="6" r="3.5" />
          </svg>
          {w.regions.key.others(kind)}
        </li>
        <li>
          <svg aria-hidden="true" className="key-tick">
            <line className="strip-median" x1="3" x2="3" y1="0" y2="16" />
          </svg>
          {w.regions.key.median(kind)}
        </li>
        <li>
          <svg aria-hidden="true">
            <path className="strip-triangle" d="M10 1 16 11H4Z" />
          </svg>
          {w.regions.key.nearMedian}
        </li>
        <li>{w.regions.scales}</li>
      </ul>
      {comparison.measures.map((measured) => (
        <Strip key={measured.measure} {...props} measured={measured} basis={basis} />
      ))}
    </>
  );
}

function Strip(props: StripsProps & { measured: MeasuredRegion; basis: string }) {
  const { context, comparison, measured, kind, basis } = props;
  const { region, named } = comparison;
  const { w, language } = context;
  const { measure, own, median, medianAll, near, others, lowest, highest } = measured;
  const say = (ratio: typeof own) => printed(measure, ratio, language);
  const words = w.regions.measures[measure];
  const title =
    own === undefined ? `${words.name}: ${w.regions.noOwn(region.name)}` : [words.title(say(own)), gapText(context, measured)].join('');
  const places = own && placeIn(own, measured);
  const count = (value: number) => formatCount(value, language);
  const short = region.name.replace(/^(?:Kota|Kabupaten|Provinsi) /, '');
  const line = [
    places && w.regions.place(count(places.all.place), count(places.all.of), kind),
    places && near.length > 0 && w.regions.placeSimilar(count(places.similar.place), count(places.similar.of)),
    median && w.regions.median(say(median)),
  ].filter((text) => typeof text === 'string');
  const number = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB');
  const strip = {
    near: near.map((ratio) => drawn(measure, ratio)),
    others: others.map((ratio) => drawn(measure, ratio)),
    own: own && { value: drawn(measure, own), text: `${short} ${say(own)}` },
    named: named && measured.named && { value: drawn(measure, measured.named), text: `${named.name} ${say(measured.named)}` },
    median: medianAll && { value: drawn(measure, medianAll), text: w.regions.medianAll(kind, say(medianAll)) },
    nearMedian: median && drawn(measure, median),
    tick: (value: number) =>
      measure === 'resident' ? `${number.format(value)} ${language === 'id' ? 'juta' : 'million'}` : `${number.format(value)}%`,
  };
  return (
    <section className="strip-row">
      <div>
        <h2>{title}</h2>
        <p className="small">{words.what(basis)}</p>
        <p className="small strong">{line.join(' · ')}</p>
        {lowest && highest && <p className="small">{w.regions.ends(lowest.name, say(lowest.value), highest.name, say(highest.value))}</p>}
      </div>
      <div>
        <DotStrip id={`d-${measure}`} label={[title, ...line].join('. ')} {...strip} />
        <ChartLinks chart={{ id: measure, title, make: () => fileOf(props, strip, title) }} language={language} name={words.name} />
      </div>
    </section>
  );
}

/** The strip as a picture with its key, and every region with its value and whether it is similar. */
function fileOf(
  { context, reference, comparison, choices, kind, measured, source }: StripsProps & { measured: MeasuredRegion },
  strip: Pick<PictureStrip, 'near' | 'others' | 'own' | 'named' | 'median' | 'nearMedian' | 'tick'>,
  title: string,
): ChartFile {
  const { key } = context.w.regions;
  const { own, group, named, region, similarCodes } = comparison;
  const { measure } = measured;
  const { basis } = choices;
  const isBudget = basis === 'budget';
  const { day = null } = reference.content.sources.find((one) => one.kind === (isBudget ? 'budgets' : 'years')) ?? {};
  const valued = [...(own === undefined ? [] : [own]), ...group].filter((one) => one.measures[measure] !== undefined);
  return {
    id: measure,
    title: `${region.name}: ${title}`,
    sub: source,
    picture: {
      ...{ kind: 'strip', ...strip },
      key: [
        { kind: 'own', text: region.name },
        ...(strip.named === undefined || named === undefined ? [] : [{ kind: 'named' as const, text: named.name }]),
        { kind: 'near', text: key.near },
        { kind: 'others', text: key.others(kind) },
        { kind: 'median', text: key.median(kind) },
        ...(strip.nearMedian === undefined ? [] : [{ kind: 'near-median' as const, text: key.nearMedian }]),
      ],
    },
    table: {
      columns: ['kode', 'nama', 'nilai', 'satuan', 'mirip', 'tahun', 'data', 'data_per'],
      rows: valued
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
        .map((one) => [
          ...[one.code, one.name, exact(measure, one.measures[measure])],
          ...[measure === 'resident' ? 'rupiah' : 'persen', one.code === region.code ? '' : similarCodes.has(one.code) ? 'ya' : 'tidak'],
          ...[String(isBudget ? reference.content.budgets?.year : basis), isBudget ? 'anggaran' : 'realisasi', day],
        ]),
    },
  };
}

/** ", 4,2 poin di atas yang mirip"; nothing where too few are similar. */
function gapText({ w, language }: Context, { measure, own, median, near }: MeasuredRegion): string {
  if (own === undefined || median === undefined || near.length < fewestSimilar) return '';
  const { sign, size } = gap(measure, own, median, language);
  return `, ${sign === 0 ? w.regions.same : sign > 0 ? w.regions.above(size) : w.regions.below(size)}`;
}
