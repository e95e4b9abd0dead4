import { type Code, dayOfYear, type FiscalYear, type IsoDate, isoDate, monthEnd, versionName } from '@sipkadin/budget';
import { atSameDay, type Edition, lastReportedMonth, type SameDayPair, type UnitRow } from '@sipkadin/edition';
import {
  Amount,
  Chart,
  chooseUnit,
  DataTable,
  dash,
  formatDate,
  formatGrowth,
  formatRatio,
  formatShort,
  Indonesian,
  SmallLines,
  unitLabel,
} from '@sipkadin/ui';
import smallLinesCss from '@sipkadin/ui/small-lines.css?inline';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';
import { changeWords } from './change.tsx';

interface PastYear {
  year: FiscalYear;
  other: Edition;
  /** null: there is no day that both years know, or the bases differ. */
  pair: SameDayPair | null;
  version: string | undefined;
  why: 'basis' | 'absent' | 'days' | undefined;
}

const isCompared = (past: PastYear): past is PastYear & { pair: SameDayPair } => past.pair !== null;

/** What an OPD had paid by the same day of earlier years, latest year first. */
function pastOf(context: Context, code: Code): PastYear[] {
  const { edition, years } = context;
  const until = lastReportedMonth(edition, '5');
  return years.flatMap((year): PastYear[] => {
    const other = year < edition.manifest.year ? context.editionsOf(year)[0] : undefined;
    if (other === undefined) return [];
    const unit = other.units().find((one) => one.code === code);
    const differs = other.manifest.basis !== null && other.manifest.basis !== edition.manifest.basis;
    if (until === undefined || unit === undefined || differs)
      return [{ year, other, pair: null, version: undefined, why: unit === undefined ? 'absent' : differs ? 'basis' : 'days' }];
    const { pairs, version } = atSameDay(other, edition, '5', until);
    const pair = pairs.find((one) => one.code === code) ?? null;
    return [{ year, other, pair, version, why: pair === null ? 'days' : undefined }];
  });
}

/** One OPD against its own past: the same day of each earlier year, as small lines and a table. */
export function unitYears(context: Context, { unit: slug }: { unit: string }): Page | undefined {
  const { edition, w, language, paths } = context;
  const unit = edition.units().find((one) => one.slug === slug);
  if (unit === undefined) return undefined;
  const { year } = edition.manifest;
  const past = pastOf(context, unit.code);
  const last = past.find(isCompared);
  const title =
    last === undefined
      ? w.compare.unit.none(unit.name, String(year))
      : w.compare.unit.title(
          unit.name,
          formatDate(last.pair.day, language),
          changeWords(context, last.pair.before, last.pair.after),
          String(last.year),
        );
  return {
    title,
    description: title,
    figures: true,
    style: smallLinesCss,
    asOf: unit.lastAsOf,
    body: (
      <>
        <Crumbs
          context={context}
          trail={[
            { name: w.nav.units, href: paths.units() },
            { name: unit.name, href: paths.unit({ unit: slug }), isName: true },
            { name: w.compare.years.crumb },
          ]}
        />
        <h1>
          <Indonesian language={language} text={title} names={[unit.name]} />
        </h1>
        <p className="prose">{w.compare.unit.text}</p>
        <Lines context={context} unit={unit} past={past} />
        <PastTable context={context} past={past} code={unit.code} />
        <p className="more">
          <a href={paths.yearsOnSameDay()}>{w.compare.unit.all}</a>
        </p>
      </>
    ),
  };
}

function Lines({ context, unit, past }: { context: Context; unit: UnitRow; past: readonly PastYear[] }) {
  const { code } = unit;
  const { edition, w, ui } = context;
  const { year, basis } = edition.manifest;
  const drawn = [
    ...past
      .filter(({ why }) => why === undefined || why === 'days')
      .toReversed()
      .map(({ other, pair }) => lineOf(context, other, code, pair && { day: pair.day, amount: pair.before })),
    lineOf(context, edition, code, lastPoint(edition, code)),
  ].filter(({ points }) => points.length > 1);
  if (drawn.length < 2) return null;
  return (
    <section className="card">
      <Chart id="tahun" title={w.compare.unit.chart(String(year))} sub={`${w.compare.unit.chartSub}. ${ui.basisNames[basis ?? 'lra']}`}>
        <SmallLines
          file={{ id: 'tahun', title: `${unit.name}: ${w.compare.unit.chart(String(year))}`, sub: w.compare.unit.chartSub }}
          language={context.language}
          label={w.compare.unit.chart(String(year))}
          lines={drawn.map((line) => ({ ...line, current: line.key === String(year) }))}
        />
      </Chart>
    </section>
  );
}

function lastPoint(edition: Edition, code: Code): { day: IsoDate; amount: bigint } | null {
  const row = edition.months().findLast(({ unit, account, realization }) => unit === code && account === '5' && realization !== null);
  return row === undefined ? null : { day: row.asOf ?? monthEnd(edition.manifest.year, row.month), amount: sen(row.realization) ?? 0n };
}

/** The months of an OPD's year as a line, and where it was on the day that is compared. */
function lineOf({ language }: Context, edition: Edition, code: Code, mark: { day: IsoDate; amount: bigint } | null) {
  const { year } = edition.manifest;
  const share = (day: string) => dayOfYear(isoDate(`${year}${day.slice(4)}`)) / dayOfYear(isoDate(year, 12, 31));
  const points = edition
    .months()
    .filter(({ unit, account, realization }) => unit === code && account === '5' && realization !== null)
    .map(({ realization, asOf, month }) => {
      const day = asOf ?? monthEnd(year, month);
      return { at: share(day), amount: sen(realization) ?? 0n, day };
    });
  // 29 February has no place in most years.
  const day = mark === null ? null : mark.day.endsWith('-02-29') ? `${mark.day.slice(0, 8)}28` : mark.day;
  return {
    key: String(year),
    name: String(year),
    value: mark === null ? dash : formatShort(mark.amount, language),
    points: [{ at: 0, amount: 0n }, ...points],
    mark: mark === null || day === null ? null : { at: share(day), amount: mark.amount },
  };
}

function PastTable({ context, past, code }: { context: Context; past: readonly PastYear[]; code: Code }) {
  const { edition, w, language, ui } = context;
  const { year } = edition.manifest;
  if (past.length === 0) return <p>{w.compare.years.firstText}</p>;
  const ends = past.map(({ other }) => sen(other.units().find((one) => one.code === code)?.realization ?? null));
  const unit = chooseUnit([...past.flatMap(({ pair }) => [pair?.before ?? null, pair?.after ?? null]), ...ends]);
  const label = (name: string) => `${name} (${unitLabel(unit, language)})`;
  return (
    <section>
      <h2>{w.compare.unit.table}</h2>
      <DataTable
        narrow="cards"
        headed
        caption={w.compare.unit.table}
        columns={[
          { key: 'year', label: ui.year },
          { key: 'before', label: label(w.compare.years.thatYear), number: true },
          { key: 'after', label: label(String(year)), number: true },
          { key: 'growth', label: w.compare.growth, number: true },
          { key: 'shareThen', label: w.compare.years.shareThen, number: true },
          { key: 'shareNow', label: w.compare.years.shareNow(String(year)), number: true },
          { key: 'end', label: label(w.compare.unit.end), number: true },
        ]}
        rows={past.map(({ year: one, other, pair, version, why }, index) => ({
          key: String(one),
          cells: [
            <>
              {one}
              <span className="under">
                {pair !== null
                  ? `${ui.until(formatDate(pair.day, language, 'short').replace(/\s\d{4}$/, ''))}${version === undefined ? '' : `, ${versionName(version, language)}`}`
                  : whyNot(context, other, why)}
              </span>
            </>,
            <Amount key="b" amount={pair?.before ?? null} language={language} form={unit} />,
            <Amount key="a" amount={pair?.after ?? null} language={language} form={unit} />,
            formatGrowth(pair?.before ?? null, pair?.after ?? null, language),
            formatRatio(pair?.before ?? null, pair?.budget.before ?? null, language),
            formatRatio(pair?.after ?? null, pair?.budget.after ?? null, language),
            <>
              <Amount amount={ends[index] ?? null} language={language} form={unit} />
              {ends[index] !== null && <span className="under">{ui.until(formatDate(endDay(other, code), language, 'short'))}</span>}
            </>,
          ],
        }))}
      />
      <p className="small">
        {w.compare.unit.note} {past.some(({ pair }) => pair !== null && pair.treasury !== null) && w.compare.years.withTreasury}
      </p>
    </section>
  );
}

const endDay = (edition: Edition, code: Code) => edition.units().find((one) => one.code === code)?.lastAsOf ?? edition.manifest.asOf;

function whyNot({ w, edition }: Context, other: Edition, why: PastYear['why']): string {
  if (why === 'basis')
    return w.compare.years.otherBasis((other.manifest.basis ?? '').toUpperCase(), (edition.manifest.basis ?? '').toUpperCase());
  return why === 'absent' ? w.compare.unit.absent : w.compare.years.why.noDay;
}

/** For an OPD's own page: the last year that can be compared in one sentence, and where the rest is. */
export function UnitPast({ context, code, slug }: { context: Context; code: Code; slug: string }) {
  const { w, language, paths, edition, years } = context;
  if (years.every((year) => year >= edition.manifest.year)) return null;
  const last = pastOf(context, code).find(isCompared);
  return (
    <section>
      <h2>{w.compare.unit.heading}</h2>
      <p>
        {last === undefined ? (
          w.compare.unit.short(String(edition.manifest.year))
        ) : (
          <>
            {w.compare.unit.sentence(formatDate(last.pair.day, language))} <Amount amount={last.pair.after} language={language} />
            {', '}
            {changeWords(context, last.pair.before, last.pair.after)} {w.compare.unit.than(String(last.year))}{' '}
            <Amount amount={last.pair.before} language={language} />.
          </>
        )}{' '}
        <a href={paths.unitYears({ unit: slug })}>{w.compare.unit.link}</a>
      </p>
    </section>
  );
}
