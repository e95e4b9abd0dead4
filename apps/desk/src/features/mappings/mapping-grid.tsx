import type { MappingDraft, MappingView } from '@sipkadin/intake';
import { useWords } from '../../web/language.tsx';
import { headerRows } from './mapping-words.ts';
import { mappingWords } from './words.ts';

interface GridProps {
  draft: MappingDraft;
  view: MappingView;
  change(draft: MappingDraft): void;
}

const tallest = 3;

/** The first rows of the table with the header marked, and buttons that move it. */
export function MappingGrid({ draft, view, change }: GridProps) {
  const { w } = useWords(mappingWords);
  const m = w.mapping;
  const { header } = draft;
  const numbers = view.rows.map(({ number }) => number);
  const width = Math.max(0, ...view.rows.map(({ cells }) => cells.length));
  const letters = Array.from({ length: width }, (_, index) => lettersOf(index));
  const isHead = (number: number) => header !== null && number >= header.top && number <= header.bottom;
  const at = header === null ? -1 : numbers.indexOf(header.bottom);
  function place(top: number, bottom: number) {
    const [first, last] = [numbers[top], numbers[bottom]];
    if (first !== undefined && last !== undefined) change({ ...draft, header: { top: first, bottom: last }, firstRow: last + 1 });
  }
  const top = header === null ? -1 : numbers.indexOf(header.top);
  return (
    <>
      {/* Focusable, so that a wide table can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll mapping-grid" role="region" aria-label={m.rows(view.sheet)} tabIndex={0}>
        <table>
          <caption>{m.rows(view.sheet)}</caption>
          <thead>
            <tr>
              <th scope="col">{m.row}</th>
              {letters.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(({ number, cells }) => (
              <tr key={number} className={isHead(number) ? 'is-header' : undefined}>
                <th scope="row">
                  {number} {isHead(number) && <small>{m.head}</small>}
                </th>
                {letters.map((name, index) => (
                  <td key={name}>{cells[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <fieldset className="mapping-header">
        <legend>{m.header}</legend>
        {header !== null && (
          <>
            <p aria-live="polite">{m.headerAt(headerRows(header))}</p>
            <p className="row">
              <button type="button" className="plain" disabled={top <= 0} onClick={() => place(top - 1, at - 1)}>
                {m.up}
              </button>
              <button type="button" className="plain" disabled={at >= numbers.length - 2} onClick={() => place(top + 1, at + 1)}>
                {m.down}
              </button>
              <button type="button" className="plain" disabled={top <= 0 || at - top >= tallest - 1} onClick={() => place(top - 1, at)}>
                {m.taller}
              </button>
              <button type="button" className="plain" disabled={top >= at} onClick={() => place(top + 1, at)}>
                {m.shorter}
              </button>
            </p>
          </>
        )}
        <label className="choice">
          <input
            type="checkbox"
            checked={header === null}
            onChange={(event) => (event.target.checked ? change({ ...draft, header: null, firstRow: numbers[0] ?? 1 }) : place(0, 0))}
          />
          <span>{m.noHeader}</span>
        </label>
      </fieldset>
    </>
  );
}

/** 0 → "A", 26 → "AA". */
function lettersOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : lettersOf(Math.floor(index / 26) - 1) + lettersOf(index % 26);
}
