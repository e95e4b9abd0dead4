import { stripTicks } from './ticks.ts';

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

/** Beyond so many dots they are drawn smaller. */
const mostLarge = 130;
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
  const all = [...near, ...others, ...[own, named].flatMap((one) => (one === undefined ? [] : [one.value]))];
  if (all.length === 0) return null;
  const small = all.length > mostLarge;
  const [columns, size] = small ? [52, 5] : [46, 8];
  const ticks = stripTicks(Math.min(...all), Math.max(...all));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  /** From 2 % to 98 % of the width, so that no dot is cut off. */
  const at = (value: number) => 0.02 + (0.96 * (value - low)) / (high - low);
  const stacks = new Map<number, [near: number, others: number]>();
  for (const [values, which] of [
    [near, 0],
    [others, 1],
  ] as const)
    for (const value of values) {
      const column = Math.min(columns - 1, Math.floor(((value - low) / (high - low)) * columns));
      const stack = stacks.get(column) ?? [0, 0];
      stack[which]++;
      stacks.set(column, stack);
    }
  const tallest = Math.max(3, ...[...stacks.values()].map(([a, b]) => a + b));
  const base = labels + tallest * size;
  const column = ([index, stack]: [number, readonly [number, number]], which: 0 | 1) => {
    const count = stack[which];
    if (count === 0) return null;
    const x = percent(0.02 + (0.96 * (index + 0.5)) / columns);
    const bottom = base - Math.ceil(size / 2) - size * (which === 1 ? stack[0] : 0);
    return <line key={index} x1={x} x2={x} y1={bottom} y2={bottom - (count - 1) * size - 1} />;
  };
  const drawn = [...stacks].toSorted(([a], [b]) => a - b);
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
      <g className="strip-others">
        <g id={id}>{drawn.map((one) => column(one, 1))}</g>
      </g>
      <use className="strip-hole" href={`#${id}`} />
      <g className="strip-near">{drawn.map((one) => column(one, 0))}</g>
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
