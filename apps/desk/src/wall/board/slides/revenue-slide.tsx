import { accountWords, type Language, type Sen } from '@sipkadin/budget';
import { formatRatio, formatShort } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';
import { dayOf } from './sentences.ts';
import { WallBar } from './wall-bar.tsx';

/** Revenue against its target, and what it leaves beside spending. */
export function RevenueSlide({ figures, language }: { figures: WallFigures; language: Language }) {
  const w = wallWords[language].board;
  const { revenue, asOf } = figures;
  const [target, received, balance] = [sen(revenue.whole.budget), sen(revenue.whole.realization), sen(figures.balance)];
  return (
    <div className="wall-halves">
      <section>
        <h2>{w.revenue}</h2>
        <p className="wall-number small">{received === null ? '–' : formatShort(received, language)}</p>
        {target === null ? (
          <p>{w.noRevenue}</p>
        ) : (
          <>
            <p>{w.ofTarget(formatRatio(received, target, language), formatShort(target, language))}</p>
            <WallBar share={shareOf(received, target)} label={w.revenue} />
          </>
        )}
        {balance !== null && revenue.asOf !== null && asOf !== null && (
          <>
            <h2>{w.balance}</h2>
            <p className="wall-number small">{formatShort(balance, language)}</p>
            <p className="wall-quiet">{w.balanceDays(dayOf(revenue.asOf, language), dayOf(asOf, language))}</p>
          </>
        )}
      </section>
      <section>
        <h2>{w.sources}</h2>
        <ul className="wall-rows">
          {revenue.groups.map(({ code, ...group }) => {
            const [whole, part] = [sen(group.budget), sen(group.realization)];
            return (
              <li key={code}>
                <p className="wall-row">
                  <span className="wall-name">{accountWords(code)?.[language] ?? code}</span>
                  <strong>{part === null ? '–' : formatShort(part, language)}</strong>
                  <span className="wall-quiet wall-points">{formatRatio(part, whole, language)}</span>
                </p>
                <WallBar share={shareOf(part, whole)} label={accountWords(code)?.[language] ?? code} />
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}

function shareOf(part: Sen | null, whole: Sen | null): number {
  return part === null || whole === null || whole <= 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}
