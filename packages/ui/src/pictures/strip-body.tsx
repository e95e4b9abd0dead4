import type { PictureStrip } from './chart-file.tsx';
import { type Colours, margin, pictureWidth } from './sheet.ts';
import { stripLayout } from './strip-layout.ts';
import { textWidth } from './text-lines.ts';

const width = pictureWidth - 2 * margin;
const lineHeight = 24;
/** Above the dots: the words of the two marks. */
const labels = 48;
const axis = 36;

const sizeOf = (isSmall: boolean) => (isSmall ? 9 : 15);
const layoutOf = ({ near, others, own, named }: PictureStrip) => stripLayout({ near, others, marked: [own?.value, named?.value] });

/** The items of the key with their places, in as many lines as they need. */
function placedKey({ key }: PictureStrip) {
  let [x, line] = [margin, 0];
  return key.map((item) => {
    const needed = 28 + textWidth(item.text, 14) + 18;
    if (x > margin && x + needed > pictureWidth - margin) [x, line] = [margin, line + 1];
    const placed = { ...item, x, y: line * lineHeight + 8 };
    x += needed;
    return placed;
  });
}

const keyHeight = (strip: PictureStrip) => (placedKey(strip).at(-1)?.y ?? 0) + lineHeight;

export function stripHeight(strip: PictureStrip): number {
  const layout = layoutOf(strip);
  return layout === undefined ? 0 : keyHeight(strip) + labels + layout.tallest * sizeOf(layout.isSmall) + axis;
}

/** The key, then one dot for each value: filled for those that are near in kind, rings for the others. */
export function StripBody({ strip, colours }: { strip: PictureStrip; colours: Colours }) {
  const layout = layoutOf(strip);
  if (layout === undefined) return null;
  const { columns, tallest, ticks, isSmall } = layout;
  const { own, named, median, nearMedian, tick } = strip;
  const size = sizeOf(isSmall);
  const top = keyHeight(strip) + labels;
  const base = top + tallest * size;
  const x = (value: number) => margin + width * layout.at(value);
  const [ink, soft, grid] = [colours['--ina-content-primary'], colours['--ina-content-secondary'], colours['--ina-stroke-primary']];
  /** Beside its line, on the side that has room, away from another line. */
  const word = (value: number, text: string, y: number, weight: number, beside?: number) => {
    const needed = textWidth(text, 15) + 10;
    const isOut = x(value) + needed > pictureWidth - margin;
    const isLeft = isOut || (beside !== undefined && beside >= value && x(value) - needed > margin);
    return (
      <text x={x(value) + (isLeft ? -10 : 10)} y={y} fontSize="15" fontWeight={weight} textAnchor={isLeft ? 'end' : 'start'} fill={ink}>
        {text}
      </text>
    );
  };
  return (
    <>
      {placedKey(strip).map(({ kind, text, x: at, y }) => (
        <g key={kind}>
          <Mark kind={kind} x={at + 10} y={y} colours={colours} />
          <text x={at + 28} y={y + 5} fontSize="14" fill={soft}>
            {text}
          </text>
        </g>
      ))}
      {ticks.map((value, at) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={top} y2={base + 6} stroke={grid} />
          <text
            x={x(value)}
            y={base + 30}
            fontSize="14"
            textAnchor={at === 0 ? 'start' : at === ticks.length - 1 ? 'end' : 'middle'}
            fill={soft}
          >
            {tick(value)}
          </text>
        </g>
      ))}
      {columns.flatMap((column) =>
        Array.from({ length: column.near + column.others }, (_, place) => (
          <Mark
            key={`${column.index} ${place}`}
            kind={place < column.near ? 'near' : 'others'}
            x={margin + width * column.at}
            y={base - size * (place + 0.5)}
            radius={size / 2 - 1}
            colours={colours}
          />
        )),
      )}
      <line x1={margin} x2={pictureWidth - margin} y1={base + 2} y2={base + 2} stroke={colours['--ina-stroke-secondary']} />
      {median && (
        <>
          <line x1={x(median.value)} x2={x(median.value)} y1={top - 14} y2={base + 2} stroke={ink} strokeWidth="2" />
          {word(median.value, median.text, top - 6, 400, own?.value)}
        </>
      )}
      {nearMedian !== undefined && <Mark kind="near-median" x={x(nearMedian)} y={base + 9} colours={colours} />}
      {named && <Mark kind="named" x={x(named.value)} y={base - 6} colours={colours} />}
      {own && (
        <>
          <line x1={x(own.value)} x2={x(own.value)} y1={top - 40} y2={base - 6} stroke={colours['--ina-guide-strong']} />
          <Mark kind="own" x={x(own.value)} y={base - 8} colours={colours} />
          {word(own.value, own.text, top - 28, 700)}
        </>
      )}
    </>
  );
}

interface MarkProps {
  kind: PictureStrip['key'][number]['kind'];
  x: number;
  y: number;
  radius?: number;
  colours: Colours;
}

function Mark({ kind, x, y, radius = 5, colours }: MarkProps) {
  const [near, paper, ink] = [colours['--sk-ahead-3'], colours['--ina-background-primary'], colours['--ina-content-primary']];
  const at = `translate(${x} ${y})`;
  switch (kind) {
    case 'near':
      return <circle cx={x} cy={y} r={radius} fill={near} />;
    case 'others':
      return <circle cx={x} cy={y} r={radius - 0.75} fill={paper} stroke={colours['--ina-stroke-secondary']} strokeWidth="1.5" />;
    case 'median':
      return <line x1={x} x2={x} y1={y - 9} y2={y + 9} stroke={ink} strokeWidth="2" />;
    case 'near-median':
      return <path transform={at} d="M0-6 6 5H-6Z" fill={near} stroke={paper} />;
    case 'named':
      return <path transform={at} d="M-6-6H6V6H-6Z" fill={colours['--sk-category-2']} stroke={paper} strokeWidth="2" />;
    case 'own':
      return <path transform={at} d="M0-9 9 0 0 9-9 0Z" fill={colours['--ina-guide-strong']} stroke={paper} strokeWidth="2" />;
  }
}
