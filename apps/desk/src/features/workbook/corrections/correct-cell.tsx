import { typedCell } from '@sipkadin/budget';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../../web/language.tsx';
import { shownValue } from '../sheet/cells.ts';
import { workbookWords } from '../words.ts';

interface CorrectCellProps {
  /** The cell as people name it. */
  name: string;
  /** The cell's content as it is shown, and what it is read as now. */
  old: string;
  seen: string;
  held: string;
  isAmount: boolean;
  onKeep: (value: string, reason: string) => void;
  onClose: () => void;
}

/** Asks for a cell's new value and the reason, and shows what the value will be read as. */
export function CorrectCell({ name, old, seen, held, isAmount, onKeep, onClose }: CorrectCellProps) {
  const { w, language } = useWords(workbookWords);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(seen);
  const [fault, setFault] = useState<'reasonMissing' | 'same' | null>(null);
  useEffect(() => field.current?.select(), []);
  const onEscape = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
  const { kind, percent } = typedCell(value, held);
  const reads = kind === 'number' && isAmount && !percent ? 'amount' : kind;
  function keep(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const found = value.trim() === seen ? 'same' : reason.length < 5 ? 'reasonMissing' : null;
    setFault(found);
    if (found === null) onKeep(value.trim(), reason);
  }
  return (
    <form className="card correct-cell" onSubmit={keep} noValidate>
      <h2>{w.correct.title(name)}</h2>
      <p className="small">{w.correct.lead}</p>
      <p>
        <span className="small">{w.correct.old}:</span> {old === '' ? w.emptyCell : old}
      </p>
      <label htmlFor={id}>{w.correct.value}</label>
      <p className="small" id={`${id}-hint`}>
        {w.correct.valueHint}
      </p>
      <input
        id={id}
        ref={field}
        value={value}
        maxLength={300}
        autoComplete="off"
        aria-describedby={`${id}-hint ${id}-reads`}
        aria-invalid={fault === 'same'}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onEscape}
      />
      <p className="small" id={`${id}-reads`} aria-live="polite">
        {w.correct.reads[reads]}
        {kind !== 'empty' && (
          <>: {reads === 'amount' ? `Rp${shownValue(value, held, true, language)}` : shownValue(value, held, false, language)}</>
        )}
      </p>
      <label htmlFor={`${id}-reason`}>{w.correct.reason}</label>
      <p className="small" id={`${id}-reason-hint`}>
        {w.correct.reasonHint}
      </p>
      <textarea
        id={`${id}-reason`}
        name="reason"
        rows={2}
        maxLength={500}
        aria-describedby={`${id}-reason-hint`}
        onKeyDown={onEscape}
        aria-invalid={fault === 'reasonMissing'}
      />
      {fault !== null && (
        <p className="error" role="alert">
          {w.correct[fault]}
        </p>
      )}
      <div className="row">
        <button type="submit" className="main">
          {w.correct.keep}
        </button>
        <button type="button" onClick={onClose}>
          {w.correct.cancel}
        </button>
      </div>
    </form>
  );
}
