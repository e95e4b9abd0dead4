import { abs, type Language, type Sen } from '@sipkadin/budget';
import { Amount } from '../amount.tsx';
import { fraction, percent } from './pixels.ts';

export interface WaterfallStep {
  key: string;
  name: string;
  /** A change; for the first and last row the level itself. */
  amount: Sen;
  kind: 'level' | 'change';
}

/** From one level to another, step by step, lying on its side so that it reads on a phone. */
export function Waterfall({ steps, language, label }: { steps: readonly WaterfallStep[]; language: Language; label: string }) {
  let level = 0n;
  const placed = steps.map((step) => {
    const before = step.kind === 'level' ? 0n : level;
    level = step.kind === 'level' ? step.amount : level + step.amount;
    return { ...step, from: before < level ? before : level, size: abs(level - before) };
  });
  const most = placed.reduce((most, { from, size }) => (from + size > most ? from + size : most), 0n);
  return (
    <ol className="bullets" aria-label={label}>
      {placed.map(({ key, name, amount, kind, from, size }) => (
        <li key={key}>
          <span className="bullet-name">{name}</span>
          <span className="bullet-value">
            {kind === 'change' && amount > 0n ? '+' : ''}
            <Amount amount={amount} language={language} />
          </span>
          <span className="bullet-bar">
            <svg className="bar" aria-hidden="true">
              <rect
                className={kind === 'level' ? 'bar-fill' : amount < 0n ? 'fall' : 'rise'}
                x={percent(fraction(from, most))}
                width={percent(Math.max(fraction(size, most), 0.003))}
                height="100%"
              />
            </svg>
          </span>
        </li>
      ))}
    </ol>
  );
}
