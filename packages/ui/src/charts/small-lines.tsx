import type { Sen } from '@sipkadin/budget';
import { fraction, percent } from './pixels.ts';

/** One line of several that are drawn beside each other on the same scale. */
export interface SmallLine {
  key: string;
  /** Above the line: "2025". */
  name: string;
  /** Below the line: what it comes to at its mark. */
  value: string;
  /** In order; `at` is the share of the width, 0 to 1; amounts in sen. */
  points: readonly { at: number; amount: Sen }[];
  /** The point that `value` is of. */
  mark: { at: number; amount: Sen } | null;
  current?: boolean;
}

const height = 56;

/** Small lines from zero on one scale, for comparing shapes; the numbers are in the table beside them. */
export function SmallLines({ lines, label }: { lines: readonly SmallLine[]; label: string }) {
  const most = lines.flatMap(({ points }) => points.map(({ amount }) => amount)).reduce((a, b) => (b > a ? b : a), 0n);
  const y = (amount: Sen) => 4 + (height - 8) * (1 - fraction(amount, most));
  return (
    <ul className="small-lines" aria-label={label}>
      {lines.map(({ key, name, value, points, mark, current = false }) => (
        <li key={key}>
          {current ? <b>{name}</b> : <span>{name}</span>}
          <svg aria-hidden="true" height={height}>
            <line className="curve-grid" x1="0" x2="100%" y1={height - 4} y2={height - 4} />
            <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" overflow="visible">
              <polyline
                className={current ? 'curve-line' : 'small-line'}
                points={points.map(({ at, amount }) => `${(at * 100).toFixed(2)},${y(amount).toFixed(2)}`).join(' ')}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            {mark !== null && (
              <circle className={current ? 'curve-dot' : 'small-dot'} r={current ? 5 : 4} cx={percent(mark.at)} cy={y(mark.amount)} />
            )}
          </svg>
          <span className="small-value">{value}</span>
        </li>
      ))}
    </ul>
  );
}
