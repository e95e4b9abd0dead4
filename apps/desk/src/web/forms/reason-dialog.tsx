import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './reason-dialog.css';
import { useWords } from '../language.tsx';
import { Failure } from '../states.tsx';
import { keptText } from './kept-text.ts';

interface ReasonDialogProps {
  title: string;
  /** What the confirmed action will do. */
  children: ReactNode;
  reasonHint: string;
  confirm: string;
  busy: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Explains an action and asks for its reason. The browser's modal dialog keeps the focus inside, and Esc closes it. */
export function ReasonDialog({ title, children, reasonHint, confirm, busy, error, onConfirm, onClose }: ReasonDialogProps) {
  const { w } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [missing, setMissing] = useState(false);
  const kept = keptText(title);
  // A dialog that is taken away without an error was carried out; with one, the session may have expired.
  const sent = useRef({ any: false, failed: false });
  sent.current.failed = error !== null;
  useEffect(
    () => () => {
      if (sent.current.any && !sent.current.failed) keptText(title).forget();
    },
    [title],
  );
  useEffect(() => dialog.current?.showModal(), []);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setMissing(reason.length < 5);
    if (reason.length < 5) return;
    sent.current.any = true;
    onConfirm(reason);
  }
  return (
    <dialog ref={dialog} className="reason" aria-labelledby={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <form onSubmit={submit} noValidate>
        <label htmlFor={id}>{w.reasonDialog.reason}</label>
        <p className="small" id={`${id}-hint`}>
          {reasonHint}
        </p>
        <textarea
          id={id}
          name="reason"
          rows={3}
          maxLength={2000}
          {...kept.props}
          aria-describedby={`${id}-hint${missing ? ` ${id}-missing` : ''}`}
          aria-invalid={missing}
        />
        {missing && (
          <p className="error" role="alert" id={`${id}-missing`}>
            {w.reasonDialog.missing}
          </p>
        )}
        {error !== null && <Failure error={error} />}
        <div className="row">
          <button type="submit" className="main" disabled={busy}>
            {busy ? w.reasonDialog.busy : confirm}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {w.reasonDialog.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
