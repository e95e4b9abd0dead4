import type { ReactNode } from 'react';

/** Legend of the bars. */
export function BarKey({ items }: { items: readonly { kind: 'fill' | 'track' | 'tick' | 'hatch'; text: ReactNode }[] }) {
  return (
    <ul className="key">
      {items.map(({ kind, text }) => (
        <li key={kind}>
          <svg aria-hidden="true" className={kind === 'hatch' ? 'hatch' : kind === 'tick' ? 'key-tick' : undefined}>
            {kind === 'tick' ? (
              <line className="bar-tick" x1="3" x2="3" y1="0" y2="16" />
            ) : (
              <rect className={kind === 'hatch' ? 'bar-silent' : `bar-${kind}`} width="20" height="12" />
            )}
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
