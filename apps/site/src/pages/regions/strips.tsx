import { DotStrip, formatCount } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import type { Choices } from './choices.ts';
import { type Comparison, drawn, gap, type MeasuredRegion, placeIn, printed } from './comparison.ts';

interface StripsProps {
  context: Context;
  comparison: Comparison;
  choices: Choices;
  /** "kota", or "kabupaten/kota". */
  kind: string;
}

/** A row for each measure: what it says in words, and where every region lies. */
export function Strips({ context, comparison, choices, kind }: StripsProps) {
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
        <Strip key={measured.measure} context={context} comparison={comparison} measured={measured} kind={kind} basis={basis} />
      ))}
    </>
  );
}

function Strip({
  context,
  comparison: { region, named },
  measured,
  kind,
  basis,
}: Pick<StripsProps, 'context' | 'comparison' | 'kind'> & { measured: MeasuredRegion; basis: string }) {
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
  return (
    <section className="strip-row">
      <div>
        <h2>{title}</h2>
        <p className="small">{words.what(basis)}</p>
        <p className="small strong">{line.join(' · ')}</p>
        {lowest && highest && <p className="small">{w.regions.ends(lowest.name, say(lowest.value), highest.name, say(highest.value))}</p>}
      </div>
      <DotStrip
        id={`d-${measure}`}
        label={[title, ...line].join('. ')}
        near={near.map((ratio) => drawn(measure, ratio))}
        others={others.map((ratio) => drawn(measure, ratio))}
        own={own && { value: drawn(measure, own), text: `${short} ${say(own)}` }}
        named={named && measured.named && { value: drawn(measure, measured.named), text: `${named.name} ${say(measured.named)}` }}
        median={medianAll && { value: drawn(measure, medianAll), text: w.regions.medianAll(kind, say(medianAll)) }}
        nearMedian={median && drawn(measure, median)}
        tick={(value) =>
          measure === 'resident' ? `${number.format(value)} ${language === 'id' ? 'juta' : 'million'}` : `${number.format(value)}%`
        }
      />
    </section>
  );
}

/** ", 4,2 poin di atas yang mirip"; nothing where there is nothing to compare with. */
function gapText({ w, language }: Context, { measure, own, median }: MeasuredRegion): string {
  if (own === undefined || median === undefined) return '';
  const { sign, size } = gap(measure, own, median, language);
  return `, ${sign === 0 ? w.regions.same : sign > 0 ? w.regions.above(size) : w.regions.below(size)}`;
}
