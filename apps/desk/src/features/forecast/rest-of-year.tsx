import { DataTable, formatRatio, formatShort } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import { sen } from '../monitor/figures.ts';
import { type Forecast, short } from './amounts.ts';
import { forecastWords } from './words.ts';

/** Two plain reckonings beside the forecast, so that a reader sees what it adds. */
export function Scenarios({ forecast: { whole, scenarios } }: { forecast: Forecast }) {
  const { w, language } = useWords(forecastWords);
  const t = w.forecast.scenarios;
  const budget = sen(whole.budget);
  const row = (key: string, label: string, value: string) => ({
    key,
    cells: [label, short(value, language), formatRatio(sen(value), budget, language)],
  });
  return (
    <section className="card" aria-labelledby="skenario">
      <h2 id="skenario" className="chart-title">
        {t.title}
      </h2>
      <p className="chart-sub">{t.lead}</p>
      <DataTable
        caption={t.caption}
        headed
        columns={[
          { key: 'what', label: t.what },
          { key: 'value', label: t.value, number: true },
          { key: 'share', label: t.share, number: true },
        ]}
        rows={[...scenarios.map(({ kind, value }) => row(kind, t[kind], value)), row('forecast', t.forecast, whole.value)]}
      />
    </section>
  );
}

/** Revenue less spending with net financing, each as expected. */
export function Silpa({ forecast: { silpa } }: { forecast: Forecast }) {
  const { w, language } = useWords(forecastWords);
  const t = w.forecast.silpa;
  const value = silpa === null ? null : sen(silpa.value);
  if (silpa === null || value === null)
    return (
      <section className="card">
        <h2 className="chart-title">{t.none}</h2>
      </section>
    );
  const isShort = value < 0n;
  return (
    <section className="card" aria-labelledby="silpa">
      <h2 id="silpa" className="chart-title">
        {isShort ? t.titleShort(formatShort(-value, language)) : t.title(formatShort(value, language))}
      </h2>
      <p className="chart-sub">{t.caption}</p>
      <DataTable
        caption={t.caption}
        headed
        columns={[
          { key: 'what', label: t.what },
          { key: 'amount', label: t.amount, number: true },
        ]}
        rows={[
          { key: 'revenue', cells: [t.revenue, short(silpa.revenue, language)] },
          { key: 'spending', cells: [t.spending, `− ${short(silpa.spending, language)}`] },
          { key: 'financing', cells: [silpa.isFinancingOfBudget ? t.financingBudget : t.financing, short(silpa.netFinancing, language)] },
        ]}
        foot={[t.total, formatShort(value, language)]}
      />
    </section>
  );
}
