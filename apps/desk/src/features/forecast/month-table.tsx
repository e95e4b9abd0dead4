import { monthOf } from '@sipkadin/budget';
import { DataTable, dash, formatMonth } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import { type Forecast, short } from './amounts.ts';
import { forecastWords } from './words.ts';

/** The numbers of the dashed line and its band. */
export function MonthTable({ forecast: { months, whole } }: { forecast: Forecast }) {
  const { w, language } = useWords(forecastWords);
  const t = w.forecast;
  return (
    <details className="page-table">
      <summary>{t.monthTable}</summary>
      <DataTable
        caption={t.monthTable}
        headed
        columns={[
          { key: 'month', label: t.monthColumns.month },
          { key: 'value', label: t.monthColumns.value, number: true },
          { key: 'range', label: t.monthColumns.range, number: true },
        ]}
        rows={months.map(({ day, low, middle, high }) => ({
          key: day,
          cells: [
            formatMonth(monthOf(day), language),
            short(middle, language),
            whole.band === null ? dash : `${short(low, language)} – ${short(high, language)}`,
          ],
        }))}
      />
    </details>
  );
}
