import { type IsoDate, type Language, type Month, monthOf } from '@sipkadin/budget';
import { formatMonth } from '@sipkadin/ui';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../web/language.tsx';
import { monitorWords } from './words.ts';

const months: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

interface PeriodProps {
  year: number;
  years: readonly number[];
  month: Month;
  /** The latest day with data: months after it are not offered. null: every month is. */
  latest: IsoDate | null;
}

/** Chooses year and month; both are in the address, so that a link shows what its sender saw. */
export function PeriodSwitch({ year, years, month, latest }: PeriodProps) {
  const { w, language } = useWords(monitorWords);
  const navigate = useNavigate();
  const go = (tahun: number, bulan?: Month) => void navigate({ to: '.', search: (now) => period(now, tahun, bulan) });
  return (
    <form className="period" onSubmit={(event) => event.preventDefault()}>
      <label>
        {w.year}
        <select value={year} onChange={(event) => go(Number(event.target.value))}>
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {w.leadership.monthLabel}
        <select value={month} onChange={(event) => go(year, Number(event.target.value))}>
          {months.slice(0, latest === null ? 12 : monthOf(latest)).map((one) => (
            <option key={one} value={one}>
              {monthLabel(one, language)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

/** Another year begins at its own latest month. */
function period<T extends { tahun?: number; bulan?: number }>({ bulan: _, ...rest }: T, tahun: number, bulan: Month | undefined) {
  return { ...rest, tahun, ...(bulan === undefined ? {} : { bulan }) };
}

function monthLabel(month: Month, language: Language): string {
  return formatMonth(month, language);
}
