import type { Language } from '@sipkadin/budget';
import { formatCount } from '../format.ts';
import type { Picture, PictureKey, PictureRow } from './chart-file.tsx';
import { type Colours, margin, pictureWidth } from './sheet.ts';
import { textLines, textWidth } from './text-lines.ts';

type Rows = Extract<Picture, { kind: 'rows' }>;

/** A picture of more rows is no longer looked at; the CSV has all. */
const mostRows = 40;
const barAt = 360;
const barWidth = 250;
const valueAt = 728;
const keyHeight = 30;
const namesOf = ({ name }: PictureRow) => textLines(name, { width: barAt - margin - 16, size: 15, most: 3 });
const heightOf = (row: PictureRow) => Math.max(34, namesOf(row).length * 18 + 12);

export function rowsHeight({ rows, key }: Rows): number {
  const shown = rows.slice(0, mostRows).reduce((all, row) => all + heightOf(row), 0);
  return shown + (key.length > 0 ? keyHeight : 0) + (rows.length > mostRows ? 26 : 0);
}

interface RowsBodyProps {
  picture: Rows;
  colours: Colours;
  /** Says how many rows are left out. */
  more: (count: string) => string;
  language: Language;
}

/** The key, then a line for each row: its name, its bar, its figures. */
export function RowsBody({ picture: { rows, key }, colours, more, language }: RowsBodyProps) {
  let y = key.length > 0 ? keyHeight : 0;
  const shown = rows.slice(0, mostRows).map((row) => {
    const placed = { row, y, height: heightOf(row) };
    y += placed.height;
    return placed;
  });
  return (
    <>
      <Key items={key} colours={colours} />
      {shown.map(({ row, y: top, height }, at) => (
        <Row key={`${row.name}${at}`} row={row} top={top} height={height} colours={colours} />
      ))}
      {rows.length > mostRows && (
        <text x={margin} y={y + 18} fontSize="14" fill={colours['--ina-content-secondary']}>
          {more(formatCount(rows.length - mostRows, language))}
        </text>
      )}
    </>
  );
}

function Row({ row, top, height, colours }: { row: PictureRow; top: number; height: number; colours: Colours }) {
  const names = namesOf(row);
  const middle = top + height / 2;
  const ink = colours['--ina-content-primary'];
  return (
    <g>
      <line x1={margin} x2={pictureWidth - margin} y1={top} y2={top} stroke={colours['--ina-stroke-primary']} />
      {names.map((line, at) => (
        <text key={line} x={margin} y={middle + 5 + (at - (names.length - 1) / 2) * 18} fontSize="15" fontWeight="600" fill={ink}>
          {line}
        </text>
      ))}
      {row.bar
        .filter(({ from, to }) => to > from)
        .map(({ kind, from, to }) => (
          <Segment
            key={kind}
            kind={kind}
            x={barAt + from * barWidth}
            width={Math.max((to - from) * barWidth, 1.5)}
            y={middle - 6}
            colours={colours}
          />
        ))}
      {row.tick !== undefined && <Tick x={barAt + row.tick * barWidth} y={middle} colours={colours} />}
      <text x={valueAt} y={middle + 5} fontSize="15" fontWeight="700" textAnchor="end" fill={ink}>
        {row.value}
      </text>
      <Detail text={row.detail} middle={middle} colours={colours} />
    </g>
  );
}

/** In two lines where it is longer than its column. */
function Detail({ text, middle, colours }: { text: string; middle: number; colours: Colours }) {
  const lines = textLines(text, { width: pictureWidth - margin - valueAt - 8, size: 13, most: 2 });
  return lines.map((line, at) => (
    <text
      key={line}
      x={pictureWidth - margin}
      y={middle + 4 + (at - (lines.length - 1) / 2) * 14}
      fontSize="13"
      textAnchor="end"
      fill={colours['--ina-content-secondary']}
    >
      {line}
    </text>
  ));
}

interface SegmentProps {
  kind: PictureRow['bar'][number]['kind'];
  x: number;
  y: number;
  width: number;
  colours: Colours;
}

function Segment({ kind, x, y, width, colours }: SegmentProps) {
  if (kind === 'silent') {
    const line = colours['--ina-stroke-secondary'];
    const strokes = Array.from({ length: Math.floor(width / 6) }, (_, at) => x + at * 6);
    return (
      <g>
        <rect x={x} y={y} width={width} height="12" fill="none" stroke={line} strokeDasharray="3 3" />
        {strokes.map((from) => (
          <line key={from} x1={from} x2={from + 6} y1={y + 12} y2={y} stroke={colours['--sk-hatch']} strokeWidth="1.5" />
        ))}
      </g>
    );
  }
  const fills = {
    track: '--sk-track',
    fill: '--ina-guide',
    over: '--sk-over',
    rise: '--sk-ahead-3',
    fall: '--sk-behind-3',
  } as const;
  return <rect x={x} y={y} width={width} height="12" rx="2" fill={colours[fills[kind]]} />;
}

function Tick({ x, y, colours }: { x: number; y: number; colours: Colours }) {
  return (
    <>
      <line x1={x} x2={x} y1={y - 10} y2={y + 10} stroke={colours['--ina-background-primary']} strokeWidth="6" />
      <line x1={x} x2={x} y1={y - 10} y2={y + 10} stroke={colours['--ina-content-primary']} strokeWidth="3" />
    </>
  );
}

function Key({ items, colours }: { items: readonly PictureKey[]; colours: Colours }) {
  let x = margin;
  return items.map(({ kind, text }) => {
    const at = x;
    x += 28 + textWidth(text, 14) + 18;
    return (
      <g key={kind}>
        {kind === 'tick' ? <Tick x={at + 10} y={8} colours={colours} /> : <Segment kind={kind} x={at} y={2} width={20} colours={colours} />}
        <text x={at + 28} y={13} fontSize="14" fill={colours['--ina-content-secondary']}>
          {text}
        </text>
      </g>
    );
  });
}
