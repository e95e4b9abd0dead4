import { formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import { sen } from '../monitor/figures.ts';
import { type Forecast, short } from './amounts.ts';
import { forecastWords } from './words.ts';

/** The four numbers of a forecast: spending, its range, the surplus, and how far the method was off last year. */
export function MainFigures({ forecast: { whole, silpa } }: { forecast: Forecast }) {
  const { w, language } = useWords(forecastWords);
  const t = w.forecast.figures;
  const budget = sen(whole.budget);
  const isKnown = whole.lastYear !== null && whole.lastYearMiss !== null;
  return (
    <ul className="four card" aria-label={t.label}>
      <Figure
        label={t.spending}
        number={short(whole.value, language)}
        note={budget === null ? '' : t.ofBudget(formatRatio(sen(whole.value), budget, language), formatShort(budget, language))}
      />
      <Figure
        label={t.range}
        number={whole.band === null ? '–' : short(whole.band.low, language)}
        note={whole.band === null ? t.noRange : t.to(short(whole.band.high, language))}
      />
      <Figure
        label={t.silpa}
        number={silpa === null ? '–' : short(silpa.value, language)}
        note={
          silpa === null
            ? t.noSilpa
            : silpa.band === null
              ? t.noRange
              : t.silpaRange(short(silpa.band.low, language), short(silpa.band.high, language))
        }
      />
      <Figure
        label={isKnown ? t.miss(String(whole.lastYear)) : t.missNone}
        number={isKnown ? formatPointsSize(BigInt(whole.lastYearMiss ?? 0), language) : '–'}
        note={isKnown ? t.missNote : t.missNoneNote}
      />
    </ul>
  );
}

function Figure({ label, number, note }: { label: string; number: string; note: string }) {
  return (
    <li>
      <span className="label">{label}</span>
      <span className="number">{number}</span>
      {note !== '' && <span>{note}</span>}
    </li>
  );
}
