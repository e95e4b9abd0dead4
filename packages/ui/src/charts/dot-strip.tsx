import { stripLayout } from '../pictures/strip-layout.ts';

interface DotStripProps {
  /** Unique on the page. */
  id: string;
  /** What the picture shows, in a sentence. */
  label: string;
  /** Values of those that are near, and of the others: numbers for drawing alone. */
  near: readonly number[];
  others: readonly number[];
  own: { value: number; text: string } | undefined;
  /** One more that is named, as a square. */
  named?: { value: number; text: string } | undefined;
  /** The middle of all, a line; the middle of those that are near, a triangle under the axis. */
  median?: { value: number; text: string } | undefined;
  nearMedian?: number | undefined;
  /** A tick as it is printed. */
  tick: (value: number) => string;
}

const labels = 40;

/** Pixels of a letter, and of the strip on a small phone. */
const letter = 7.2;
const phone = 328;

/** To a tenth of a percent, which is less than a pixel: hundreds of positions make up most of a page. */
const percent = (value: number) => `${Math.round(value * 1000) / 10}%`;

const axis = 34;

/**
 * One dot for each value, stacked where they are near each other: filled for those that are near in kind, rings for the others. Dots
 * lie in columns, the named marks where they belong. Needs no script; the text beside it and its table say the same.
 */
export function DotStrip({ id, label, near, others, own, named, median, nearMedian, tick }: DotStripProps) {
  const layout = stripLayout({ near, others, marked: [own?.value, named?.value] });
  if (layout === undefined) return null;
  const { isSmall: small, columns, ticks, tallest, at } = layout;
  const size = small ? 5 : 8;
  const base = labels + tallest * size;
  /** One upright line for each column, which its style cuts into dots. */
  const dots = (which: 'near' | 'others') =>
    columns
      .filter((column) => column[which] > 0)
      .map((column) => {
        const bottom = base - Math.ceil(size / 2) - size * (which === 'others' ? column.near : 0);
        return `M${Math.round(column.at * 100)} ${bottom}v${-(column[which] - 1) * size - 1}`;
      })
      .join('');
  /** Beside its line on the side that has room on a phone; where both have, away from the other line. */
  const text = (value: number, other: number | undefined, words: string, y: number, name: string) => {
    const place = at(value);
    const needed = (words.length * letter + 12) / phone;
    const toLeft = place >= needed && (1 - place < needed || (other === undefined ? place > 0.5 : other > value));
    return (
      <text className={name} x={percent(at(value))} dx={toLeft ? -8 : 8} y={y} textAnchor={toLeft ? 'end' : 'start'}>
        {words}
      </text>
    );
  };
  return (
    <svg className={small ? 'strip strip-small' : 'strip'} role="img" aria-label={label} height={base + axis}>
      {ticks.map((value, index) => (
        <g key={value}>
          <line className="strip-grid" x1={percent(at(value))} x2={percent(at(value))} y1={labels} y2={base + 6} />
          <text
            className="strip-tick"
            x={percent(at(value))}
            y={base + 28}
            textAnchor={index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle'}
          >
            {tick(value)}
          </text>
        </g>
      ))}
      <svg width="100%" height={base} viewBox={`0 0 100 ${base}`} preserveAspectRatio="none" overflow="visible">
        <g className="strip-others">
          <path id={id} vectorEffect="non-scaling-stroke" d={dots('others')} />
        </g>
        <use className="strip-hole" href={`#${id}`} />
        <path className="strip-near" vectorEffect="non-scaling-stroke" d={dots('near')} />
      </svg>
      <line className="strip-axis" x1="0" x2="100%" y1={base + 2} y2={base + 2} />
      {median && <line className="strip-median" x1={percent(at(median.value))} x2={percent(at(median.value))} y1={22} y2={base + 2} />}
      {nearMedian !== undefined && (
        <svg className="strip-mark" x={percent(at(nearMedian))} y={base + 4}>
          <path className="strip-triangle" d="M0 0 6 10H-6Z" />
        </svg>
      )}
      {named && (
        <svg className="strip-mark" x={percent(at(named.value))} y={base - 6}>
          <path className="strip-square" d="M-6-6H6V6H-6Z">
            <title>{named.text}</title>
          </path>
        </svg>
      )}
      {own && (
        <>
          <line className="strip-own-line" x1={percent(at(own.value))} x2={percent(at(own.value))} y1={4} y2={base - 6} />
          <svg className="strip-mark" x={percent(at(own.value))} y={base - 8}>
            <path className="strip-own" d="M0-9 9 0 0 9-9 0Z" />
          </svg>
          {text(own.value, undefined, own.text, 15, 'strip-own-word')}
        </>
      )}
      {median && text(median.value, own?.value, median.text, 33, 'strip-word')}
    </svg>
  );
}
