import { canonicalCode, parseDecimal } from '@sipkadin/budget';
import type { MappingDraft, MappingView } from '@sipkadin/intake';
import { formatRupiah } from '@sipkadin/ui';
import { useId } from 'react';
import { useWords } from '../../web/language.tsx';
import { mappingWords } from './words.ts';

interface FormProps {
  draft: MappingDraft;
  change(draft: MappingDraft): void;
}

/** The kind of the table, and the source of its units. */
export function MappingKind({ draft, change }: FormProps) {
  const { w } = useWords(mappingWords);
  const name = useId();
  return (
    <fieldset>
      <legend>{w.mapping.kind}</legend>
      {(['position', 'cash-plan', 'monthly-realization', 'register'] as const).map((kind) => (
        <label key={kind} className="choice">
          <input type="radio" name={name} checked={draft.kind === kind} onChange={() => change({ ...draft, kind })} />
          <span>{w.mapping.kinds[kind]}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function MappingUnit({ draft, change }: FormProps) {
  const { w } = useWords(mappingWords);
  const m = w.mapping;
  const source = draft.unit === null ? 'column' : draft.unit === 'titles' || draft.unit === 'whole' ? draft.unit : 'code';
  function choose(next: string) {
    const { unit: _, ...others } = draft.columns;
    if (next === 'column') change({ ...draft, unit: null });
    else change({ ...draft, columns: others, unit: next === 'code' ? '' : next });
  }
  return (
    <>
      <label>
        {m.unitSource}
        <select value={source} onChange={(event) => choose(event.target.value)}>
          {(['column', 'titles', 'whole', 'code'] as const).map((key) => (
            <option key={key} value={key}>
              {m.unitSources[key]}
            </option>
          ))}
        </select>
      </label>
      {source === 'code' && (
        <label>
          {m.unitCode}
          <input
            value={draft.unit ?? ''}
            placeholder="1.02.0.00.0.00.01.0000"
            aria-invalid={draft.unit !== '' && canonicalCode('unit', draft.unit ?? '') === undefined}
            onChange={(event) => change({ ...draft, unit: event.target.value.trim() })}
          />
        </label>
      )}
      <label className="choice">
        <input type="checkbox" checked={draft.carry} onChange={(event) => change({ ...draft, carry: event.target.checked })} />
        <span>{m.carry}</span>
      </label>
    </>
  );
}

/** Number and date styles by example, with the sum of a column in each. */
export function MappingStyles({ draft, view, change }: FormProps & { view: MappingView }) {
  const { w, language } = useWords(mappingWords);
  const m = w.mapping;
  const name = useId();
  const money = (text: string) => formatRupiah(parseDecimal(text) ?? 0n, language);
  const columns = view.styles.filter(({ letters }) => view.columns.some((column) => column.letters === letters && column.text));
  const dated = view.columns.find(({ letters }) => letters === draft.columns.date?.[0]);
  return (
    <>
      {columns.map(({ letters, sample, id, en }) => (
        <fieldset key={letters}>
          <legend>
            {m.numbers(letters)} {sample !== '' && `(“${sample}”)`}
          </legend>
          {(['id', 'en'] as const).map((style) => (
            <label key={style} className="choice">
              <input
                type="radio"
                name={`${name}-${letters}`}
                checked={draft.numbers[letters] === style}
                onChange={() => change({ ...draft, numbers: { ...draft.numbers, [letters]: style } })}
              />
              <span>
                {m.styles[style]}
                <small className="under">{m.total(money(style === 'id' ? id : en))}</small>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      {draft.kind === 'register' && dated && (
        <fieldset>
          <legend>
            {m.dates} ({dated.samples.map(({ text }) => text).join(', ')})
          </legend>
          {(['dmy', 'mdy'] as const).map((order) => (
            <label key={order} className="choice">
              <input
                type="radio"
                name={`${name}-date`}
                checked={draft.dates === order}
                onChange={() => change({ ...draft, dates: order })}
              />
              <span>{m.dateOrders[order]}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
