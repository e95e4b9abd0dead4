import { isIsoDate } from '@sipkadin/budget';
import { formatInstant } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../../../web/client.ts';
import { keptText } from '../../../web/forms/kept-text.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure } from '../../../web/states.tsx';
import type { Session, UnitInSession } from './in-session.ts';
import { meetingWords } from './words.ts';

const refetch = () => queryClient.invalidateQueries(trpc.meeting.pathFilter());

/** Who promises what, until when. */
export function NewPromise({ day, unit }: { day: Session['day']; unit: string }) {
  const { w } = useWords(meetingWords);
  const { government } = usePerson();
  const [slip, setSlip] = useState<'missing' | 'early'>();
  const promise = useMutation(trpc.meeting.promise.mutationOptions({ onSuccess: refetch }));
  const kept = keptText(`janji ${unit}`);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [what = '', owner = '', due = ''] = ['what', 'owner', 'due'].map((name) => String(form.get(name) ?? '').trim());
    const wrong = what.length < 3 || owner.length < 3 || !isIsoDate(due) ? 'missing' : due < day ? 'early' : undefined;
    setSlip(wrong);
    if (wrong !== undefined || !isIsoDate(due)) return;
    kept.forget();
    promise.mutate({ government: government.code, unit, what, owner, due });
  }
  return (
    <form onSubmit={submit} noValidate className="session-form">
      <label>
        {w.form.what}
        <textarea name="what" rows={2} maxLength={600} {...kept.props} aria-invalid={slip === 'missing'} />
      </label>
      <label>
        {w.form.owner}
        <input name="owner" maxLength={120} autoComplete="off" aria-invalid={slip === 'missing'} />
      </label>
      <label>
        {w.form.due}
        <input type="date" name="due" min={day} aria-invalid={slip !== undefined} />
      </label>
      {slip !== undefined && (
        <p className="error" role="alert">
          {w.form[slip]}
        </p>
      )}
      {promise.isError && <Failure error={promise.error} />}
      <button type="submit" className="main" disabled={promise.isPending}>
        {w.form.save}
      </button>
    </form>
  );
}

/** What was noted of the OPD; saving adds a record, and the last one is shown. */
export function Note({ session: { isOpen }, unit: { code, note } }: { session: Session; unit: UnitInSession }) {
  const { w, language } = useWords(meetingWords);
  const { government, may } = usePerson();
  const save = useMutation(trpc.meeting.note.mutationOptions({ onSuccess: refetch }));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
    if (text !== (note?.text ?? '')) save.mutate({ government: government.code, unit: code, text });
  }
  if (!isOpen || !may('meeting.note')) return note === null ? null : <p className="said">{note.text}</p>;
  return (
    <form onSubmit={submit} className="session-form">
      <label>
        {w.note}
        <textarea name="text" rows={3} maxLength={4000} defaultValue={note?.text ?? ''} />
      </label>
      {save.isError && <Failure error={save.error} />}
      <button type="submit" disabled={save.isPending}>
        {w.saveNote}
      </button>
      {note !== null && (
        <p className="small" role="status">
          {w.noteSaved(formatInstant(note.at, language))}
        </p>
      )}
    </form>
  );
}
