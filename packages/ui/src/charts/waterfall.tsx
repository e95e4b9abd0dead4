import { abs, type Language, type Sen } from '@sipkadin/budget';
import { Amount } from '../amount.tsx';
import { type ChartHead, ChartLinks } from '../pictures/chart-file.tsx';
import { stepsFile } from '../pictures/steps-file.ts';
import { fraction, percent } from './pixels.ts';

export interface WaterfallStep {
  key: string;
  name: string;
  /** A change; for the first and last row the level itself. */
  amount: Sen;
  kind: 'level' | 'change';
  href?: string | undefined;
  /** Of the name, where it is not that of the page: a reading voice speaks it by it. */
  named?: Language | undefined;
  /** Smaller, under the name. */
  note?: string | undefined;
}

interface WaterfallProps {
  steps: readonly WaterfallStep[];
  language: Language;
  label: string;
  /**
   * zero: bars begin at zero. lowest: they begin below the lowest level, so that changes that are small beside the levels can be seen, and
   * levels are marks without a length; a sentence beside it must say so.
   */
  begin?: 'zero' | 'lowest';
  /** Its title in files of its own; none where it is left out. */
  file?: ChartHead | undefined;
}

/** From one level to another, step by step, lying on its side so that it reads on a phone. */
export function Waterfall({ steps, language, label, begin = 'zero', file }: WaterfallProps) {
  let level = 0n;
  const placed = steps.map((step) => {
    const before = step.kind === 'level' ? 0n : level;
    level = step.kind === 'level' ? step.amount : level + step.amount;
    return { ...step, from: before < level ? before : level, size: abs(level - before) };
  });
  const highest = placed.reduce((most, { from, size }) => (from + size > most ? from + size : most), 0n);
  const start = begin === 'zero' ? 0n : lowestOf(placed);
  const most = highest - start;
  return (
    <>
      <ol className="bullets falls" aria-label={label}>
        {placed.map(({ key, name, named, note, href, amount, kind, from, size }) => (
          <li key={key}>
            <span className="bullet-name" lang={named === language ? undefined : named}>
              {href === undefined ? name : <a href={href}>{name}</a>}
            </span>
            <span className="bullet-value">
              {kind === 'change' && amount > 0n ? '+' : ''}
              <Amount amount={amount} language={language} />
            </span>
            <span className="bullet-bar">
              <svg className="bar" width="100%" aria-hidden="true">
                {begin === 'lowest' && kind === 'level' ? (
                  <rect className="bar-fill" x={percent(fraction(amount - start, most) * 0.994)} width="0.6%" height="100%" />
                ) : (
                  <rect
                    className={kind === 'level' ? 'bar-fill' : amount < 0n ? 'fall' : 'rise'}
                    x={percent(fraction(from - start, most))}
                    width={percent(Math.max(fraction(size, most), 0.003))}
                    height="100%"
                  />
                )}
              </svg>
            </span>
            {note !== undefined && <span className="bullet-note">{note}</span>}
          </li>
        ))}
      </ol>
      {file !== undefined && <ChartLinks chart={stepsFile(file, { steps: placed, start, end: highest, language })} language={language} />}
    </>
  );
}

/** A twentieth of the range below the lowest point that any bar has, not below zero. */
function lowestOf(placed: readonly { kind: WaterfallStep['kind']; amount: Sen; from: Sen; size: Sen }[]): Sen {
  const ends = placed.flatMap(({ kind, amount, from, size }) => (kind === 'level' ? [amount] : [from, from + size]));
  const [first = 0n] = ends;
  const lowest = ends.reduce((a, b) => (b < a ? b : a), first);
  const range = ends.reduce((a, b) => (b > a ? b : a), first) - lowest;
  return lowest > range / 20n ? lowest - range / 20n : 0n;
}
