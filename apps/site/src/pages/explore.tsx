import type { Edition } from '@sipkadin/edition';
import { Amount, chooseUnit, DataTable, formatCount, formatMonth, formatRatio, unitLabel } from '@sipkadin/ui';
import { Fragment } from 'react';
import { accountName, functionName } from '../parts/account-names.ts';
import { Crumbs } from '../parts/navigation.tsx';
import { knownOf } from '../parts/sides.ts';
import { aggregate, type View } from '../reading/aggregates.ts';
import type { Context, Page } from '../reading/context.ts';
import { money } from '../reading/money.ts';
import type { OriginOf } from '../reading/origin-of.ts';

/** Views as addresses spell them. */
export const viewWords = {
  opd: 'unit',
  bulan: 'month',
  rekening: 'account',
  urusan: 'function',
  'sumber-dana': 'fund',
} as const satisfies Record<string, View>;
export type ViewWord = keyof typeof viewWords;
export const viewList = ['opd', 'bulan', 'rekening', 'urusan', 'sumber-dana'] as const satisfies readonly ViewWord[];

export const isView = (_edition: Edition, text: string): boolean => viewList.some((one) => one === text);

/** Spending by one dimension: a form and a table; a script adds a chart. */
export function explore(context: Context): Page {
  const { edition, w, ui, language, query, paths, linkState } = context;
  const asked = query.get('menurut') ?? 'opd';
  const view = viewList.find((one) => one === asked) ?? 'opd';
  if (view !== asked) context.notices.push(w.badValue(w.explore.by));
  const units = edition.units().filter(({ code }) => code !== '');
  const chosen = query.get('opd');
  const known = chosen === undefined || units.some(({ slug }) => slug === chosen);
  if (!known && chosen !== undefined) context.notices.push(w.badValue(w.explore.unit));
  const applies = view === 'bulan' || view === 'rekening';
  if (chosen !== undefined && known && !applies) context.notices.push(w.explore.notForUnit);
  const slug = known && applies ? chosen : undefined;
  const rows = (aggregate(edition, viewWords[view], slug) ?? []).map((row) => ({ ...row, ...money(row) }));
  const unit = chooseUnit(rows.flatMap(({ budget, realization }) => [budget, realization]));
  const title = w.explore.title(w.explore.views[view]);
  const name = (row: (typeof rows)[number]) => {
    if (view === 'bulan') return formatMonth(Number(row.key), language);
    if (view === 'rekening') return accountName(row.code, row.name, language).name;
    return view === 'urusan' ? functionName(row.code, row.name, language) : row.name || w.spending.unnamed;
  };
  const origin = (row: (typeof rows)[number]): Omit<OriginOf, 'measure'> | undefined => {
    if (view === 'opd') return { unit: row.key, account: '5' };
    if (view === 'rekening') return { unit: slug, account: row.code };
    if (view === 'bulan' || row.code === '') return undefined;
    return view === 'urusan' ? { activity: row.code, account: '5' } : { fund: row.code, account: '5' };
  };
  const link = (row: (typeof rows)[number], measure: OriginOf['measure']) => {
    const of = origin(row);
    return of && paths.origin({ measure, ...of });
  };
  return {
    title,
    description: w.explore.text,
    figures: true,
    script: 'explore',
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.explore }]} />
        <h1>{title}</h1>
        <p className="prose">{w.explore.text}</p>
        <div
          id="jelajah"
          data-language={language}
          data-view={view}
          data-unit={slug}
          data-only={context.only}
          data-government={edition.manifest.government.code}
          data-year={edition.manifest.year}
          data-edition={edition.manifest.number}
          data-api={paths.api()}
          data-page={paths.at({ year: undefined, edition: undefined }).explore()}
          data-keep={[
            linkState.year === undefined ? '' : `tahun=${linkState.year}`,
            linkState.edition === undefined ? '' : `terbitan=${linkState.edition}`,
          ]
            .filter(Boolean)
            .join('&')}
          data-units={JSON.stringify(units.map((one) => [one.slug, one.name]))}
        >
          <form className="filter" method="get" action={paths.at({ year: undefined, edition: undefined }).explore()}>
            {linkState.year !== undefined && <input type="hidden" name="tahun" value={linkState.year} />}
            {linkState.edition !== undefined && <input type="hidden" name="terbitan" value={linkState.edition} />}
            <label>
              {w.explore.by}{' '}
              <select name="menurut" defaultValue={view}>
                {viewList.map((one) => (
                  <option key={one} value={one}>
                    {w.explore.views[one]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {w.explore.unit}{' '}
              <select name="opd" defaultValue={slug ?? ''}>
                <option value="">{w.explore.allUnits}</option>
                {units.map((one) => (
                  <option key={one.slug} value={one.slug}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit">{w.explore.show}</button>
          </form>
          {rows.length === 0 ? (
            <p>{w.spending.none}</p>
          ) : (
            <DataTable
              narrow="stack"
              caption={`${title}. ${w.explore.shown(formatCount(rows.length, language))} ${ui.rounded}`}
              columns={knownOf(context, [
                { key: 'name', label: ui.name },
                { key: 'budget', label: `${ui.budget} (${unitLabel(unit, language)})`, number: true },
                { key: 'realization', label: `${ui.realization} (${unitLabel(unit, language)})`, number: true },
                { key: 'share', label: ui.absorption, number: true },
              ])}
              rows={rows.map((row) => ({
                key: row.key,
                cells: knownOf(context, [
                  <Fragment key="name">{name(row)}</Fragment>,
                  <Amount key="budget" amount={row.budget} language={language} form={unit} origin={link(row, 'budget')} />,
                  <Fragment key="realization">
                    {row.realization === null ? (
                      ui.notReported
                    ) : (
                      <Amount amount={row.realization} language={language} form={unit} origin={link(row, 'realization')} />
                    )}
                  </Fragment>,
                  <Fragment key="share">{formatRatio(row.realization, row.budget, language)}</Fragment>,
                ]),
              }))}
            />
          )}
        </div>
      </>
    ),
  };
}
