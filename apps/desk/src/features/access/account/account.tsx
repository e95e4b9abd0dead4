import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { type SignedIn, usePerson } from '../../../web/person.tsx';
import { Failure, Loaded } from '../../../web/states.tsx';
import { DigestChoice } from '../../oversight/alerts/digest-choice.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionTable } from './session-table.tsx';
import { applyTheme, chosenTheme, themes } from './theme.ts';
import './account.css';
import { accountWords } from './words.ts';

type Security = Answers['account']['security'];
const refresh = () => queryClient.invalidateQueries(trpc.account.pathFilter());

export function AccountScreen() {
  return (
    <>
      <OwnAccount person={usePerson().person} />
      <DigestChoice />
    </>
  );
}

/** Password, second factor, sessions and appearance. Works outside the frame, for people who must set up a second factor first. */
export function OwnAccount({ person }: { person: SignedIn }) {
  const { w } = useWords(accountWords);
  const security = useQuery(trpc.account.security.queryOptions());
  return (
    <>
      <Heading>{w.account.title}</Heading>
      <p className="stamp">
        {person.name} · {person.email}
      </p>
      <Loaded query={security} rows={8}>
        {(known) => (
          <>
            <SecondFactor security={known} />
            <Password person={person} security={known} />
            <Sessions security={known} />
          </>
        )}
      </Loaded>
      <Appearance />
    </>
  );
}

function Password({ person, security }: { person: SignedIn; security: Security }) {
  const { w } = useWords(accountWords);
  const [short, setShort] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const least = security.minPasswordLength;
  const save = useMutation(
    trpc.account.setPassword.mutationOptions({
      onSuccess: () => {
        form.current?.reset();
        void refresh();
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const next = String(typed.get('next') ?? '');
    setShort(next.length < least);
    if (next.length < least) return;
    save.mutate({ next, ...(security.hasPassword ? { current: String(typed.get('current') ?? '') } : {}) });
  }
  return (
    <section className="card">
      <h2>{w.account.password}</h2>
      <p>{w.account.passwordLead(String(least))}</p>
      <form ref={form} onSubmit={submit} noValidate>
        <input type="hidden" autoComplete="username" value={person.email} readOnly />
        {security.hasPassword && (
          <label>
            {w.account.current}
            <input name="current" type="password" autoComplete="current-password" />
          </label>
        )}
        <label>
          {w.account.next}
          <input name="next" type="password" autoComplete="new-password" />
        </label>
        {short && (
          <p className="error" role="alert">
            {w.account.tooShort(String(least))}
          </p>
        )}
        {save.isError && <Failure error={save.error} />}
        {save.isSuccess && (
          <p className="notice good" role="status">
            {w.account.saved}
          </p>
        )}
        <button type="submit" className="main" disabled={save.isPending}>
          {w.account.save}
        </button>
      </form>
    </section>
  );
}

function Sessions({ security }: { security: Security }) {
  const { w } = useWords(accountWords);
  const end = useMutation(trpc.account.endSession.mutationOptions({ onSettled: refresh }));
  const endOthers = useMutation(trpc.account.endOtherSessions.mutationOptions({ onSettled: refresh }));
  return (
    <section className="card">
      <h2>{w.sessions.title}</h2>
      <p>{w.sessions.lead}</p>
      <SessionTable caption={w.sessions.title} sessions={security.sessions} onEnd={(session) => end.mutate({ session })} />
      {end.isError && <Failure error={end.error} />}
      {security.sessions.length > 1 && (
        <p className="row">
          <button type="button" disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {w.sessions.endOthers}
          </button>
        </p>
      )}
    </section>
  );
}

function Appearance() {
  const { w } = useWords(accountWords);
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <fieldset className="card">
      <legend>{w.theme}</legend>
      {themes.map((one) => (
        <label key={one} className="choice">
          <input
            type="radio"
            name="theme"
            checked={theme === one}
            onChange={() => {
              applyTheme(one);
              setTheme(one);
            }}
          />
          <span>{w.themes[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
