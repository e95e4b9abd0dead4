import type { Sen } from '@sipkadin/budget';
import { fraction, percent } from './pixels.ts';

/** The year's course in a line of text: cumulative months against the budget. Decoration: the numbers stand beside it. */
export function Sparkline({ months, budget }: { months: readonly (Sen | null)[]; budget: Sen }) {
  const at = (index: number) => index * (100 / 11);
  const known = months.flatMap((amount, index) => (amount === null ? [] : [{ index, share: Math.min(fraction(amount, budget), 1.1) }]));
  const last = known.at(-1);
  return (
    <svg className="spark" aria-hidden="true">
      <svg viewBox="0 0 100 100" width="100%" height="100%" preserveAspectRatio="none" overflow="visible">
        <polyline
          className="curve-line"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          points={known.map(({ index, share }) => `${at(index).toFixed(1)},${(100 - share * 100).toFixed(1)}`).join(' ')}
        />
      </svg>
      {last && <circle className="curve-dot" r="3.5" cx={percent(at(last.index) / 100)} cy={percent(1 - last.share)} />}
    </svg>
  );
}
