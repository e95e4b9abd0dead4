import type { Language, Sen } from '@sipkadin/budget';
import { type ChartHead, ChartLinks } from '../pictures/chart-file.tsx';
import { type SmallLine, smallLinesFile } from '../pictures/small-lines-file.ts';
import { fraction, percent } from './pixels.ts';

const height = 56;

interface SmallLinesProps {
  lines: readonly SmallLine[];
  label: string;
  /** Its title in files of its own. */
  file: ChartHead;
  language: Language;
}

/** Small lines from zero on one scale, for comparing shapes; the numbers are in the table beside them. */
export function SmallLines({ lines, label, file, language }: SmallLinesProps) {
  const most = lines.flatMap(({ points }) => points.map(({ amount }) => amount)).reduce((a, b) => (b > a ? b : a), 0n);
  const y = (amount: Sen) => 4 + (height - 8) * (1 - fraction(amount, most));
  return (
    <>
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
      <ChartLinks chart={smallLinesFile(file, lines, most)} language={language} />
    </>
  );
}
