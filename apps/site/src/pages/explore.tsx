import type { Edition, UnitRow } from '@sipkadin/edition';
import { Amount, BulletList, Chart, formatCount, formatRatio } from '@sipkadin/ui';
import { accountName, functionName } from '../parts/account-names.ts';
import { CourseChart, curveOf, wholeCourse } from '../parts/course.tsx';
import { Crumbs } from '../parts/navigation.tsx';
import { onlyOf } from '../parts/sides.ts';
import { type AggregateRow, aggregate, type View } from '../reading/aggregates.ts';
import type { Context, Page } from '../reading/context.ts';
import { comparableSpending, hasTreasury } from '../reading/judging.ts';
import { byLargest, money, nothing, sen, total } from '../reading/money.ts';
import type { OriginOf } from '../reading/origin-of.ts';

/** Views as addresses spell them. */
const viewWords = {
  opd: 'unit',
  bulan: 'month',
  rekening: 'account',
  urusan: 'function',
  'sumber-dana': 'fund',
} as const satisfies Record<string, View>;
type ViewWord = keyof typeof viewWords;
export const viewList = ['opd', 'bulan', 'rekening', 'urusan', 'sumber-dana'] as const satisfies readonly ViewWord[];

export const isView = (_edition: Edition, text: string): boolean => viewList.some((one) => one === text);

/** Months and accounts are known of each OPD; functions and fund sources are not recorded by OPD. */
export const narrows = (view: ViewWord) => view === 'bulan' || view === 'rekening';

/** Spending by one dimension: a form, and a chart with its table. A script makes the form work without a reload. */
export function explore(context: Context): Page {
  const { edition, w, query, paths, linkState } = context;
  const asked = query.get('menurut') ?? 'opd';
  const view = viewList.find((one) => one === asked) ?? 'opd';
  if (view !== asked) context.notices.push(w.badValue(w.explore.by));
  const units = edition.units().filter(({ code }) => code !== '');
  const chosen = query.get('opd');
  const known = chosen === undefined || units.some(({ slug }) => slug === chosen);
  if (!known && chosen !== undefined) context.notices.push(w.badValue(w.explore.unit));
  if (chosen !== undefined && known && !narrows(view)) context.notices.push(w.explore.notForUnit);
  const slug = known && narrows(view) ? chosen : undefined;
  const rows = aggregate(edition, viewWords[view], slug) ?? [];
  const title = w.explore.title(w.explore.views[view]);
  return {
    title,
    description: w.explore.text,
    figures: true,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.explore }]} />
        <h1>{title}</h1>
        <p className="prose">{w.explore.text}</p>
        <form className="filter" method="get" action={paths.at({ year: undefined, edition: undefined }).explore()} data-swap="">
          {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
          {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
          <label>
            {w.explore.by}{' '}
            <select name="menurut" defaultValue={view}>
              {viewList.map((one) => (
                <option key={one} value={one} data-alone={narrows(one) ? undefined : ''}>
                  {w.explore.views[one]}
                </option>
              ))}
            </select>
          </label>
          {narrows(view) && (
            <label>
              {w.explore.unit}{' '}
              <select name="opd" defaultValue={slug ?? ''}>
                <option value="">{w.explore.allUnits}</option>
                {units.map((one) => (
                  <option key={one.slug} value={one.slug} lang={context.language === 'id' ? undefined : 'id'}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="submit">{w.explore.show}</button>
        </form>
        {rows.length === 0 ? (
          <p>{w.spending.none}</p>
        ) : (
          <>
            <p className="small" role="status">
              {view === 'bulan' ? <PaidSoFar context={context} rows={rows} /> : w.explore.shown(formatCount(rows.length, context.language))}
            </p>
            {view === 'bulan' ? (
              <Months context={context} unit={units.find((one) => one.slug === slug)} />
            ) : (
              <Bars context={context} rows={rows} view={view} slug={slug} />
            )}
          </>
        )}
      </>
    ),
  };
}

/** The course in rupiah: the chart has shares of the budget. */
function PaidSoFar({ context, rows }: { context: Context; rows: readonly AggregateRow[] }) {
  const { ui, language } = context;
  const last = rows.findLast(({ realization }) => realization !== null);
  const budget = sen(rows[0]?.budget ?? null);
  if (last === undefined) return <>{ui.notReported}</>;
  return (
    <>
      {ui.realization} <Amount amount={sen(last.realization)} language={language} />
      {budget !== null && (
        <>
          {' '}
          {ui.of} <Amount amount={budget} language={language} />
        </>
      )}
    </>
  );
}

/** The course of the whole city or of one OPD, treasury items included: the finding is its title. */
function Months({ context, unit }: { context: Context; unit: UnitRow | undefined }) {
  const { edition } = context;
  const whole = unit ?? edition.summary().accounts.find(({ code }) => code === '5');
  const treasury = unit !== undefined && hasTreasury(unit) ? 'among' : undefined;
  const months = edition.months();
  const comparable = unit === undefined ? comparableSpending(context, whole === undefined ? nothing : money(whole)) : undefined;
  return (
    <CourseChart
      context={context}
      budget={sen(whole?.budget ?? null)}
      course={comparable === undefined ? curveOf(months, unit?.code ?? '*', '5') : wholeCourse(months, comparable)}
      comparable={comparable}
      treasury={treasury}
      versions={whole?.versions ?? {}}
    />
  );
}

interface BarsProps {
  context: Context;
  rows: readonly AggregateRow[];
  view: Exclude<ViewWord, 'bulan'>;
  slug: string | undefined;
}

/** The largest first; each bar is as long as its budget is large. */
function Bars({ context, rows, view, slug }: BarsProps) {
  const { w, language, paths } = context;
  const by = context.only ?? 'budget';
  const named = rows
    .map((row) => ({ row, name: nameOf(context, view, row), ...money(row) }))
    .toSorted(byLargest(({ budget, realization }) => (by === 'budget' ? (budget ?? realization) : realization)));
  const whole = total(named);
  const [largest] = named;
  const link = (row: AggregateRow) => {
    if (view === 'opd') return paths.unit({ unit: row.key });
    return view === 'rekening' && slug === undefined ? paths.account({ account: row.code }) : undefined;
  };
  const from = ({ key, code }: AggregateRow): Omit<OriginOf, 'measure'> | undefined => {
    if (view === 'opd') return { unit: key, account: '5' };
    if (view === 'rekening') return { unit: slug, account: code };
    if (code === '') return undefined;
    return view === 'urusan' ? { activity: code, account: '5' } : { fund: code, account: '5' };
  };
  const origin = (row: AggregateRow) => {
    const of = from(row);
    return of && { budget: paths.origin({ measure: 'budget', ...of }), realization: paths.origin({ measure: 'realization', ...of }) };
  };
  const title =
    largest === undefined
      ? w.explore.title(w.explore.views[view])
      : w.explore.largest[by](largest.name, formatRatio(largest[by], whole[by], language));
  const sub = context.only === undefined ? w.explore.sub : undefined;
  return (
    <Chart id="grafik" title={title} sub={sub}>
      <BulletList
        file={{ id: 'grafik', title, sub }}
        named={view === 'opd' || view === 'sumber-dana' ? 'id' : language}
        language={language}
        only={onlyOf(context, whole)}
        scale="absolute"
        wide
        rows={named.map(({ row, ...shown }) => ({
          key: row.key,
          ...shown,
          plan: null,
          note: view === 'opd' ? undefined : row.code,
          href: link(row),
          origin: origin(row),
        }))}
      />
    </Chart>
  );
}

function nameOf({ language, w }: Context, view: ViewWord, { code, name }: AggregateRow): string {
  if (view === 'rekening') return accountName(code, name, language).name;
  return view === 'urusan' ? functionName(code, name, language) : name || w.spending.unnamed;
}
