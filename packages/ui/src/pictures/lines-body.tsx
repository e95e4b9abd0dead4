import type { PictureLines } from './chart-file.tsx';
import { type Colours, margin, pictureWidth } from './sheet.ts';
import { textLines } from './text-lines.ts';

const rowHeight = 76;
const lineAt = 300;
const lineWidth = 300;
const lineHeight = 56;

export const linesHeight = (rows: readonly PictureLines[]): number => rows.length * rowHeight;

/** A row for each line or pair of lines: its name, the line, and what it comes to. */
export function LinesBody({ rows, colours }: { rows: readonly PictureLines[]; colours: Colours }) {
  const [ink, soft] = [colours['--ina-content-primary'], colours['--ina-content-secondary']];
  return rows.map(({ name, value, detail, lines, mark }, index) => {
    const top = index * rowHeight;
    const x = (share: number) => (lineAt + share * lineWidth).toFixed(1);
    const y = (share: number) => (top + 10 + (1 - share) * lineHeight).toFixed(1);
    return (
      <g key={name}>
        <line x1={margin} x2={pictureWidth - margin} y1={top} y2={top} stroke={colours['--ina-stroke-primary']} />
        {textLines(name, { width: lineAt - margin - 24, size: 15, most: 3 }).map((line, at) => (
          <text key={line} x={margin} y={top + 30 + at * 18} fontSize="15" fontWeight="600" fill={ink}>
            {line}
          </text>
        ))}
        {lines.map(({ runs, isDashed, isStrong }) =>
          runs.map((run) => (
            <polyline
              key={`${isDashed} ${run[0]?.[0]}`}
              points={run.map(([at, level]) => `${x(at)},${y(level)}`).join(' ')}
              fill="none"
              stroke={colours[isStrong ? '--ina-guide' : '--ina-stroke-secondary']}
              strokeWidth={isStrong ? 3 : 2}
              strokeDasharray={isDashed ? '4 4' : undefined}
            />
          )),
        )}
        {mark && <circle cx={x(mark[0])} cy={y(mark[1])} r="5" fill={colours['--ina-guide']} />}
        <text x={pictureWidth - margin} y={top + 32} fontSize="15" fontWeight="700" textAnchor="end" fill={ink}>
          {value}
        </text>
        <text x={pictureWidth - margin} y={top + 54} fontSize="13" textAnchor="end" fill={soft}>
          {detail}
        </text>
      </g>
    );
  });
}
