import { accountWords, functionWords, type Language, parseDecimal, plainAccountWords, type Sen } from '@sipkadin/budget';
import { formatCount, formatName, formatRatio } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { lazy, Suspense, useState } from 'react';
import type { PublicRouter } from '../public-api/router.ts';
import type { AggregateRow } from '../reading/aggregates.ts';
import { words } from '../words/words.ts';

const BudgetBars = lazy(async () => ({ default: (await import('@sipkadin/ui/explore')).BudgetBars }));
const CumulativeLine = lazy(async () => ({ default: (await import('@sipkadin/ui/explore')).CumulativeLine }));

const views = ['opd', 'bulan', 'rekening', 'urusan', 'sumber-dana'] as const;
type View = (typeof views)[number];

export function viewFrom(text: string | undefined): View {
  return views.find((one) => one === text) ?? 'opd';
}

export interface Settings {
  language: Language;
  view: View;
  /** Slug of the OPD, '' for all. */
  unit: string;
  /** See Context.only. */
  only: 'budget' | 'realization' | undefined;
  government: string;
  year: number;
  edition: number;
  /** The page's own address, and the query that every link keeps. */
  page: string;
  keep: string;
  units: [slug: string, name: string][];
}

const narrows = (view: View) => view === 'bulan' || view === 'rekening';

/** The form and table of the page without a script, plus a chart; changes do not reload the page. */
export function Explorer({ trpc, settings }: { trpc: TRPCOptionsProxy<PublicRouter>; settings: Settings }) {
  const { language } = settings;
  const w = words(language);
  const [view, setView] = useState(settings.view);
  const [unit, setUnit] = useState(settings.unit);
  const input = {
    government: settings.government,
    year: settings.year,
    edition: settings.edition,
    ...(unit !== '' && narrows(view) && { unit }),
  };
  const procedures = {
    opd: trpc.byUnit,
    bulan: trpc.byMonth,
    rekening: trpc.byAccount,
    urusan: trpc.byFunction,
    'sumber-dana': trpc.byFund,
  };
  const { data, error, refetch } = useQuery(procedures[view].queryOptions(input));
  const choose = (nextView: View, nextUnit: string) => {
    setView(nextView);
    setUnit(nextUnit);
    const parameters = [
      settings.keep,
      nextView === 'opd' ? '' : `menurut=${nextView}`,
      nextUnit === '' || !narrows(nextView) ? '' : `opd=${nextUnit}`,
    ].filter(Boolean);
    history.replaceState(null, '', `${settings.page}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`);
  };
  return (
    <>
      <form className="filter" onSubmit={(event) => event.preventDefault()}>
        <label>
          {w.explore.by}{' '}
          <select name="menurut" value={view} onChange={(event) => choose(viewFrom(event.target.value), unit)}>
            {views.map((one) => (
              <option key={one} value={one}>
                {w.explore.views[one]}
              </option>
            ))}
          </select>
        </label>
        {narrows(view) && (
          <label>
            {w.explore.unit}{' '}
            <select name="opd" value={unit} onChange={(event) => choose(view, event.target.value)}>
              <option value="">{w.explore.allUnits}</option>
              {settings.units.map(([slug, name]) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </form>
      <p className="small" role="status">
        {data === undefined ? (error ? w.explore.failed : w.explore.loading) : w.explore.shown(formatCount(data.rows.length, language))}
      </p>
      {error && (
        <button type="button" onClick={() => void refetch()}>
          {w.explore.retry}
        </button>
      )}
      {data !== undefined && (
        <Suspense fallback={<p className="small">{w.explore.loading}</p>}>
          <Picture rows={data.rows} view={view} settings={settings} />
        </Suspense>
      )}
    </>
  );
}

const sen = (text: string | null): Sen | null => (text === null ? null : (parseDecimal(text) ?? null));

function Picture({ rows, view, settings }: { rows: readonly AggregateRow[]; view: View; settings: Settings }) {
  const { language, year, only } = settings;
  const w = words(language);
  const shown = rows.map((row) => ({ ...row, budget: sen(row.budget), realization: sen(row.realization), plan: sen(row.plan) }));
  const title = w.explore.title(w.explore.views[view]);
  if (view === 'bulan') {
    return (
      <CumulativeLine
        id="grafik"
        title={title}
        language={language}
        year={year}
        budget={shown[0]?.budget ?? null}
        months={shown.map(({ key, realization, plan, asOf, planToDay }) => ({
          ...{ month: Number(key), realization, plan, asOf, planToDay: sen(planToDay) },
        }))}
      />
    );
  }
  const name = ({ code, name: given }: (typeof shown)[number]) => {
    if (view === 'rekening') return (plainAccountWords(code) ?? accountWords(code))?.[language] ?? formatName(given);
    return view === 'urusan' ? (functionWords(code)?.[language] ?? formatName(given)) : formatName(given) || w.spending.unnamed;
  };
  const size = (amount: Sen | null) => amount ?? 0n;
  const by = only ?? 'budget';
  const all = shown.reduce((sum, row) => sum + size(row[by]), 0n);
  const ordered = shown.toSorted((a, b) => (size(b[by]) > size(a[by]) ? 1 : size(b[by]) < size(a[by]) ? -1 : 0));
  const largest = ordered[0];
  return (
    <BudgetBars
      id="grafik"
      title={largest === undefined ? title : w.explore.largest[by](name(largest), formatRatio(largest[by], all, language))}
      language={language}
      only={only}
      rows={ordered.map((row) => ({ key: row.key, name: name(row), budget: row.budget, realization: row.realization, plan: row.plan }))}
    />
  );
}
