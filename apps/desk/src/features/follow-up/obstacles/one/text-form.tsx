import { type FormEvent, useId, useState } from 'react';
import { keptText } from '../../../../web/forms/kept-text.ts';
import { useWords } from '../../../../web/language.tsx';
import { Failure } from '../../../../web/states.tsx';
import { obstacleWords } from '../words.ts';

interface TextFormProps {
  label: string;
  submit: string;
  /** Characters at most. */
  most: number;
  busy: boolean;
  error: unknown;
  onText: (text: string) => void;
}

/** One text and a button. What is typed is kept for the tab until the form is sent. */
export function TextForm({ label, submit, most, busy, error, onText }: TextFormProps) {
  const { w } = useWords(obstacleWords);
  const id = useId();
  const [missing, setMissing] = useState(false);
  const kept = keptText(label);
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
    setMissing(text.length < 3);
    if (text.length < 3) return;
    kept.forget();
    onText(text);
  }
  return (
    <form onSubmit={send} noValidate>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name="text"
        rows={3}
        maxLength={most}
        {...kept.props}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
      />
      {missing && (
        <p className="error" role="alert" id={`${id}-missing`}>
          {w.questions.missing}
        </p>
      )}
      {error !== null && <Failure error={error} />}
      <button type="submit" className="main" disabled={busy}>
        {submit}
      </button>
    </form>
  );
}
