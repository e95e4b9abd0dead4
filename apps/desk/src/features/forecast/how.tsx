import { useWords } from '../../web/language.tsx';
import type { Forecast } from './amounts.ts';
import { forecastWords } from './words.ts';

/** What the forecast was learnt from, and the methods that the table names. */
export function How({ forecast }: { forecast: Forecast }) {
  const { w } = useWords(forecastWords);
  const t = w.forecast;
  const years = forecast.years;
  const used = new Set(forecast.units.flatMap(({ outcome }) => (outcome.kind === 'forecast' ? [outcome.method] : [])));
  return (
    <section className="card" aria-labelledby="cara">
      <h2 id="cara" className="chart-title">
        {t.how}
      </h2>
      <p>
        {years.length === 0 ? t.provinces : t.own(years.length === 1 ? String(years[0]) : `${years[0]}–${years.at(-1)}`)}{' '}
        {forecast.whole.bandFrom === 'own-years' ? t.ownBand : forecast.whole.bandFrom === 'provinces' ? t.provinceBand : ''} {t.holds}
      </p>
      {used.size > 0 && (
        <>
          <p>{t.howLead}</p>
          <ul className="plain-list">
            {[...used].sort().map((method) => (
              <li key={method}>{t.methods[method]}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
