import { isIsoDate } from '@sipkadin/budget';
import { formatCount, formatDate } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure } from '../../../web/states.tsx';
import { obstacleWords } from '../obstacles/words.ts';
import type { Session, UnitInSession } from './in-session.ts';
import { meetingWords } from './words.ts';

/** The promises of before, each with what became of it; one that is open can be settled. */
export function SettledPromises({ session, unit: { promises } }: { session: Session; unit: UnitInSession }) {
  const { w, language } = useWords(meetingWords);
  const due = promises.filter(({ result }) => result !== 'running');
  const kept = due.filter(({ result }) => result === 'kept').length;
  return (
    <section className="card wide" aria-labelledby="janji-opd">
      <h2 id="janji-opd" className="chart-title">
        {due.length === 0
          ? promises.length === 0
            ? w.noPromises
            : w.promises
          : w.promisesTitle(formatCount(kept, language), formatCount(due.length, language))}
      </h2>
      <ul className="made">
        {promises.map((promise) => (
          <OnePromise key={`${promise.madeOn} ${promise.due} ${promise.what}`} promise={promise} session={session} />
        ))}
      </ul>
    </section>
  );
}

function OnePromise({ promise, session }: { promise: UnitInSession['promises'][number]; session: Session }) {
  const { language } = useWords(meetingWords);
  const { w: words } = useWords(obstacleWords);
  const { may } = usePerson();
  const { from, what, owner, due, result, lateDays, settledOn, madeOn, movedTo } = promise;
  const made = from.kind === 'meeting' && words.promises.meeting(formatDate(madeOn, language, 'short'));
  return (
    <li>
      <div className="promise">
        <div>
          {from.kind === 'obstacle' ? (
            <Link to="/kendala/$id" params={{ id: from.id }} search={{ tahun: session.year }}>
              {what}
            </Link>
          ) : (
            <p className="said">{what}</p>
          )}
          <small className="under">{[owner, made].filter((text) => text !== false && text !== '').join(' · ')}</small>
        </div>
        <p className="result">
          {words.promises.results[result]}
          {lateDays > 0 && <small className="under overdue">{words.late(formatCount(lateDays, language))}</small>}
          <small className="under">
            {words.promises.columns.due.toLowerCase()} {formatDate(due, language, 'short')}
          </small>
          {movedTo !== null && <small className="under">{words.promises.movedTo(formatDate(movedTo, language, 'short'))}</small>}
        </p>
      </div>
      {from.kind === 'meeting' && settledOn === null && session.isOpen && may('meeting.settle') && (
        <Settle promise={from.promise} day={session.day} />
      )}
    </li>
  );
}

function Settle({ promise, day }: { promise: number; day: Session['day'] }) {
  const { w } = useWords(meetingWords);
  const { government } = usePerson();
  const [outcome, setOutcome] = useState<'done' | 'dropped'>();
  const settle = useMutation(
    trpc.meeting.settle.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.meeting.pathFilter()) }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const on = String(form.get('day') ?? '');
    if (outcome === undefined) return;
    settle.mutate({
      ...{ government: government.code, promise, outcome, day: isIsoDate(on) ? on : day },
      text: String(form.get('text') ?? '').trim(),
    });
  }
  const button = (to: 'done' | 'dropped', text: string) => (
    <button type="button" aria-expanded={outcome === to} onClick={() => setOutcome(outcome === to ? undefined : to)}>
      {text}
    </button>
  );
  return (
    <>
      <p className="row">
        {button('done', w.done)}
        {button('dropped', w.drop)}
      </p>
      {outcome !== undefined && (
        <form onSubmit={submit} className="session-form">
          {outcome === 'done' && (
            <label>
              {w.settle.day}
              <input type="date" name="day" defaultValue={day} max={day} required />
            </label>
          )}
          <label>
            {w.settle.note}
            <input name="text" maxLength={600} autoComplete="off" />
          </label>
          {settle.isError && <Failure error={settle.error} />}
          <button type="submit" className="main" disabled={settle.isPending}>
            {w.settle.save}
          </button>
        </form>
      )}
    </>
  );
}
