import type { Source } from '@sipkadin/edition';
import { formatCount } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';

/** Cells of a file that were read with another value, with the reason; nothing where there are none. */
export function CorrectedCells({ context: { w, language }, source }: { context: Context; source: Source }) {
  const { corrections = [] } = source;
  if (corrections.length === 0) return null;
  const shown = (text: string) => (text === '' ? w.cells.hidden : text);
  return (
    <details>
      <summary>{w.cells.title(formatCount(corrections.length, language))}</summary>
      <ul className="plain">
        {corrections.map(({ sheet, row, column, old, value, reason }) => (
          <li key={`${sheet}|${row}|${column}`}>
            {w.cells.one(`${sheet} ${column}${row}`, shown(old), shown(value))}
            {reason !== '' && <span className="under">{reason}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
