import { abs, type IsoDate, versionName } from '@sipkadin/budget';
import type { Edition, SameDay, SameDayPair } from '@sipkadin/edition';
import { Amount, chooseUnit, DataTable, formatCount, formatDate, formatGrowth, formatRatio, formatShort, unitLabel } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { Change } from './change.tsx';

/** So many rows are open: on a phone each takes half a screen. */
const mostOpen = 6;

/** Each OPD in two years on its own day, the largest difference first, and their sum. */
export function UnitsOfTwoYears({ context, other, same }: { context: Context; other: Edition; same: SameDay }) {
  const { w, language, edition, paths, ui } = context;
  const unit = chooseUnit(same.pairs.flatMap(({ before, after }) => [before, after]));
  const [then, now] = [other.manifest.year, edition.manifest.year];
  const latest = same.pairs.reduce((last, { day }) => (day > last ? day : last), '');
  const name = (year: number) => `${year} (${unitLabel(unit, language)})`;
  const withShare = same.version !== undefined;
  const cells = ({ before, after, budget }: Pick<SameDayPair, 'before' | 'after' | 'budget'>) => [
    <Amount key="b" amount={before} language={language} form={unit} />,
    <Amount key="a" amount={after} language={language} form={unit} />,
    <Change key="c" amount={after - before} language={language} form={unit} />,
    formatGrowth(before, after, language),
    ...(withShare ? [formatRatio(before, budget.before, language), formatRatio(after, budget.after, language)] : []),
  ];
  const rows = same.pairs.toSorted(byDifference);
  const folded = rows.slice(mostOpen);
  const [first] = folded;
  const rest = (most: string) => w.compare.years.rest(formatCount(folded.length, language), most);
  const table = (caption: string, pairs: readonly SameDayPair[], total?: string) => (
    <DataTable
      narrow="cards"
      headed
      caption={caption}
      columns={[
        { key: 'unit', label: ui.unit },
        { key: 'before', label: name(then), number: true },
        { key: 'after', label: name(now), number: true },
        { key: 'change', label: ui.gap, number: true },
        { key: 'growth', label: w.compare.growth, number: true },
        ...(withShare ? [then, now].map((year) => ({ key: `share${year}`, label: `${ui.absorption} ${year}`, number: true })) : []),
      ]}
      rows={pairs.map((pair) => ({
        key: pair.code,
        cells: [
          <>
            {pair.slug === '' ? (
              pair.name
            ) : (
              <a href={paths.unitYears({ unit: pair.slug })} lang={language === 'id' ? undefined : 'id'}>
                {pair.name}
              </a>
            )}
            <Under context={context} pair={pair} latest={latest} />
          </>,
          ...cells(pair),
        ],
      }))}
      {...(total !== undefined && { foot: [total, ...cells(same.total)] })}
    />
  );
  return (
    <section id="opd">
      <h2>{w.compare.years.byUnit}</h2>
      <p className="small">
        {w.compare.years.byUnitText}
        {same.version !== undefined && ` ${w.compare.years.shareOf(versionName(same.version, language))}`}
      </p>
      {table(
        w.compare.years.byUnit,
        rows.slice(0, mostOpen),
        rows.length > mostOpen ? w.compare.years.totalOf(formatCount(rows.length, language)) : ui.total,
      )}
      {first !== undefined && (
        <details>
          <summary>{rest(formatShort(abs(first.after - first.before), language))}</summary>
          {table(rest(formatShort(abs(first.after - first.before), language)), folded)}
        </details>
      )}
    </section>
  );
}

/** What a reader must know of one OPD's row: its day where it is another, and its treasury items. */
function Under({ context, pair, latest }: { context: Context; pair: SameDayPair; latest: string }) {
  const { w, language } = context;
  const notes = [
    ...(pair.day === latest ? [] : [w.compare.years.ownDay(dayOfYear(pair.day, language))]),
    ...(pair.treasury === null
      ? []
      : [
          w.compare.years.treasury(
            formatShort(pair.before - pair.treasury.before, language),
            formatShort(pair.after - pair.treasury.after, language),
          ),
        ]),
  ];
  return notes.length === 0 ? null : <span className="under">{notes.join('; ')}</span>;
}

const dayOfYear = (day: IsoDate, language: Context['language']) => formatDate(day, language).replace(/\s\d{4}$/, '');

function byDifference(one: SameDayPair, other: SameDayPair): number {
  const difference = abs(other.after - other.before) - abs(one.after - one.before);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** The OPD that are not in the comparison, each with why. */
export function NotCompared({ context, other, same: { notCompared } }: { context: Context; other: Edition; same: SameDay }) {
  const { w, language, edition } = context;
  if (notCompared.length === 0) return null;
  const why = {
    new: w.compare.years.why.new(String(other.manifest.year)),
    gone: w.compare.years.why.gone(String(edition.manifest.year)),
    'no-day': w.compare.years.why.noDay,
  };
  return (
    <section>
      <h2>{w.compare.years.notCompared}</h2>
      <ul className="plain">
        {notCompared.map(({ code, name, why: reason }) => (
          <li key={code}>
            <span lang={language === 'id' ? undefined : 'id'}>{name}</span>: {why[reason]}
          </li>
        ))}
      </ul>
    </section>
  );
}
