import type { Language } from '@sipkadin/budget';
import { formatCount, formatMonth, formatRatio, formatShort } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';
import { WallBar } from './wall-bar.tsx';

/** The whole: what was spent of the budget, and how many OPD need whom. */
export function CitySlide({ figures, language }: { figures: WallFigures; language: Language }) {
  const w = wallWords[language].board;
  const [budget, realization, treasury] = [sen(figures.budget), sen(figures.realization), sen(figures.treasury)];
  const { counts, bands, begun } = figures;
  const [plan, compared] = [sen(figures.planToDay), sen(figures.compared)];
  const count = (n: number) => w.outOf(formatCount(n, language), formatCount(counts.units, language));
  const share = (part: bigint | null) =>
    part === null || budget === null || budget <= 0n ? 0 : Number((part * 10_000n) / budget) / 10_000;
  const ratio = (text: string) => formatRatio(sen(text), budget, language);
  const expected = ({ value, band }: NonNullable<WallFigures['forecast']>) =>
    band === null ? w.forecastAlone(ratio(value)) : w.forecastBand(ratio(band.low), ratio(band.high));
  const facts = [
    [bands.statuses.behind[language], count(counts.behind)],
    [bands.statuses.attention[language], count(counts.attention)],
    [bands.statuses.over[language], count(counts.over)],
    [w.reportedInTime, count(counts.reported)],
  ] as const;
  const [number = '–', ...unit] = realization === null ? [] : formatShort(realization, language).split('\u00a0');
  return (
    <div className="wall-halves">
      <section>
        <h2>{w.realization}</h2>
        <p className="wall-number">
          {number} <span>{unit.join(' ')}</span>
        </p>
        <p>{budget === null ? w.verdict.noBudget : w.ofBudget(formatShort(budget, language))}</p>
        <WallBar share={share(realization)} plan={plan === null ? null : share(plan)} label={w.barLabel} />
        {plan !== null && <p className="wall-quiet">{w.planUntil(formatShort(plan, language))}</p>}
        {compared !== null && <p className="wall-quiet">{w.compared(formatShort(compared, language))}</p>}
        {figures.forecast !== null && <p>{expected(figures.forecast)}</p>}
        {treasury !== null && treasury !== 0n && <p className="wall-quiet">{w.treasury(formatShort(treasury, language))}</p>}
      </section>
      <section>
        <h2>{w.units}</h2>
        {counts.units === 0 ? (
          <p>{w.noUnits}</p>
        ) : (
          <dl className="wall-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {begun !== null && (
          <p className="wall-note">
            {w.begun(formatMonth(begun.month, language), formatCount(begun.reported, language), formatCount(begun.of, language))}
          </p>
        )}
      </section>
    </div>
  );
}
