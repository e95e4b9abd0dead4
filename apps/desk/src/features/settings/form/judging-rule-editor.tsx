import { type JudgingRule, type Status, statusWords } from '@sipkadin/budget';
import { formatMonth } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { settingWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';
import { NumberField } from './number-field.tsx';

type Period = JudgingRule['periods'][number];
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Bands by month, and what the statuses are called. A person types points; they are kept in negative tenths. */
export function JudgingRuleEditor({ value: { periods, statuses }, onChange, described }: EditorProps<JudgingRule>) {
  const { w, language } = useWords(settingWords);
  const setPeriods = (changed: readonly Period[]) => onChange({ periods: changed, statuses });
  const setPeriod = (index: number, change: Partial<Period>) =>
    setPeriods(periods.map((period, at) => (at === index ? { ...period, ...change } : period)));
  // 0 is typed as "0" and must not be kept as −0.
  const tenths = (points: number | null) => 0 - Math.round((points ?? 0) * 10);
  const last = periods.at(-1);
  return (
    <>
      {periods.map((period, index) => (
        // Bands have no name of their own and are not reordered.
        <fieldset key={index} className="setting-row">
          <legend className="visually-hidden">{formatMonth(period.from, language)}</legend>
          <label>
            <span className="small">{w.form.from}</span>
            <select
              value={period.from}
              disabled={index === 0}
              aria-describedby={described}
              onChange={({ target }) => setPeriod(index, { from: Number(target.value) })}
            >
              {months.map((month) => (
                <option key={month} value={month}>
                  {formatMonth(month, language)}
                </option>
              ))}
            </select>
          </label>
          {(['attention', 'behind'] as const).map((key) => (
            <NumberField
              key={key}
              label={w.form[key]}
              value={-period[key] / 10}
              min={0}
              max={100}
              step={0.1}
              onChange={(points) => setPeriod(index, { [key]: tenths(points) })}
              described={described}
            />
          ))}
          {index > 0 && (
            <button type="button" className="plain" onClick={() => setPeriods(periods.filter((_, at) => at !== index))}>
              {w.form.removeBand(formatMonth(period.from, language))}
            </button>
          )}
        </fieldset>
      ))}
      {last !== undefined && last.from < 12 && (
        <button type="button" onClick={() => setPeriods([...periods, { ...last, from: last.from + 1 }])}>
          {w.form.addBand}
        </button>
      )}
      <details>
        <summary>{w.form.statuses}</summary>
        {(Object.keys(statusWords) as Status[]).map((status) => (
          <fieldset key={status} className="setting-row">
            <legend>{statusWords[status][language]}</legend>
            {(['id', 'en'] as const).map((of) => (
              <label key={of}>
                <span className="small">{of === 'id' ? w.form.indonesian : w.form.english}</span>
                <input
                  maxLength={40}
                  value={statuses[status][of]}
                  onChange={({ target }) =>
                    onChange({ periods, statuses: { ...statuses, [status]: { ...statuses[status], [of]: target.value } } })
                  }
                />
              </label>
            ))}
          </fieldset>
        ))}
      </details>
    </>
  );
}
