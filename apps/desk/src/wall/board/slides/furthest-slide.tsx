import type { Language } from '@sipkadin/budget';
import { formatCount, formatPoints, formatRatio, formatShort, StatusShape } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';
import { dayOf } from './sentences.ts';
import { WallBar } from './wall-bar.tsx';

/** The OPD that are furthest behind their plan in rupiah, each at its own day. */
export function FurthestSlide({ figures, language }: { figures: WallFigures; language: Language }) {
  const w = wallWords[language].board;
  const { furthest, bands } = figures;
  if (furthest.length === 0)
    return (
      <section className="wall-whole">
        <h2>{figures.planToDay === null || figures.realization === null ? w.noneCompared : w.noneBehind}</h2>
      </section>
    );
  return (
    <section className="wall-whole columns">
      <h2>{w.furthest(formatCount(furthest.length, language))}</h2>
      <ul className="wall-rows">
        {furthest.map(({ code, name, budget, realization, toPlan, gap, planShare, status, asOf }) => {
          const [whole, spent] = [sen(budget), sen(realization)];
          const share = whole === null || whole <= 0n || spent === null ? 0 : Number((spent * 1000n) / whole) / 1000;
          return (
            <li key={code}>
              <p className="wall-row">
                <StatusShape status={status} />
                <span className="wall-name">{name}</span>
                <span className="wall-quiet wall-status">
                  {bands.statuses[status][language]}
                  {asOf !== null && asOf !== figures.asOf && ` · ${w.at(dayOf(asOf, language))}`}
                </span>
                <strong>{formatShort(sen(toPlan) ?? 0n, language)}</strong>
                <span className="wall-quiet wall-points">
                  {formatPoints(gap === null ? null : BigInt(gap), language)} · {formatRatio(spent, whole, language)}
                </span>
              </p>
              <WallBar share={share} plan={planShare === null ? null : planShare / 1000} label={name} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
